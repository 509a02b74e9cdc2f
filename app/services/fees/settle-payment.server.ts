import { eq } from 'drizzle-orm';
import type { PaymentStatus } from '#app/adapters/payments/port.ts';
import { type Judgement, judgeSettlement } from '#app/domain/fees/judge-settlement.ts';
import { PAYMENT_TABLE } from '#app/domain/fees/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { type Accepted, accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { payment } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { creditLockKeys } from './credit-lock-keys.server.ts';
import { creditPayment, loadBilled, type PaymentRow } from './credit-payment.server.ts';
import { openCheckout } from './open-checkout.server.ts';
import { providerOf } from './provider-of.ts';
import { recordGivenBack } from './record-given-back.server.ts';

export type SettlePayment = { readonly paymentId: string };

/**
 * Brings the books in line with what the provider says of a payment now. Callbacks, the poll, the payer's return and
 * reconciliation all end here, in any order and as often as they like: the provider is asked outside any transaction,
 * all that the money touches is locked, and the ledger takes `payment:<id>:settled` once. Then what the provider gave
 * back or lost to a dispute is recorded. Money that does not fit is suspended for a cashier. The system's own: it has no
 * capability to check.
 * @throws when the provider can't be reached, or answers about another payment: the job is tried again.
 */
export async function settlePayment(
  ctx: Ctx,
  { paymentId }: SettlePayment,
): Promise<Verdict<Judgement, 'payment.notFound' | 'payment.unknownToProvider'>> {
  for (let tries = 1; ; tries++) {
    const settled = await askAndApply(ctx, paymentId);
    if (settled !== 'outdated') return settled;
    if (tries === MOST_TRIES)
      throw new Error(`the books of payment ${paymentId} change faster than it answers`);
  }
}

/** How often an answer may be overtaken before the job is left for later. */
const MOST_TRIES = 5;

/**
 * One question and its answer. `outdated`: what is given back changed in the books while the provider was asked, so that
 * its answer may be older than they are; a refund just made would be taken for one that came back.
 */
async function askAndApply(
  ctx: Ctx,
  paymentId: string,
): Promise<Verdict<Judgement, 'payment.notFound' | 'payment.unknownToProvider'> | 'outdated'> {
  const [known] = await ctx.db.select().from(payment).where(eq(payment.id, paymentId));
  if (!known) return refuse('payment.notFound');
  // Cash and transfers have nobody to ask.
  if (known.state === 'succeeded' && !Object.hasOwn(ctx.adapters.payments, known.provider))
    return accept({ outcome: 'alreadySettled' });
  const reference = await referenceOf(ctx, known);
  if (reference === undefined) return expireUnopened(ctx, paymentId);
  const status = await providerOf(ctx, known.provider).getStatus(reference);
  if (!status) {
    ctx.log.error({ paymentId }, 'the provider does not know this payment');
    if (known.expiresAt <= ctx.clock()) await expireUnopened(ctx, paymentId);
    return refuse('payment.unknownToProvider');
  }
  if (status.paymentId !== paymentId)
    throw new Error(`the provider answers about another payment than ${paymentId}`);
  const lock = await creditLockKeys(ctx.db, { ...known, paymentId });
  return withTx(ctx, 'settlePayment', { lock }, async (tx) => {
    const now = await loadPayment(tx.db, paymentId);
    if (now.refunded !== known.refunded || now.disputed !== known.disputed) return 'outdated' as const;
    return accept(await applyAnswer(ctx, tx, now, status));
  });
}

async function applyAnswer(ctx: Ctx, tx: Tx, row: PaymentRow, status: PaymentStatus): Promise<Judgement> {
  const { facts } = await loadBilled(tx.db, row);
  const paidAt = status.paidAt ?? tx.now;
  const judgement = judgeSettlement(
    { ...facts, state: row.state },
    { state: status.state, amount: status.amount, paidAt },
  );
  if (judgement.outcome === 'notPaid') {
    await noteAnswer(tx, row, judgement.state, status);
    return judgement;
  }
  if (judgement.outcome !== 'alreadySettled')
    await creditPayment(ctx, tx, { payment: row, received: status.amount, at: paidAt });
  await noteMovement(tx, row, status);
  await recordGivenBack(tx, row, status);
  return judgement;
}

/** Disputes and refunds name the movement of money alone. */
async function noteMovement(tx: Tx, row: PaymentRow, { paymentIntent }: PaymentStatus): Promise<void> {
  await tx.db
    .update(payment)
    .set({ checkedAt: tx.now, paymentIntent: paymentIntent ?? row.paymentIntent })
    .where(eq(payment.id, row.id));
}

/** A payment whose reference was lost in a crash is opened again, which gives the same page; a page nobody got is not. */
async function referenceOf(ctx: Ctx, known: PaymentRow): Promise<string | undefined> {
  if (known.reference !== null) return known.reference;
  if (known.expiresAt <= ctx.clock()) return undefined;
  await openCheckout(ctx, known.id);
  const [row] = await ctx.db
    .select({ reference: payment.reference })
    .from(payment)
    .where(eq(payment.id, known.id));
  return row?.reference ?? undefined;
}

/** No one was ever sent to this payment's page. Should money come after all, its callback brings the reference. */
async function expireUnopened(ctx: Ctx, paymentId: string): Promise<Accepted<Judgement>> {
  return withTx(ctx, 'expirePayment', { lock: [`payment:${paymentId}`] }, async (tx) => {
    const row = await loadPayment(tx.db, paymentId);
    const next = nextState(PAYMENT_TABLE, row.state, 'expire');
    const state = next.ok ? next.value : row.state;
    await tx.db.update(payment).set({ state, checkedAt: tx.now }).where(eq(payment.id, paymentId));
    return accept<Judgement>(
      state === 'succeeded' ? { outcome: 'alreadySettled' } : { outcome: 'notPaid', state: 'expired' },
    );
  });
}

async function loadPayment(db: Db | TxDb, paymentId: string): Promise<PaymentRow> {
  const [row] = await db.select().from(payment).where(eq(payment.id, paymentId));
  if (!row) throw new Error(`no payment ${paymentId}`);
  return row;
}

const EVENT = { pending: 'initiate', failed: 'fail', expired: 'expire' } as const;

/** Keeps what the provider says; a payment that already failed or expired stays so, and can still succeed. */
async function noteAnswer(
  tx: Tx,
  row: PaymentRow,
  state: keyof typeof EVENT,
  { lastError }: PaymentStatus,
): Promise<void> {
  const next = nextState(PAYMENT_TABLE, row.state, EVENT[state]);
  await tx.db
    .update(payment)
    .set({
      checkedAt: tx.now,
      lastError: lastError ?? row.lastError,
      ...(next.ok ? { state: next.value } : {}),
    })
    .where(eq(payment.id, row.id));
}
