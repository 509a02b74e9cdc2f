import { html, raw } from 'hono/html';
import { errorBox, layout, type Page, type PayError } from '../pay-page.ts';
import { OPERATORS } from './operators.ts';
import type { FakeTransaction } from './state.ts';

const francs = (amount: number) =>
  new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'XOF' }).format(amount);

export type Typed = { readonly mode: string; readonly number: string };

const NOTHING_TYPED: Typed = { mode: '', number: '' };

export function payView(
  transaction: FakeTransaction,
  token: string,
  error?: PayError,
  typed: Typed = NOTHING_TYPED,
): Page {
  const total = francs(transaction.amount);
  return layout(
    error ? `Erreur – Payer ${total}` : `Payer ${total}`,
    html`<h1>Payer ${total} par mobile money</h1>
${errorBox(error, 'number-error')}
<table><tbody><tr><th scope="row">${transaction.description}</th><td>${total}</td></tr></tbody></table>
<form method="post" action="/pay/${token}">
<div class="field"><label for="mode">Opérateur</label>
<select id="mode" name="mode">${OPERATORS.map(({ mode, name }) => html`<option value="${mode}"${mode === typed.mode ? raw(' selected') : ''}>${name}</option>`)}</select></div>
<label for="number">Numéro de test (facultatif)</label>
<p class="hint" id="number-hint">66 00 00 01 paie, 66 00 00 00 est refusé. N’écrivez jamais un vrai numéro ici.</p>
<input id="number" name="number" value="${typed.number}" type="tel" inputmode="tel" autocomplete="off" maxlength="20" aria-describedby="number-hint${error?.field ? ' number-error' : ''}"${error?.field ? raw(' aria-invalid="true"') : ''}>
<div class="actions">
<button class="main" name="action" value="pay">Payer ${total}</button>
<button name="action" value="decline">Refuser (simuler un solde insuffisant)</button>
<button name="action" value="abandon">Abandonner et revenir</button>
</div></form>`,
  );
}

const STATUS: Readonly<Record<FakeTransaction['status'], string>> = {
  pending: 'à payer',
  approved: 'payé',
  declined: 'refusé',
  canceled: 'abandonné',
  refunded: 'remboursé',
  expired: 'expiré',
};

/** The payments asked for so far, newest first, with the page of each. */
export function listView(
  transactions: readonly FakeTransaction[],
  tokenOf: (id: number) => string | undefined,
): Page {
  return layout(
    'Paiements mobiles demandés',
    html`<h1>Paiements mobiles demandés</h1>
${
  transactions.length === 0
    ? html`<p>Aucun paiement n’a été demandé encore. Cette page s’ouvre d’elle-même quand un candidat choisit de payer par mobile money.</p>`
    : html`<table><thead><tr><th scope="col">Paiement</th><th scope="col" class="amount">Montant</th></tr></thead>
<tbody>${transactions.map((transaction) => row(transaction, tokenOf(transaction.id)))}</tbody></table>`
}`,
  );
}

function row({ id, status, amount, description }: FakeTransaction, token: string | undefined) {
  const name = `n° ${id}`;
  const refund =
    status === 'approved'
      ? html`<form method="post" action="/dashboard/${id}/refund"><button>Rembourser (tableau de bord)</button></form>`
      : '';
  return html`<tr><th scope="row">${token ? html`<a href="/pay/${token}">${name}</a>` : name}<br>${description}<br>${STATUS[status]}${refund}</th><td>${francs(amount)}</td></tr>`;
}
