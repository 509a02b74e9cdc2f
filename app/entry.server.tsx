import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { type ShellFacts, ShellProvider } from './components/shell-context.tsx';
import { handleOf, scriptsOf } from './http/route-handle.ts';
import { DEFAULT_TIME_ZONE } from './i18n/format.ts';

const RENDER_LIMIT_MS = 10_000;

/**
 * The page is sent whole: without scripts nothing could be filled in later, and a failure can still change the status.
 * React 18 sends its buffer whole when a letter of several bytes doesn't fit at its end: what is left there is NUL
 * (facebook/react#24985), which no page of ours has.
 */
function render(element: JSX.Element, nonce: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(element, {
      nonce,
      onAllReady() {
        const body = new PassThrough();
        text(body).then((html) => resolve(html.replaceAll('\0', '')), reject);
        pipe(body);
      },
      onShellError: reject,
      onError: reject,
    });
    signal.addEventListener('abort', () => abort(signal.reason), { once: true });
  });
}

function factsOf(context: AppLoadContext, status: number): ShellFacts {
  const { locale, readerLocale = locale, demo, requestId, nonce, organisationName } = context;
  const { timeZone = DEFAULT_TIME_ZONE } = context;
  return {
    locale,
    readerLocale,
    demo,
    requestId,
    nonce,
    timeZone,
    status,
    ...(organisationName ? { organisationName } : {}),
  };
}

/** A form refused by its action on a page that its loader then refuses: the page's answer counts, often "not found". */
function statusOf(status: number, errors: EntryContext['staticHandlerContext']['errors']): number {
  const [error] = Object.values(errors ?? {});
  if (error === undefined || status >= 500) return status;
  return isRouteErrorResponse(error) ? error.status : 500;
}

export default async function handleRequest(
  request: Request,
  answered: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { matches, errors } = remixContext.staticHandlerContext;
  const status = statusOf(answered, errors);
  const facts = factsOf(context, status);
  const element = (
    <ShellProvider facts={facts}>
      <RemixServer
        context={remixContext}
        url={request.url}
        abortDelay={RENDER_LIMIT_MS}
        nonce={context.nonce}
      />
    </ShellProvider>
  );
  const html = await render(element, context.nonce, AbortSignal.timeout(RENDER_LIMIT_MS));
  const scripts = errors ? 'none' : scriptsOf(matches.map((match) => handleOf(match.route)));
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.append('Vary', 'Cookie, Accept-Language');
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', context.policy(scripts));
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(html, { status, headers });
}

/** Expected answers (404, 429) are no errors of ours; an aborted request is nobody's. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  context.reportError(error);
};
