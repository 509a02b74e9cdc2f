import Stripe from 'stripe';
import { accept, refuse } from '#app/domain/shared/verdict.ts';
import type { CheckoutRequest, PaymentProvider, RefundRequest } from './port.ts';
import { toStripeAmount } from './stripe-amounts.ts';
import { readCallback } from './stripe-callback.server.ts';
import {
  chargeOf,
  idOf,
  readRefund,
  readSettlement,
  readStatus,
  sourceOf,
} from './stripe-readings.server.ts';

/** Pinned: answers keep their shape when the account's default version moves. */
const API_VERSION = '2026-10-28.endive';

export type StripeProviderOptions = {
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Where the API is, when it is not Stripe's own: the project's fake. */
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: 'http' | 'https';
  readonly timeoutMs?: number;
  /** How old a signed callback may be. */
  readonly toleranceSeconds?: number;
};

export function createStripeProvider(options: StripeProviderOptions): PaymentProvider {
  const { host, port, protocol, timeoutMs = 20_000, toleranceSeconds = 300 } = options;
  const stripe = new Stripe(options.apiKey, {
    apiVersion: API_VERSION,
    timeout: timeoutMs,
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'Palmares' },
    ...(host ? { host } : {}),
    ...(port ? { port } : {}),
    ...(protocol ? { protocol } : {}),
  });
  return {
    name: 'stripe',
    capabilities: {
      refunds: true,
      settlements: true,
      currencies: undefined,
      expiryMinutes: { min: 30, max: 24 * 60 },
    },
    initiate: (request) => initiate(stripe, request),
    getStatus: (reference) => getStatus(stripe, reference),
    parseCallback: (rawBody, headers) =>
      readCallback(stripe, { rawBody, headers, secret: options.webhookSecret, toleranceSeconds }),
    refund: (request) => refund(stripe, request),
    listSettlements: (period) => listSettlements(stripe, period),
  };
}

async function initiate(stripe: Stripe, request: CheckoutRequest) {
  const { amount, currency } = toStripeAmount(request.amount);
  const metadata = { payment_id: request.paymentId };
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      client_reference_id: request.paymentId,
      metadata,
      payment_intent_data: { metadata, description: request.description },
      line_items: [
        {
          quantity: 1,
          price_data: { currency, unit_amount: amount, product_data: { name: request.description } },
        },
      ],
      // The payer pays the currency of the invoice: a converted amount would not match what is due.
      adaptive_pricing: { enabled: false },
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      locale: request.locale,
      ...(request.customerEmail ? { customer_email: request.customerEmail } : {}),
      ...(request.expiresAt ? { expires_at: Math.floor(request.expiresAt.getTime() / 1000) } : {}),
    },
    { idempotencyKey: `checkout-${request.paymentId}` },
  );
  if (!session.url) throw new Error(`Stripe gave no address for ${session.id}`);
  return { reference: session.id, redirectUrl: session.url };
}

async function getStatus(stripe: Stripe, reference: string) {
  const session = await retrieveSession(stripe, reference);
  return session && readStatus(session, await disputesOf(stripe, session));
}

/** A charge says only that it was disputed once: what became of it, its disputes say. */
async function disputesOf(stripe: Stripe, session: Stripe.Checkout.Session): Promise<Stripe.Dispute[]> {
  const charge = chargeOf(session);
  if (!charge?.disputed) return [];
  const disputes: Stripe.Dispute[] = [];
  for await (const dispute of stripe.disputes.list({ charge: charge.id, limit: 100 })) disputes.push(dispute);
  return disputes;
}

async function retrieveSession(
  stripe: Stripe,
  reference: string,
): Promise<Stripe.Checkout.Session | undefined> {
  try {
    return await stripe.checkout.sessions.retrieve(reference, { expand: ['payment_intent.latest_charge'] });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return undefined;
    throw error;
  }
}

async function refund(stripe: Stripe, { reference, amount, idempotencyKey }: RefundRequest) {
  const status = await getStatus(stripe, reference);
  if (status?.state !== 'succeeded' || !status.paymentIntent) return refuse('refund.notPaid');
  if (amount.currency !== status.amount.currency) {
    throw new RangeError(`refund in ${amount.currency} of a payment in ${status.amount.currency}`);
  }
  try {
    const made = await stripe.refunds.create(
      {
        payment_intent: status.paymentIntent,
        amount: toStripeAmount(amount).amount,
        metadata: status.paymentId ? { payment_id: status.paymentId } : {},
      },
      { idempotencyKey: `refund-${idempotencyKey}` },
    );
    return accept(readRefund(made));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    if (error.code === 'charge_already_refunded') return refuse('refund.alreadyRefunded');
    if (error.code === 'charge_disputed') return refuse('refund.disputed');
    if (error.param === 'amount') return refuse('refund.exceedsPayment');
    throw error;
  }
}

async function* listSettlements(stripe: Stripe, { from, to }: { from: Date; to: Date }) {
  const seconds = (date: Date) => Math.ceil(date.getTime() / 1000);
  const movements = stripe.balanceTransactions.list({
    created: { gte: seconds(from), lt: seconds(to) },
    limit: 100,
    expand: ['data.source'],
  });
  for await (const movement of movements) yield readSettlement(movement, await disputedBy(stripe, movement));
}

async function disputedBy(
  stripe: Stripe,
  movement: Stripe.BalanceTransaction,
): Promise<Stripe.Charge | undefined> {
  const source = sourceOf(movement);
  const charge = source?.object === 'dispute' ? idOf(source.charge) : undefined;
  return charge === undefined ? undefined : stripe.charges.retrieve(charge);
}
