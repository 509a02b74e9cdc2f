import { directionOf, type Locale } from '#app/i18n/locale.ts';
import { type KeyOf, translator } from '#app/i18n/translate.ts';

export type Problem =
  | 'notFound'
  | 'refused'
  | 'tooMany'
  | 'tooLarge'
  | 'busy'
  | 'noDocument'
  | 'documentAway'
  | 'broken';

/** Which page a status shows: 401 and 403 look like 404. */
export function problemOf(status: number): Problem {
  if (status === 401 || status === 403 || status === 404 || status === 405) return 'notFound';
  if (status === 413) return 'tooLarge';
  if (status === 429) return 'tooMany';
  return status === 503 ? 'busy' : 'broken';
}

/** The three sentences of a problem page: what happened, what it means, what to do. */
export function problemKeys(problem: Problem): Record<'title' | 'text' | 'do', KeyOf<'common'>> {
  return {
    title: `common:problem.${problem}.title`,
    text: `common:problem.${problem}.text`,
    do: `common:problem.${problem}.do`,
  };
}

/** Thrown by a route when a limit is reached; `seconds` until it is worth trying again. */
export function tooManyRequests(seconds: number): Response {
  return new Response(null, { status: 429, headers: { 'Retry-After': String(Math.ceil(seconds)) } });
}

const STYLE =
  ':root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;' +
  'background:#fbf8f1;color:#1d1b17}h1{font:600 1.75rem/1.2 Georgia,serif;border-top:4px double #b08d3c;padding-top:1rem}a{color:#1d5b3c}' +
  '@media(prefers-color-scheme:dark){body{background:#161713;color:#efeadd}a{color:#93cda8}}';

type PlainPage = {
  readonly problem: Problem;
  readonly status: number;
  readonly locale: Locale;
  readonly nonce: string;
  readonly requestId: string;
};

/** A page made without React, the database or the style sheet: for when those are what failed. */
export function plainProblemPage({ problem, status, locale, nonce, requestId }: PlainPage): Response {
  const t = translator(locale);
  const keys = problemKeys(problem);
  const reference = problem === 'broken' ? ` <code>${requestId}</code>` : '';
  const html =
    `<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${t(keys.title)} · ${t('common:product')}</title>` +
    `<style nonce="${nonce}">${STYLE}</style><main><h1>${t(keys.title)}</h1><p>${t(keys.text)}</p>` +
    `<p>${t(keys.do)}${reference}</p><p><a href="/">${t('common:problem.home')}</a></p></main></html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(status === 503 ? { 'Retry-After': '30' } : {}),
    },
  });
}
