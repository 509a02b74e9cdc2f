import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { TxDb } from '#db/client.ts';
import { payment } from '#db/schema/fees.ts';
import { till } from '#db/schema/till.ts';
import { withTx } from '#db/tx.ts';
import { makesRefunds } from './create-refund.server.ts';
import { findRefund, refundLockKeys } from './decide-refund.server.ts';
import { findRefundAccount } from './find-held-account.server.ts';
import { markRefundPaid } from './mark-refund-paid.server.ts';

export type CompleteRefund = {
  readonly refundId: string;
  /** The number of the cash voucher, of the transfer, or of the refund in the provider's own pages. */
  readonly reference: string;
};
export type CompleteRefusal =
  | 'refund.notFound'
  | 'refund.decided'
  | 'refund.byProvider'
  | 'refund.referenceMissing'
  | 'refund.noTill';

/**
 * Records an approved refund made by hand: cash out of the cashier's open drawer, a transfer, or a refund in the pages
 * of a provider that makes none when asked. Who: `money.work`.
 */
export async function completeRefund(
  ctx: Ctx,
  { refundId, reference }: CompleteRefund,
): Promise<Verdict<true, CompleteRefusal>> {
  const said = reference.normalize('NFC').trim();
  if (said.length < 2 || said.length > 100) return refuse('refund.referenceMissing');
  const known = await findRefund(ctx.db, refundId);
  if (!known) return refuse('refund.notFound');
  return withTx(ctx, 'completeRefund', { lock: await lockKeysOf(ctx, known) }, async (tx) => {
    const row = await findRefund(tx.db, refundId);
    if (!row || !authorise(ctx.actor, 'money.work', { organisationId: row.organisationId }).ok)
      return refuse('refund.notFound');
    if (row.state !== 'approved') return refuse('refund.decided');
    const provider = await providerNameOf(tx.db, row.paymentId);
    if (makesRefunds(ctx.adapters, provider)) return refuse('refund.byProvider');
    if (provider !== 'cash') {
      await markRefundPaid(tx, row, { account: await findRefundAccount(tx.db, row), reference: said });
      return accept();
    }
    const drawer = await openDrawer(tx.db, ctx, row.organisationId);
    if (drawer?.currency !== row.currency) return refuse('refund.noTill');
    await markRefundPaid(tx, row, { account: `till:${drawer.id}`, reference: said, tillId: drawer.id });
    return accept();
  });
}

/** A drawer being closed must not give anything back meanwhile. */
async function lockKeysOf(ctx: Ctx, row: Parameters<typeof refundLockKeys>[0] & { organisationId: string }) {
  const drawer = await openDrawer(ctx.db, ctx, row.organisationId);
  return [...refundLockKeys(row), ...(drawer ? [`till:${drawer.id}`] : [])];
}

async function openDrawer(db: Ctx['db'] | TxDb, { actor }: Ctx, organisationId: string) {
  if (actor.kind !== 'user') return undefined;
  const [row] = await db
    .select()
    .from(till)
    .where(
      and(eq(till.organisationId, organisationId), eq(till.cashierId, actor.id), eq(till.state, 'open')),
    );
  return row;
}

async function providerNameOf(db: TxDb, paymentId: string | null): Promise<string> {
  if (paymentId === null) return 'bank';
  const [row] = await db
    .select({ provider: payment.provider })
    .from(payment)
    .where(eq(payment.id, paymentId));
  return row?.provider ?? 'bank';
}
