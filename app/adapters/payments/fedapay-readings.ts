import { decimalsOf, type Money, money } from '#app/domain/shared/money.ts';
import type { Transaction } from './fedapay-answers.ts';
import type { PaymentState, PaymentStatus, Settlement } from './port.ts';

const STATES: Readonly<Record<string, PaymentState>> = {
  pending: 'pending',
  approved: 'succeeded',
  transferred: 'succeeded',
  refunded: 'succeeded',
  approved_partially_refunded: 'succeeded',
  transferred_partially_refunded: 'succeeded',
  declined: 'failed',
  canceled: 'failed',
  expired: 'expired',
};

/** @throws Error for a status FedaPay has added since: what it means for the books is never guessed. */
export function stateOf({ id, status }: Transaction): PaymentState {
  const state = STATES[status];
  if (state === undefined) throw new Error(`FedaPay gives transaction ${id} the unknown status ${status}`);
  return state;
}

/** @throws RangeError for a currency with decimals: FedaPay does not say how it writes them. */
export function readMoney(whole: bigint, currency: string): Money {
  if (decimalsOf(currency) !== 0) throw new RangeError(`FedaPay’s amounts in ${currency} can’t be read`);
  return money(whole, currency);
}

/** @throws Error when a part was given back: FedaPay does not say how much. */
export function readStatus(transaction: Transaction, currency: string): PaymentStatus {
  const state = stateOf(transaction);
  if (isPartlyRefunded(transaction))
    throw new Error(`FedaPay does not say how much of transaction ${transaction.id} was refunded`);
  const { id, amount, status, mode, reference, merchant_reference } = transaction;
  return {
    state,
    reference: id,
    paymentId: merchant_reference ?? undefined,
    amount: readMoney(state === 'succeeded' ? receivedOf(transaction) : amount, currency),
    refunded: readMoney(status === 'refunded' ? receivedOf(transaction) : 0n, currency),
    disputed: readMoney(0n, currency),
    paymentIntent: attempted(mode, reference),
    paidAt: state === 'succeeded' ? paidAt(transaction) : undefined,
    lastError: state === 'succeeded' ? undefined : (transaction.last_error_code ?? undefined),
  };
}

const attempted = (mode?: string | null, reference?: string | null) =>
  mode && reference ? reference : undefined;

const paidAt = ({ approved_at, created_at }: Transaction) => approved_at ?? created_at;

const isPartlyRefunded = ({ status }: Transaction) => status.endsWith('partially_refunded');

/** What the payer was debited may hold fees of his besides the amount; less than the amount is all that was received. */
function receivedOf({ amount, amount_debited }: Transaction): bigint {
  const debited = amount_debited ?? amount;
  return debited < amount ? debited : amount;
}

/**
 * The movements a transaction stands for: none until it is paid, then one in and, once given back, one out. Part of it
 * given back is a movement without an amount, for somebody to look up: FedaPay does not say how much.
 */
export function readMovements(transaction: Transaction, currency: string): Settlement[] {
  if (stateOf(transaction) !== 'succeeded') return [];
  const { id, merchant_reference, mode, reference, refunded_at } = transaction;
  const received = receivedOf(transaction);
  const net = netOf(transaction, received);
  const none = readMoney(0n, currency);
  const common = {
    paymentId: merchant_reference ?? undefined,
    paymentIntent: attempted(mode, reference),
    fee: none,
    at: refunded_at ?? paidAt(transaction),
  };
  const payment: Settlement = {
    ...common,
    settlementId: id,
    kind: 'payment',
    presented: readMoney(received, currency),
    gross: readMoney(received, currency),
    fee: readMoney(received - net, currency),
    net: readMoney(net, currency),
    at: paidAt(transaction),
  };
  if (isPartlyRefunded(transaction)) {
    const settlementId = `${id}-partly-refunded`;
    return [
      payment,
      { ...common, settlementId, kind: 'other', presented: undefined, gross: none, net: none },
    ];
  }
  if (transaction.status !== 'refunded') return [payment];
  const back = readMoney(-received, currency);
  return [
    payment,
    { ...common, settlementId: `${id}-refunded`, kind: 'refund', presented: back, gross: back, net: back },
  ];
}

/** Fees are the merchant's unless the payer was debited more than the amount. */
function netOf({ amount, amount_debited, amount_transferred, fees }: Transaction, received: bigint): bigint {
  if (amount_transferred !== null && amount_transferred !== undefined) return amount_transferred;
  const paidByPayer = amount_debited !== null && amount_debited !== undefined && amount_debited > amount;
  return paidByPayer ? received : received - (fees ?? 0n);
}
