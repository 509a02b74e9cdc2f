import type Stripe from 'stripe';
import { newId } from './state.ts';

type IntentInput = {
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata: Stripe.Metadata;
  readonly now: number;
};

export function buildIntent({
  amount,
  currency,
  description,
  metadata,
  now,
}: IntentInput): Stripe.PaymentIntent {
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_${newId('secret')}`,
    confirmation_method: 'automatic',
    created: now,
    currency,
    customer: null,
    customer_account: null,
    description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

export type CardAnswer =
  | { readonly accepted: true; readonly last4: string }
  | {
      readonly accepted: false;
      readonly last4: string;
      readonly code: Stripe.PaymentIntent.LastPaymentError.Code;
      readonly declineCode?: string;
    };

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

export function buildCharge(intent: Stripe.PaymentIntent, card: CardAnswer, now: number): Stripe.Charge {
  return {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: card.accepted ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: NO_ADDRESS,
      email: intent.receipt_email,
      name: null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: 'PALMARES',
    captured: card.accepted,
    created: now,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: card.accepted ? null : card.code,
    failure_message: card.accepted ? null : 'Your card was declined.',
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: card.accepted ? 'approved_by_network' : 'declined_by_network',
      reason: card.accepted ? null : (card.declineCode ?? card.code),
      seller_message: card.accepted ? 'Payment complete.' : 'The bank did not return any further details.',
      type: card.accepted ? 'authorized' : 'issuer_declined',
    },
    paid: card.accepted,
    payment_intent: intent.id,
    payment_method: newId('pm'),
    payment_method_details: { type: 'card' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: card.accepted ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

type RefundInput = {
  readonly amount: number;
  readonly reason: Stripe.Refund.Reason | null;
  readonly metadata: Stripe.Metadata;
  readonly now: number;
};

export function buildRefund(
  charge: Stripe.Charge,
  { amount, reason, metadata, now }: RefundInput,
): Stripe.Refund {
  return {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

/** A charge costs 2.9 %, rounded half up; a refund costs nothing and gives no fee back. */
export function buildMovement(source: Stripe.Charge | Stripe.Refund, now: number): Stripe.BalanceTransaction {
  const isCharge = source.object === 'charge';
  const fee = isCharge ? Math.floor((source.amount * 29 + 500) / 1000) : 0;
  const amount = isCharge ? source.amount : -source.amount;
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: now + 2 * 24 * 3600,
    balance_type: 'payments',
    created: now,
    currency: source.currency,
    description: source.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: isCharge
      ? [
          {
            amount: fee,
            application: null,
            currency: source.currency,
            description: 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ]
      : [],
    net: amount - fee,
    reporting_category: source.object,
    source: source.id,
    status: 'pending',
    type: source.object,
  };
}
