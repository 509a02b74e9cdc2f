import type { Money } from '#app/domain/shared/money.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';

export type PaymentCapabilities = {
  readonly refunds: boolean;
  readonly settlements: boolean;
  /** ISO 4217 codes of what it takes; `undefined` when it takes whatever Palmarès can be set to. */
  readonly currencies: readonly string[] | undefined;
  /** What `expiresAt` may be, counted from the call. */
  readonly expiryMinutes: { readonly min: number; readonly max: number };
};

/**
 * A checkout to open. `paymentId` is the idempotency key: calling again with the same fields gives the same checkout,
 * so every field must be one stored with the payment; a changed field throws.
 */
export type CheckoutRequest = {
  readonly paymentId: string;
  readonly amount: Money;
  readonly description: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt?: Date;
  readonly customerEmail?: string;
  readonly locale: 'fr' | 'en';
};

export type Checkout = {
  /** The provider's name for this payment; `getStatus` and `refund` take it. */
  readonly reference: string;
  readonly redirectUrl: string;
};

/** `failed` and `expired` are not final for the books: money may still arrive and is then `succeeded`. */
export type PaymentState = 'pending' | 'succeeded' | 'failed' | 'expired';

export type PaymentStatus = {
  readonly state: PaymentState;
  readonly reference: string;
  readonly paymentId: string | undefined;
  /** Received when `succeeded`, asked otherwise. Compare it and its currency with what is due before posting. */
  readonly amount: Money;
  /** Given back so far. */
  readonly refunded: Money;
  /** Taken back by a dispute that is open or lost; zero again once it is won. */
  readonly disputed: Money;
  /** The provider's name for the movement of money, absent until somebody tries to pay. */
  readonly paymentIntent: string | undefined;
  readonly paidAt: Date | undefined;
  /** The provider's code of the last refused attempt, such as `card_declined`. */
  readonly lastError: string | undefined;
};

/** A notice that something happened: never trusted beyond its identifiers; `getStatus` says what is true. */
export type PaymentNotice = {
  readonly eventId: string;
  readonly type: string;
  /** Absent when the event is about a movement of money and not a checkout; then the two others tell. */
  readonly reference: string | undefined;
  readonly paymentId: string | undefined;
  /** As in `PaymentStatus`: all that a dispute names its payment by. */
  readonly paymentIntent: string | undefined;
};

export type RefundRequest = {
  readonly reference: string;
  readonly amount: Money;
  readonly idempotencyKey: string;
};

export type Refund = {
  readonly refundId: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly amount: Money;
};

/** `disputed`: the payer's bank has taken it back already. `notOffered`: the provider's capability says so beforehand. */
export type RefundRefusal =
  | 'refund.notPaid'
  | 'refund.alreadyRefunded'
  | 'refund.exceedsPayment'
  | 'refund.disputed'
  | 'refund.notOffered';
export type CallbackRefusal = 'callback.badSignature' | 'callback.malformed';

/** One movement on the provider's account, for reconciliation. */
export type Settlement = {
  readonly settlementId: string;
  /** `dispute`: money taken back by the payer's bank, or given back when the dispute is won. */
  readonly kind: 'payment' | 'refund' | 'dispute' | 'other';
  readonly paymentId: string | undefined;
  readonly paymentIntent: string | undefined;
  /** In the currency the payer saw; negative when it goes back to the payer. */
  readonly presented: Money | undefined;
  /** In the account's currency: `net` is `gross` less `fee`. */
  readonly gross: Money;
  readonly fee: Money;
  readonly net: Money;
  readonly at: Date;
};

/** The providers an installation takes money through, by name, in the order they are offered. */
export type PaymentProviders = Readonly<Record<string, PaymentProvider>>;

/** Verdicts are the provider's expected refusals; it throws when it can't be reached or a request is a bug. */
export type PaymentProvider = {
  readonly name: string;
  readonly capabilities: PaymentCapabilities;
  initiate(request: CheckoutRequest): Promise<Checkout>;
  /** `undefined` for a reference the provider doesn't know. */
  getStatus(reference: string): Promise<PaymentStatus | undefined>;
  /** @param rawBody exactly as received: the signature covers its bytes. */
  parseCallback(rawBody: string, headers: Headers): Verdict<PaymentNotice, CallbackRefusal>;
  refund(request: RefundRequest): Promise<Verdict<Refund, RefundRefusal>>;
  /** Movements with `from` ≤ time < `to`. */
  listSettlements(period: { readonly from: Date; readonly to: Date }): AsyncIterable<Settlement>;
};
