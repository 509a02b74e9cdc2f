import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { TxDb } from '#db/client.ts';
import { payment } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { makesRefunds } from './create-refund.server.ts';
import { findRefund, refundLockKeys } from './decide-refund.server.ts';
import { findRefundAccount } from './find-held-account.server.ts';
import { markRefundPaid } from './mark-refund-paid.server.ts';

export type CompleteRefund = {
  readonly refundId: string;
  /** The number of the transfer, or of the refund in the provider's own pages. */
  readonly reference: string;
};
export type CompleteRefusal =
  | 'refund.notFound'
  | 'refund.decided'
  | 'refund.byProvider'
  | 'refund.atCounter'
  | 'refund.referenceMissing';

/**
 * Records an approved refund made by hand: a transfer, or a refund in the pages of a provider that makes none when
 * asked. Cash goes back across the counter, out of a drawer (`refund.atCounter`). Who: `money.work`.
 */
export async function completeRefund(
  ctx: Ctx,
  { refundId, reference }: CompleteRefund,
): Promise<Verdict<true, CompleteRefusal>> {
  const said = reference.normalize('NFC').trim();
  if (said.length < 2 || said.length > 100) return refuse('refund.referenceMissing');
  const known = await findRefund(ctx.db, refundId);
  if (!known) return refuse('refund.notFound');
  return withTx(ctx, 'completeRefund', { lock: refundLockKeys(known) }, async (tx) => {
    const row = await findRefund(tx.db, refundId);
    if (!row || !authorise(ctx.actor, 'money.work', { organisationId: row.organisationId }).ok)
      return refuse('refund.notFound');
    if (row.state !== 'approved') return refuse('refund.decided');
    const provider = await providerNameOf(tx.db, row.paymentId);
    if (provider === 'cash') return refuse('refund.atCounter');
    if (makesRefunds(ctx.adapters, provider)) return refuse('refund.byProvider');
    await markRefundPaid(tx, row, { account: await findRefundAccount(tx.db, row), reference: said });
    return accept();
  });
}

async function providerNameOf(db: TxDb, paymentId: string | null): Promise<string> {
  if (paymentId === null) return 'bank';
  const [row] = await db
    .select({ provider: payment.provider })
    .from(payment)
    .where(eq(payment.id, paymentId));
  return row?.provider ?? 'bank';
}
