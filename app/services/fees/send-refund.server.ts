import { eq } from 'drizzle-orm';
import type { Refund, RefundRefusal } from '#app/adapters/payments/port.ts';
import { REFUND_TABLE, type RefundEvent } from '#app/domain/fees/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { payment, refund } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { findRefund, refundLockKeys } from './decide-refund.server.ts';
import { findRefundAccount } from './find-held-account.server.ts';
import { markRefundPaid, type RefundRow } from './mark-refund-paid.server.ts';
import { providerOf } from './provider-of.ts';
import { settlePayment } from './settle-payment.server.ts';

/**
 * Asks the provider for an approved refund, outside any transaction, with the refund's id as idempotency key. It is
 * `sent` before it is asked, so that after a crash it is known that it may have been: what the provider has given back
 * is then looked at first, because no key is kept for ever, and it is asked again only when nothing of it is there.
 * @throws when the provider can't be reached: the job is tried again.
 */
export async function sendRefund(ctx: Ctx, { refundId }: { readonly refundId: string }): Promise<void> {
  const known = await findRefund(ctx.db, refundId);
  if (!known || known.paymentId === null || (known.state !== 'approved' && known.state !== 'sent')) return;
  await settlePayment(ctx, { paymentId: known.paymentId });
  const row = await change(ctx, known, async (tx, now) => {
    if (now.state === 'approved') await move(tx, now, 'send');
    return { ...now, state: now.state === 'approved' ? ('sent' as const) : now.state };
  });
  if (row.state !== 'sent') return;
  const answer = await ask(ctx, row, known.paymentId);
  await change(ctx, row, async (tx, now) => {
    if (now.state === 'sent') await note(tx, now, answer);
  });
}

async function ask(ctx: Ctx, row: RefundRow, paymentId: string): Promise<Verdict<Refund, RefundRefusal>> {
  const [paid] = await ctx.db.select().from(payment).where(eq(payment.id, paymentId));
  if (!paid?.reference) throw new Error(`payment ${paymentId} has no reference to refund`);
  return providerOf(ctx, paid.provider).refund({
    reference: paid.reference,
    amount: money(row.amount, row.currency),
    idempotencyKey: row.id,
  });
}

async function change<T>(ctx: Ctx, row: RefundRow, fn: (tx: Tx, now: RefundRow) => Promise<T>): Promise<T> {
  return withTx(ctx, 'sendRefund', { lock: refundLockKeys(row) }, async (tx) => {
    const now = await findRefund(tx.db, row.id);
    if (!now) throw new Error(`no refund ${row.id}`);
    return fn(tx, now);
  });
}

async function note(tx: Tx, row: RefundRow, answer: Verdict<Refund, RefundRefusal>): Promise<void> {
  if (!answer.ok) return move(tx, row, 'fail', { lastError: answer.reason });
  const { state, refundId: reference } = answer.value;
  if (state === 'failed') return move(tx, row, 'fail', { lastError: 'refund.failed', reference });
  if (state === 'succeeded')
    return markRefundPaid(tx, row, { account: await findRefundAccount(tx.db, row), reference });
  // The provider has not said the end: the poll asks again.
  await tx.db.update(refund).set({ reference }).where(eq(refund.id, row.id));
}

async function move(
  tx: Tx,
  row: RefundRow,
  event: RefundEvent,
  set: { readonly lastError?: string; readonly reference?: string } = {},
): Promise<void> {
  const state = required(nextState(REFUND_TABLE, row.state, event));
  await tx.db
    .update(refund)
    .set({ ...set, state })
    .where(eq(refund.id, row.id));
  tx.audit({
    organisationId: row.organisationId,
    action: `refund.${event}`,
    subject: { type: 'refund', id: row.id },
    detail: { amount: row.amount.toString(), currency: row.currency, error: set.lastError ?? null },
  });
}
