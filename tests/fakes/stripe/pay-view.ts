import { html, raw } from 'hono/html';
import type Stripe from 'stripe';
import { errorBox, layout, type Page, type PayError } from '../pay-page.ts';
import { formatAmount } from './check-amount.ts';

export function payView(
  session: Stripe.Checkout.Session,
  items: readonly Stripe.LineItem[],
  error?: PayError,
): Page {
  const currency = session.currency ?? 'xof';
  const total = formatAmount(session.amount_total ?? 0, currency);
  return layout(
    error ? `Erreur – Payer ${total}` : `Payer ${total}`,
    html`<h1>Payer ${total}</h1>
${errorBox(error, 'card-error')}
<table><thead><tr><th scope="col">Objet</th><th scope="col" class="amount">Montant</th></tr></thead>
<tbody>${items.map((item) => html`<tr><th scope="row">${item.description}</th><td>${formatAmount(item.amount_total, currency)}</td></tr>`)}</tbody>
<tfoot><tr><th scope="row">Total</th><td>${total}</td></tr></tfoot></table>
<form method="post" action="/pay/${session.id}">
<label for="card">Numéro de carte de test (facultatif)</label>
<p class="hint" id="card-hint">4242 4242 4242 4242 est acceptée, 4000 0000 0000 0002 est refusée. N’écrivez jamais une vraie carte ici.</p>
<input id="card" name="card" inputmode="numeric" autocomplete="off" maxlength="30" aria-describedby="card-hint${error?.field ? ' card-error' : ''}"${error?.field ? raw(' aria-invalid="true"') : ''}>
<div class="actions">
<button class="main" name="action" value="pay">Payer ${total}</button>
<button name="action" value="decline">Refuser (simuler un refus de la banque)</button>
<button name="action" value="abandon">Abandonner et revenir</button>
</div></form>`,
  );
}

const STATUS: Readonly<Record<string, string>> = { open: 'à payer', complete: 'payé', expired: 'expiré' };

/** The payments asked for so far, newest first, with the page of each. */
export function listView(
  sessions: readonly Stripe.Checkout.Session[],
  disputeOf: (sessionId: string) => DisputeOnPage,
): Page {
  return layout(
    'Paiements demandés',
    html`<h1>Paiements demandés</h1>
${
  sessions.length === 0
    ? html`<p>Aucun paiement n’a été demandé encore. Cette page s’ouvre d’elle-même quand un candidat choisit de payer.</p>`
    : html`<table><thead><tr><th scope="col">Paiement</th><th scope="col" class="amount">Montant</th></tr></thead>
<tbody>${sessions.map(
        (session) =>
          html`<tr><th scope="row"><a href="/pay/${session.id}">${session.id.slice(0, 18)}…</a><br>${STATUS[session.status ?? ''] ?? session.status}${disputeForm(session.id, disputeOf(session.id))}</th><td>${formatAmount(session.amount_total ?? 0, session.currency ?? 'xof')}</td></tr>`,
      )}</tbody></table>`
}`,
  );
}

/** What the list says of a payment's dispute; `impossible` where nothing is there to contest. */
export type DisputeOnPage = 'impossible' | 'possible' | 'open' | 'won' | 'lost';

const DISPUTE_STATE = { open: 'contesté', won: 'contestation gagnée', lost: 'contestation perdue' } as const;

function disputeForm(sessionId: string, dispute: DisputeOnPage): Page | Promise<Page> | '' {
  if (dispute === 'impossible') return '';
  const said = dispute === 'possible' ? '' : html`<br>${DISPUTE_STATE[dispute]}`;
  if (dispute === 'lost') return html`${said}`;
  const buttons =
    dispute === 'open'
      ? html`<button name="action" value="won">Gagner la contestation</button> <button name="action" value="lost">La perdre</button>`
      : html`<button name="action" value="open">Contester (la banque du payeur)</button>`;
  return html`${said}<form method="post" action="/pay/${sessionId}/dispute">${buttons}</form>`;
}
