import { html, raw } from 'hono/html';
import type { Message } from './messages.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f1d;--paper:#fbfaf6;--rule:#8a8f88;--action:#1f5a3c;--note:#f3e9c6}
@media (prefers-color-scheme:dark){:root{--ink:#ecebe4;--paper:#161917;--rule:#7d837c;--action:#8fd0ab;--note:#3a3418}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
.banner{margin:0;background:var(--note);padding:.75rem 1rem;text-align:center;border-block-end:1px solid var(--rule)}
main{max-inline-size:44rem;margin-inline:auto;padding:1.5rem 1rem 3rem}h1{font-size:1.5rem;margin-block:0 1rem}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin-block-end:1.5rem}form div{flex:1 1 14rem}label{display:block;font-weight:600}
input{inline-size:100%;min-block-size:2.75rem;padding:.5rem;font:inherit;color:inherit;background:transparent;border:2px solid var(--rule);border-radius:3px}
button{min-block-size:2.75rem;padding:.5rem 1rem;font:inherit;font-weight:600;color:var(--action);background:transparent;border:2px solid var(--action);border-radius:3px}
ol{list-style:none;margin:0;padding:0}li{border-block-start:1px solid var(--rule);padding-block:1rem}h2{font-size:1.125rem;margin:0}
.meta{margin:0 0 .5rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}pre{margin:0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}a{color:var(--action)}:focus-visible{outline:3px solid currentColor;outline-offset:2px}`;

const TIME = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'medium' });

export function mailboxView(messages: readonly Message[], to: string) {
  return html`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Messages envoyés – démonstration</title><style>${raw(STYLE)}</style></head>
<body><header><p class="banner"><strong>Boîte aux lettres fictive – démonstration.</strong> Aucun message n’est parti.</p></header>
<main><h1>Messages envoyés</h1>
<form method="get" action="/"><div><label for="to">Destinataire (adresse ou téléphone)</label><input id="to" name="to" value="${to}" autocomplete="off"></div><button>Chercher</button></form>
${messages.length === 0 ? html`<p>Aucun message${to ? ' pour ce destinataire' : ''}.</p>` : html`<ol>${messages.map(messageView)}</ol>`}
</main></body></html>`;
}

function messageView(message: Message) {
  return html`<li><h2>${message.kind === 'sms' ? 'SMS' : message.subject || '(sans objet)'}</h2>
<p class="meta">À ${message.to.join(', ')} · <time datetime="${message.receivedAt}">${TIME.format(new Date(message.receivedAt))}</time></p>
<pre>${linked(message.text)}</pre></li>`;
}

/** Web addresses become links; everything else is text, escaped. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : html`${part}`,
    );
}
