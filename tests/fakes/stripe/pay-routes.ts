import { type Context, Hono } from 'hono';
import type Stripe from 'stripe';
import { messageView, type PayError, payPageHeaders } from '../pay-page.ts';
import { chargePaidFor } from './act-on-dispute.ts';
import { attemptPayment, currentSession, isPayable } from './act-on-session.ts';
import type { Fake } from './fake.ts';
import { type DisputeOnPage, listView, payView } from './pay-view.ts';
import { answerOfCard, DECLINED } from './test-cards.ts';

type Session = Stripe.Checkout.Session;

const REFUSED: PayError = {
  title: 'La banque a refusé ce paiement',
  text: 'Rien n’a été prélevé. Essayez avec une autre carte, ou abandonnez.',
  field: false,
};
const NOT_A_TEST_CARD: PayError = {
  title: 'Ce numéro n’est pas une carte de test',
  text: 'Écrivez un des numéros indiqués, ou laissez le champ vide.',
  field: true,
};

/** The page a payer sees; it works without JavaScript. */
export function payRoutes(fake: Fake): Hono {
  const app = new Hono();
  const items = (session: Session) => fake.state.lineItems[session.id] ?? [];
  app.use('*', payPageHeaders);
  app.get('/', (c) => {
    const newest = Object.values(fake.state.sessions).sort((a, b) => b.created - a.created);
    return c.html(listView(newest.slice(0, 50), (id) => disputeOnPage(fake, id)));
  });
  app.get('/:id', (c) => {
    const session = currentSession(fake, c.req.param('id'));
    if (!session) return unknown(c);
    return isPayable(fake, session) ? c.html(payView(session, items(session))) : closed(c, session);
  });
  app.post('/:id', async (c) => {
    const session = currentSession(fake, c.req.param('id'));
    if (!session) return unknown(c);
    const form = await c.req.formData();
    if (form.get('action') === 'abandon')
      return c.redirect(session.cancel_url ?? returnAddress(session), 303);
    if (!isPayable(fake, session)) {
      return session.payment_status === 'paid' ? c.redirect(returnAddress(session), 303) : closed(c, session);
    }
    const card = form.get('action') === 'decline' ? DECLINED : answerOfCard(String(form.get('card') ?? ''));
    if (!card) return c.html(payView(session, items(session), NOT_A_TEST_CARD), 422);
    await attemptPayment(fake, session, card);
    return card.accepted
      ? c.redirect(returnAddress(session), 303)
      : c.html(payView(session, items(session), REFUSED), 402);
  });
  return app;
}

function returnAddress(session: Session): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function unknown(c: Context) {
  return c.html(messageView('Paiement introuvable', 'Cette adresse ne correspond à aucun paiement.'), 404);
}

function closed(c: Context, session: Session) {
  if (session.payment_status === 'paid') {
    const link = { href: returnAddress(session), text: 'Revenir au site' };
    return c.html(messageView('Ce paiement est déjà fait', 'Rien d’autre ne sera prélevé.', link));
  }
  const link = session.cancel_url ? { href: session.cancel_url, text: 'Revenir au site' } : undefined;
  return c.html(
    messageView('Ce paiement a expiré', 'Revenez au site pour en commencer un autre.', link),
    410,
  );
}

function disputeOnPage(fake: Fake, sessionId: string): DisputeOnPage {
  const charge = chargePaidFor(fake, sessionId);
  if (!charge || charge.refunded) return 'impossible';
  const last = Object.values(fake.state.disputes).findLast((dispute) => dispute.charge === charge.id);
  if (!last) return 'possible';
  if (last.status === 'won') return 'won';
  return last.status === 'lost' ? 'lost' : 'open';
}
