import type Stripe from 'stripe';
import type { Money } from '#app/domain/shared/money.ts';
import type { PaymentState, PaymentStatus, Refund, Settlement } from './port.ts';
import { fromStripeAmount } from './stripe-amounts.ts';

/** @param session with `payment_intent.latest_charge` expanded. */
export function readStatus(session: Stripe.Checkout.Session): PaymentStatus {
  const intent = objectOf(session.payment_intent);
  const charge = objectOf(intent?.latest_charge);
  const state = stateOf(session, intent);
  const currency = intent?.currency ?? session.currency;
  const asked = session.amount_total;
  if (!currency || asked === null) throw new Error(`${session.id} has no amount`);
  return {
    state,
    reference: session.id,
    paymentId: session.client_reference_id ?? session.metadata?.payment_id,
    amount: fromStripeAmount(state === 'succeeded' ? (intent?.amount_received ?? asked) : asked, currency),
    refunded: fromStripeAmount(charge?.amount_refunded ?? 0, currency),
    disputed: fromStripeAmount(0, currency),
    paymentIntent: idOf(session.payment_intent),
    paidAt: state === 'succeeded' && charge ? new Date(charge.created * 1000) : undefined,
    lastError: intent?.last_payment_error?.code ?? undefined,
  };
}

/** A card refused leaves the checkout open for another: that is `pending`. */
function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | undefined): PaymentState {
  if (session.payment_status === 'paid' || intent?.status === 'succeeded') return 'succeeded';
  if (session.status === 'expired') return 'expired';
  const gaveUp = intent?.status === 'canceled' || intent?.status === 'requires_payment_method';
  return session.status === 'complete' && gaveUp ? 'failed' : 'pending';
}

export function readRefund(refund: Stripe.Refund): Refund {
  const failed = refund.status === 'failed' || refund.status === 'canceled';
  return {
    refundId: refund.id,
    state: failed ? 'failed' : refund.status === 'succeeded' ? 'succeeded' : 'pending',
    amount: fromStripeAmount(refund.amount, refund.currency),
  };
}

/** @param movement with `source` expanded. */
export function readSettlement(movement: Stripe.BalanceTransaction): Settlement {
  const source = sourceOf(movement);
  const inAccount = (amount: number): Money => fromStripeAmount(amount, movement.currency);
  const sign = source?.object === 'refund' ? -1 : 1;
  return {
    settlementId: movement.id,
    kind: source ? (source.object === 'charge' ? 'payment' : 'refund') : 'other',
    paymentId: source?.metadata?.payment_id,
    paymentIntent: idOf(source?.payment_intent),
    presented: source && fromStripeAmount(sign * source.amount, source.currency),
    gross: inAccount(movement.amount),
    fee: inAccount(movement.fee),
    net: inAccount(movement.net),
    at: new Date(movement.created * 1000),
  };
}

function sourceOf({ source }: Stripe.BalanceTransaction): Stripe.Charge | Stripe.Refund | undefined {
  if (!source || typeof source === 'string') return undefined;
  return source.object === 'charge' || source.object === 'refund' ? source : undefined;
}

export function idOf(value: string | { readonly id: string } | null | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.id;
}

function objectOf<T extends object>(value: string | T | null | undefined): T | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
