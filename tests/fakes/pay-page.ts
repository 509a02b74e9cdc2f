import type { MiddlewareHandler } from 'hono';
import { html, raw } from 'hono/html';

export type Page = ReturnType<typeof html>;

export type PayError = { readonly title: string; readonly text: string; readonly field: boolean };

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f1d;--paper:#fbfaf6;--rule:#8a8f88;--action:#1f5a3c;--on-action:#fff;--alert:#9a1f1f;--note:#f3e9c6}
@media (prefers-color-scheme:dark){:root{--ink:#ecebe4;--paper:#161917;--rule:#7d837c;--action:#8fd0ab;--on-action:#0e1510;--alert:#ff9d92;--note:#3a3418}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
.banner{background:var(--note);padding:.75rem 1rem;text-align:center;border-block-end:1px solid var(--rule)}
main{max-inline-size:30rem;margin-inline:auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;line-height:1.25;margin-block:0 1rem}
table{inline-size:100%;border-collapse:collapse;margin-block-end:1.5rem;font-variant-numeric:tabular-nums}
th,td{padding:.5rem 0;text-align:start;font-weight:inherit;vertical-align:top;border-block-end:1px solid var(--rule)}
td,.amount{text-align:end;white-space:nowrap}tfoot th,tfoot td{font-weight:700;border-block-end:2px solid}
label{display:block;font-weight:600}.hint{margin:.125rem 0 .5rem}input,select{inline-size:100%;min-block-size:2.75rem;padding:.5rem;font:inherit;color:inherit;background:transparent;border:2px solid var(--rule);border-radius:3px}
.field{margin-block-end:1.25rem}th form{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:.5rem}.actions{display:grid;gap:.75rem;margin-block-start:1.5rem}button,.button{min-block-size:2.75rem;padding:.6rem 1rem;font:inherit;font-weight:600;color:var(--action);background:transparent;border:2px solid var(--action);border-radius:3px;cursor:pointer;text-align:center;text-decoration:none}
.main{background:var(--action);color:var(--on-action)}:focus-visible{outline:3px solid currentColor;outline-offset:3px}
.error{border-inline-start:6px solid var(--alert);padding:.25rem 1rem;margin-block-end:1.5rem}.error h2{font-size:1.125rem;margin:0;color:var(--alert)}.error p{margin:.25rem 0}`;

/** A page of a provider's, which says that it is fictitious. */
export function layout(title: string, body: Page | Promise<Page>): Page {
  return html`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><header><p class="banner" style="margin:0"><strong>Page de paiement fictive – démonstration.</strong> Aucun argent n’est prélevé.</p></header>
<main>${body}</main></body></html>`;
}

/** A problem above the form; where it is about a field, the field names it by `errorId`. */
export function errorBox(error: PayError | undefined, errorId: string): Page | Promise<Page> | '' {
  return error
    ? html`<div class="error" role="alert"><h2>${error.title}</h2><p id="${errorId}">${error.text}</p></div>`
    : '';
}

export function messageView(
  title: string,
  text: string,
  link?: { readonly href: string; readonly text: string },
): Page {
  return layout(
    title,
    html`<h1>${title}</h1><p>${text}</p>${link ? html`<p class="actions"><a class="button" href="${link.href}">${link.text}</a></p>` : ''}`,
  );
}

/** Nothing runs on a page of payment, it is shown in no frame, and no address leaks from it. */
export const payPageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  );
};
