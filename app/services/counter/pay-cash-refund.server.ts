import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { holdsEnough, tillAccount } from '#app/domain/counter/till-rules.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { findRefund, refundLockKeys } from '#app/services/fees/decide-refund.server.ts';
import { markRefundPaid } from '#app/services/fees/mark-refund-paid.server.ts';
import { payment } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { findOwnTill, type OwnTillRefusal, tillBooked } from './load-till.server.ts';

export type PayCashRefund = {
  readonly refundId: string;
  /** Number of the voucher signed by who receives the money. */
  readonly voucher: string;
};
export type PayCashRefusal =
  | 'refund.notFound'
  | 'refund.decided'
  | 'refund.byProvider'
  | 'refund.referenceMissing'
  | 'till.notEnough'
  | OwnTillRefusal;

/**
 * Gives an approved refund of money taken in cash back across the counter, out of the cashier's own drawer of today,
 * which must hold it. Who: `money.work`.
 */
export async function payCashRefund(
  ctx: Ctx,
  { refundId, voucher }: PayCashRefund,
): Promise<Verdict<true, PayCashRefusal>> {
  const known = await findRefund(ctx.db, refundId);
  if (!known || !authorise(ctx.actor, 'money.work', known).ok) return refuse('refund.notFound');
  const { organisationId, amount, currency } = known;
  const reference = voucher.normalize('NFC').trim();
  if (reference.length < 2 || reference.length > 100) return refuse('refund.referenceMissing');
  const own = await findOwnTill(ctx.db, ctx.actor, { organisationId, now: ctx.clock() });
  if (!own.ok) return own;
  const lock = [`till:${own.value.id}`, ...refundLockKeys(known)];
  return withTx(ctx, 'payCashRefund', { lock }, async (tx) => {
    const row = await findRefund(tx.db, refundId);
    const till = await findOwnTill(tx.db, ctx.actor, { organisationId, now: tx.now });
    if (!till.ok) return till;
    if (row?.state !== 'approved') return refuse('refund.decided');
    const [paid] = await tx.db
      .select({ provider: payment.provider })
      .from(payment)
      .where(eq(payment.id, row.paymentId ?? ''));
    if (paid?.provider !== 'cash') return refuse('refund.byProvider');
    const { id, float } = till.value;
    const drawer = { float, booked: await tillBooked(tx.db, id), currency: till.value.currency };
    if (!holdsEnough(drawer, money(amount, currency))) return refuse('till.notEnough');
    await markRefundPaid(tx, row, { account: tillAccount(id), reference, tillId: id });
    return accept();
  });
}
