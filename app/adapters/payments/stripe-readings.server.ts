import type Stripe from 'stripe';
import { type Money, sumMoney } from '#app/domain/shared/money.ts';
import type { PaymentState, PaymentStatus, Refund, Settlement } from './port.ts';
import { fromStripeAmount } from './stripe-amounts.ts';

/**
 * @param session with `payment_intent.latest_charge` expanded.
 * @param disputes of its payment intent.
 */
export function readStatus(
  session: Stripe.Checkout.Session,
  disputes: readonly Stripe.Dispute[],
): PaymentStatus {
  const intent = objectOf(session.payment_intent);
  const charge = chargeOf(session);
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
    disputed: sumMoney(disputes.map(takenBack), currency.toUpperCase()),
    paymentIntent: idOf(session.payment_intent),
    paidAt: state === 'succeeded' && charge ? new Date(charge.created * 1000) : undefined,
    lastError: intent?.last_payment_error?.code ?? undefined,
  };
}

/** The charge that brought the money, or the last one tried. */
export function chargeOf(session: Stripe.Checkout.Session): Stripe.Charge | undefined {
  return objectOf(objectOf(session.payment_intent)?.latest_charge);
}

const DISPUTE_GIVEN_UP: readonly string[] = ['won', 'prevented', 'warning_closed'];

/**
 * What a dispute keeps from us, in the currency paid. An inquiry takes nothing until it becomes a chargeback; a dispute
 * that was won, or whose withdrawal was reinstated, keeps nothing.
 */
function takenBack({ status, amount, currency, balance_transactions: moved }: Stripe.Dispute): Money {
  const kept = moved.reduce((sum, movement) => sum + movement.amount, 0) < 0;
  return fromStripeAmount(kept && !DISPUTE_GIVEN_UP.includes(status) ? amount : 0, currency);
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

const KINDS = { charge: 'payment', refund: 'refund', dispute: 'dispute' } as const;

/** What moves a payment's money: the source of a movement we can name the payment of. */
type Source = Stripe.Charge | Stripe.Refund | Stripe.Dispute;

/**
 * @param movement with `source` expanded.
 * @param disputed the charge a dispute is about: it alone names the payment.
 */
export function readSettlement(
  movement: Stripe.BalanceTransaction,
  disputed: Stripe.Charge | undefined,
): Settlement {
  const source = sourceOf(movement);
  const inAccount = (amount: number): Money => fromStripeAmount(amount, movement.currency);
  const sign = movement.amount < 0 ? -1 : 1;
  return {
    settlementId: movement.id,
    kind: source ? KINDS[source.object] : 'other',
    paymentId: source?.metadata?.payment_id ?? disputed?.metadata.payment_id,
    paymentIntent: idOf(source?.payment_intent ?? disputed?.payment_intent),
    presented: source && fromStripeAmount(sign * source.amount, source.currency),
    gross: inAccount(movement.amount),
    fee: inAccount(movement.fee),
    net: inAccount(movement.net),
    at: new Date(movement.created * 1000),
  };
}

export function sourceOf({ source }: Stripe.BalanceTransaction): Source | undefined {
  if (!source || typeof source === 'string') return undefined;
  const { object } = source;
  return object === 'charge' || object === 'refund' || object === 'dispute' ? source : undefined;
}

export function idOf(value: string | { readonly id: string } | null | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.id;
}

function objectOf<T extends object>(value: string | T | null | undefined): T | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
