import type Stripe from 'stripe';
import { buildCharge, buildIntent, buildMovement, type CardAnswer } from './build-payment.ts';
import { buildSession } from './build-session.ts';
import { checkAmount } from './check-amount.ts';
import { type Fake, recordEvent } from './fake.ts';
import { invalidRequest } from './fault.ts';
import type { SessionParams } from './session-params.ts';
import { newId, type StoredEvent } from './state.ts';

type Session = Stripe.Checkout.Session;

export function createSession(fake: Fake, params: SessionParams): Session {
  const now = fake.now();
  const currencies = new Set(params.line_items.map((item) => item.price_data.currency));
  if (currencies.size > 1)
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  if (params.expires_at !== undefined) checkExpiry(params.expires_at, now);
  const session = buildSession(params, now, fake.publicUrl());
  checkAmount(session.amount_total ?? 0, session.currency ?? '');
  fake.state.sessions[session.id] = session;
  fake.state.lineItems[session.id] = params.line_items.map((item) => lineItem(item));
  fake.state.intentData[session.id] = {
    description: params.payment_intent_data?.description ?? null,
    metadata: params.payment_intent_data?.metadata ?? {},
  };
  fake.save();
  return session;
}

/** Thirty minutes to a day, with a little grace for the time a request takes. */
function checkExpiry(expiresAt: number, now: number): void {
  const param = 'expires_at';
  if (expiresAt < now + 30 * 60 - 30) {
    throw invalidRequest(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param },
    );
  }
  if (expiresAt > now + 24 * 3600 + 30) {
    throw invalidRequest(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param },
    );
  }
}

function lineItem({ quantity, price_data }: SessionParams['line_items'][number]): Stripe.LineItem {
  const amount = quantity * price_data.unit_amount;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price_data.currency,
    description: price_data.product_data.name,
    metadata: {},
    price: null,
    quantity,
  };
}

/** The session as it is now: an open one whose time has passed is expired, which is announced. */
export function currentSession(fake: Fake, id: string): Session | undefined {
  const session = fake.state.sessions[id];
  if (session?.status === 'open' && session.expires_at <= fake.now()) void announceExpiry(fake, session);
  return session;
}

export async function announceExpiry(fake: Fake, session: Session): Promise<void> {
  session.status = 'expired';
  session.url = null;
  await fake.deliverer.announce([recordEvent(fake, 'checkout.session.expired', session)]);
}

/** Whether the page may take a payment for it now. */
export function isPayable(fake: Fake, session: Session): boolean {
  if (session.payment_status === 'paid') return false;
  return session.status === 'open' || (session.status === 'expired' && fake.behaviour.latePayments);
}

/** One attempt with one card. Done when its events were tried once. */
export async function attemptPayment(fake: Fake, session: Session, card: CardAnswer): Promise<void> {
  const intent = intentOf(fake, session);
  const events: StoredEvent[] = [];
  if (!card.accepted || fake.behaviour.failBeforeSuccess) {
    const declined: CardAnswer = card.accepted ? { ...card, accepted: false, code: 'card_declined' } : card;
    events.push(...decline(fake, intent, declined));
  }
  if (card.accepted) events.push(...collect(fake, session, intent, card));
  fake.save();
  await fake.deliverer.announce(events);
}

/** Like Stripe's, a payment intent exists from the first attempt on. */
function intentOf(fake: Fake, session: Session): Stripe.PaymentIntent {
  const known =
    typeof session.payment_intent === 'string'
      ? fake.state.paymentIntents[session.payment_intent]
      : undefined;
  if (known) return known;
  const intent = buildIntent({
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'xof',
    now: fake.now(),
    ...(fake.state.intentData[session.id] ?? { description: null, metadata: {} }),
  });
  fake.state.paymentIntents[intent.id] = intent;
  session.payment_intent = intent.id;
  return intent;
}

function decline(
  fake: Fake,
  intent: Stripe.PaymentIntent,
  card: CardAnswer & { accepted: false },
): StoredEvent[] {
  const charge = buildCharge(intent, card, fake.now());
  fake.state.charges[charge.id] = charge;
  intent.latest_charge = charge.id;
  intent.last_payment_error = {
    type: 'card_error',
    code: card.code,
    charge: charge.id,
    message: 'Your card was declined.',
    ...(card.declineCode ? { decline_code: card.declineCode } : {}),
  };
  return [
    recordEvent(fake, 'charge.failed', charge),
    recordEvent(fake, 'payment_intent.payment_failed', intent),
  ];
}

function collect(
  fake: Fake,
  session: Session,
  intent: Stripe.PaymentIntent,
  card: CardAnswer,
): StoredEvent[] {
  const now = fake.now();
  intent.amount = fake.behaviour.wrongAmount ?? intent.amount;
  fake.behaviour.wrongAmount = null;
  const charge = buildCharge(intent, card, now);
  const movement = buildMovement(charge, now);
  charge.balance_transaction = movement.id;
  fake.state.charges[charge.id] = charge;
  fake.state.balanceTransactions[movement.id] = movement;
  Object.assign(intent, {
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    payment_method: charge.payment_method,
  } satisfies Partial<Stripe.PaymentIntent>);
  session.payment_status = 'paid';
  if (session.status === 'open') session.status = 'complete';
  session.url = null;
  return [
    recordEvent(fake, 'charge.succeeded', charge),
    recordEvent(fake, 'payment_intent.succeeded', intent),
    recordEvent(fake, 'checkout.session.completed', session),
  ];
}
