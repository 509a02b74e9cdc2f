import { buildTransaction, readParams } from './build-transaction.ts';
import { type Fake, recordEvent } from './fake.ts';
import { FedapayFault } from './fault.ts';
import type { WalletAnswer } from './operators.ts';
import { type FakeTransaction, newName, type StoredEvent } from './state.ts';

const DAY = 24 * 3600 * 1000;
const PAID: readonly string[] = ['approved', 'refunded'];

/** @throws FedapayFault 400 for a merchant reference that was used before, whatever became of its transaction. */
export function createTransaction(fake: Fake, body: unknown): FakeTransaction {
  const params = readParams(body);
  const { merchant_reference } = params;
  if (merchant_reference !== undefined && findByReference(fake, merchant_reference)) {
    const errors = { merchant_reference: ['a déjà été utilisé'] };
    throw new FedapayFault(400, 'Création de la transaction échouée', errors);
  }
  const transaction = buildTransaction(params, fake.state.nextId, fake.now());
  fake.state.nextId += 1;
  fake.state.transactions[transaction.id] = transaction;
  fake.save();
  return transaction;
}

export function findByReference(fake: Fake, reference: string): FakeTransaction | undefined {
  const found = Object.values(fake.state.transactions).find((one) => one.merchant_reference === reference);
  return found && currentTransaction(fake, found.id);
}

/** The transaction as it is now: one that waited a day is expired, which is announced. */
export function currentTransaction(fake: Fake, id: number | string): FakeTransaction | undefined {
  const transaction = fake.state.transactions[id];
  if (transaction?.status !== 'pending') return transaction;
  if (fake.now().getTime() - Date.parse(transaction.created_at) < DAY) return transaction;
  change(fake, transaction, { status: 'expired' });
  void fake.deliverer.announce([recordEvent(fake, 'transaction.expired', transaction)]);
  return transaction;
}

/** A new address of the transaction's page, every time one is asked for. */
export function createToken(fake: Fake, transaction: FakeTransaction): { token: string; url: string } {
  if (isPaid(transaction) || transaction.status === 'expired')
    throw new FedapayFault(400, `La transaction est ${transaction.status}`);
  const token = newName(24);
  fake.state.tokens[token] = transaction.id;
  fake.save();
  return { token, url: `${fake.publicUrl()}/pay/${token}` };
}

export const isPaid = ({ status }: FakeTransaction) => PAID.includes(status);

/** Whether the page may take a payment for it now: one declined or canceled may be tried again. */
export function isPayable(fake: Fake, transaction: FakeTransaction): boolean {
  if (isPaid(transaction)) return false;
  return transaction.status !== 'expired' || fake.behaviour.latePayments;
}

/** One attempt with one wallet. Done when its events were tried once. */
export async function attemptPayment(
  fake: Fake,
  transaction: FakeTransaction,
  wallet: WalletAnswer,
): Promise<void> {
  const events: StoredEvent[] = [];
  const { mode } = wallet;
  transaction.transaction_key = newName(12);
  if (!wallet.accepted || fake.behaviour.failBeforeSuccess) {
    const last_error_code = wallet.accepted ? 'TIMEOUT_ERROR' : wallet.code;
    change(fake, transaction, {
      status: 'declined',
      mode,
      last_error_code,
      declined_at: fake.now().toISOString(),
    });
    events.push(recordEvent(fake, 'transaction.declined', transaction));
  }
  if (wallet.accepted) {
    collect(fake, transaction, mode);
    events.push(recordEvent(fake, 'transaction.approved', transaction));
  }
  await fake.deliverer.announce(events);
}

/** The merchant pays the fees: 1.8 %, rounded half up. */
function collect(fake: Fake, transaction: FakeTransaction, mode: string): void {
  const debited = fake.behaviour.wrongAmount ?? transaction.amount;
  fake.behaviour.wrongAmount = null;
  const fees = Math.floor((debited * 18 + 500) / 1000);
  change(fake, transaction, {
    status: 'approved',
    // Too much is a transaction that was raised by hand; too little is less taken from the wallet than was asked.
    amount: Math.max(transaction.amount, debited),
    mode,
    commission: '0.018',
    fees,
    amount_debited: debited,
    amount_transferred: debited - fees,
    approved_at: fake.now().toISOString(),
    last_error_code: null,
  });
}

/** The payer gives up on the page; the transaction can still be paid. */
export async function cancelTransaction(fake: Fake, transaction: FakeTransaction): Promise<void> {
  if (isPaid(transaction) || transaction.status === 'expired') return;
  change(fake, transaction, { status: 'canceled', canceled_at: fake.now().toISOString() });
  await fake.deliverer.announce([recordEvent(fake, 'transaction.canceled', transaction)]);
}

/** What a person can do in FedaPay's own pages, and the API can't. False when there is nothing to give back. */
export async function refundByHand(fake: Fake, id: number | string): Promise<boolean> {
  const transaction = fake.state.transactions[id];
  if (transaction?.status !== 'approved') return false;
  change(fake, transaction, { status: 'refunded', refunded_at: fake.now().toISOString() });
  await fake.deliverer.announce([recordEvent(fake, 'transaction.refunded', transaction)]);
  return true;
}

function change(fake: Fake, transaction: FakeTransaction, to: Partial<FakeTransaction>): void {
  Object.assign(transaction, to, { updated_at: fake.now().toISOString() });
  fake.save();
}
