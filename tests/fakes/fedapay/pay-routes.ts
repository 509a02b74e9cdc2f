import { type Context, Hono } from 'hono';
import { messageView, type PayError, payPageHeaders } from '../pay-page.ts';
import {
  attemptPayment,
  cancelTransaction,
  currentTransaction,
  isPaid,
  isPayable,
  refundByHand,
} from './act-on-transaction.ts';
import type { Fake } from './fake.ts';
import { answerOfWallet, INSUFFICIENT, type WalletAnswer } from './operators.ts';
import { listView, payView, type Typed } from './pay-view.ts';
import type { FakeTransaction } from './state.ts';

const REFUSED: PayError = {
  title: 'L’opérateur a refusé ce paiement',
  text: 'Rien n’a été débité. Essayez avec un autre numéro, ou abandonnez.',
  field: false,
};
const NOT_A_TEST_NUMBER: PayError = {
  title: 'Ce numéro n’est pas un numéro de test',
  text: 'Écrivez un des numéros indiqués, ou laissez le champ vide.',
  field: true,
};

/** The page a payer sees; it works without JavaScript. */
export function payRoutes(fake: Fake): Hono {
  const app = new Hono();
  app.use('*', payPageHeaders);
  app.get('/', (c) => {
    const newest = Object.values(fake.state.transactions).sort((a, b) => b.id - a.id);
    return c.html(listView(newest.slice(0, 50), (id) => firstToken(fake, id)));
  });
  app.get('/:token', (c) => {
    const transaction = transactionOf(fake, c.req.param('token'));
    if (!transaction) return unknown(c);
    if (!isPayable(fake, transaction)) return closed(c, transaction);
    return c.html(payView(transaction, c.req.param('token')));
  });
  app.post('/:token', async (c) => {
    const token = c.req.param('token');
    const transaction = transactionOf(fake, token);
    if (!transaction) return unknown(c);
    const form = await c.req.formData();
    const action = form.get('action');
    if (action === 'abandon') {
      await cancelTransaction(fake, transaction);
      return c.redirect(returnAddress(transaction), 303);
    }
    if (!isPayable(fake, transaction))
      return isPaid(transaction) ? c.redirect(returnAddress(transaction), 303) : closed(c, transaction);
    const typed = { mode: String(form.get('mode') ?? ''), number: String(form.get('number') ?? '') };
    const wallet = walletOf(action, typed);
    if (!wallet) return c.html(payView(transaction, token, NOT_A_TEST_NUMBER, typed), 422);
    await attemptPayment(fake, transaction, wallet);
    return wallet.accepted
      ? c.redirect(returnAddress(transaction), 303)
      : c.html(payView(transaction, token, REFUSED, typed), 402);
  });
  return app;
}

/** The buttons of the list: what a person can do in FedaPay's own pages. */
export function dashboardRoutes(fake: Fake): Hono {
  const app = new Hono();
  app.post('/:id/refund', async (c) => {
    await refundByHand(fake, c.req.param('id'));
    return c.redirect('/pay', 303);
  });
  return app;
}

function walletOf(action: unknown, { mode, number }: Typed): WalletAnswer | undefined {
  const wallet = answerOfWallet(mode, number);
  if (action !== 'decline' || !wallet) return wallet;
  return { accepted: false, mode: wallet.mode, code: INSUFFICIENT };
}

function transactionOf(fake: Fake, token: string): FakeTransaction | undefined {
  const id = fake.state.tokens[token];
  return id === undefined ? undefined : currentTransaction(fake, id);
}

function firstToken(fake: Fake, id: number): string | undefined {
  return Object.entries(fake.state.tokens).find(([, transactionId]) => transactionId === id)?.[0];
}

/** FedaPay has one address to go back to, however it ended: it adds the number and the status. */
function returnAddress({ callback_url, id, status }: FakeTransaction): string {
  if (callback_url === null) return '/pay';
  const address = new URL(callback_url);
  address.searchParams.append('id', String(id));
  address.searchParams.append('status', status);
  return address.href;
}

function unknown(c: Context) {
  return c.html(messageView('Paiement introuvable', 'Cette adresse ne correspond à aucun paiement.'), 404);
}

function closed(c: Context, transaction: FakeTransaction) {
  const link = { href: returnAddress(transaction), text: 'Revenir au site' };
  if (isPaid(transaction))
    return c.html(messageView('Ce paiement est déjà fait', 'Rien d’autre ne sera débité.', link));
  return c.html(
    messageView('Ce paiement a expiré', 'Revenez au site pour en commencer un autre.', link),
    410,
  );
}
