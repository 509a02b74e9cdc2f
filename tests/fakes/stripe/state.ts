import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';

export const API_VERSION = '2026-10-28.endive';

export type StoredEvent = {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object };
  readonly livemode: false;
  /** 1 until the endpoint has taken it. */
  pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
};

export type SavedAnswer = {
  readonly path: string;
  readonly parameters: string;
  readonly status: number;
  readonly body: string;
  readonly created: number;
};

/** Everything the fake remembers, in the order it happened. */
export type StripeState = {
  sessions: Record<string, Stripe.Checkout.Session>;
  lineItems: Record<string, Stripe.LineItem[]>;
  /** What the payment intent of a session will carry: it is made at the first attempt. */
  intentData: Record<string, { readonly description: string | null; readonly metadata: Stripe.Metadata }>;
  paymentIntents: Record<string, Stripe.PaymentIntent>;
  charges: Record<string, Stripe.Charge>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  balanceTransactions: Record<string, Stripe.BalanceTransaction>;
  events: Record<string, StoredEvent>;
  answers: Record<string, SavedAnswer>;
};

export function emptyState(): StripeState {
  return {
    sessions: {},
    lineItems: {},
    intentData: {},
    paymentIntents: {},
    charges: {},
    refunds: {},
    disputes: {},
    balanceTransactions: {},
    events: {},
    answers: {},
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function newId(prefix: string, length = 24): string {
  const letters = [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}_${letters.join('')}`;
}
