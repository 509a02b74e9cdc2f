import { randomBytes } from 'node:crypto';

export type TransactionStatus = 'pending' | 'approved' | 'declined' | 'canceled' | 'refunded' | 'expired';

/** The fields of a FedaPay transaction, as its API names them. */
export type FakeTransaction = {
  readonly klass: 'v1/transaction';
  readonly id: number;
  readonly reference: string;
  amount: number;
  readonly description: string;
  readonly callback_url: string | null;
  status: TransactionStatus;
  readonly customer_id: number | null;
  readonly currency_id: number;
  mode: string | null;
  readonly operation: 'payment';
  readonly metadata: Record<string, never>;
  commission: string | null;
  fees: number | null;
  readonly fixed_commission: number;
  amount_transferred: number | null;
  readonly created_at: string;
  updated_at: string;
  approved_at: string | null;
  canceled_at: string | null;
  declined_at: string | null;
  refunded_at: string | null;
  readonly transferred_at: string | null;
  readonly deleted_at: string | null;
  last_error_code: string | null;
  readonly custom_metadata: Record<string, unknown> | null;
  amount_debited: number | null;
  readonly receipt_url: string | null;
  readonly payment_method_id: number | null;
  readonly sub_accounts_commissions: null;
  transaction_key: string | null;
  readonly merchant_reference: string | null;
  readonly account_id: number;
  readonly balance_id: number | null;
};

export type StoredEvent = {
  readonly id: string;
  readonly type: string;
  /** 1 until the endpoint has taken it. */
  pending_webhooks: number;
  /** What is sent, with the transaction as it was. */
  readonly body: object;
};

/** Everything the fake remembers, in the order it happened. */
export type FedapayState = {
  nextId: number;
  transactions: Record<string, FakeTransaction>;
  /** The transaction each page of payment is about. */
  tokens: Record<string, number>;
  events: Record<string, StoredEvent>;
};

export function emptyState(): FedapayState {
  return { nextId: 100_001, transactions: {}, tokens: {}, events: {} };
}

export function newName(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
