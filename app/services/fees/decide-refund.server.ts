import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { Capability } from '#app/domain/access/roles.ts';
import { move, SUSPENSE } from '#app/domain/fees/postings.ts';
import { owedBack } from '#app/domain/fees/resolve-suspense.ts';
import { REFUND_TABLE, type RefundEvent, type RefundState } from '#app/domain/fees/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { refund, suspenseItem } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { queueRefund } from './create-refund.server.ts';
import type { RefundRow } from './mark-refund-paid.server.ts';
import { postJournal } from './post-journal.server.ts';

type RefundId = { readonly refundId: string };
export type DecideRefusal =
  | 'refund.notFound'
  | 'refund.samePerson'
  | 'refund.decided'
  | 'refund.reasonMissing';

/** The second person agrees: the money goes back. Who: `money.approve`, and not who asked (`refund.samePerson`). */
export async function approveRefund(ctx: Ctx, { refundId }: RefundId): Promise<Verdict<true, DecideRefusal>> {
  return decide(ctx, refundId, ['money.approve'], 'approve', async (tx, row) => {
    await queueRefund(ctx, tx, row.id, row.paymentId);
  });
}

/** A refund that failed is tried again. Who: `money.work` or `money.approve`. */
export async function retryRefund(ctx: Ctx, { refundId }: RefundId): Promise<Verdict<true, DecideRefusal>> {
  return decide(ctx, refundId, ['money.work', 'money.approve'], 'retry', async (tx, row) => {
    await queueRefund(ctx, tx, row.id, row.paymentId);
  });
}

/**
 * It is not given back: asked for by mistake, or it failed and can't be made. The money waits in the cashier's queue
 * again. Who: `money.approve`, and not who asked.
 */
export async function refuseRefund(
  ctx: Ctx,
  { refundId, reason }: RefundId & { readonly reason: string },
): Promise<Verdict<true, DecideRefusal>> {
  const said = reason.normalize('NFC').trim();
  if (said.length < 5 || said.length > 600) return refuse('refund.reasonMissing');
  return decide(ctx, refundId, ['money.approve'], 'refuse', (tx, row) => giveUp(tx, row, said));
}

/** The refund under its locks, for whoever may decide it; the event must be possible in its state. */
async function decide(
  ctx: Ctx,
  refundId: string,
  capabilities: readonly Capability[],
  event: RefundEvent,
  then: (tx: Tx, row: RefundRow) => Promise<void>,
): Promise<Verdict<true, DecideRefusal>> {
  const known = await findRefund(ctx.db, refundId);
  if (!known) return refuse('refund.notFound');
  return withTx(ctx, `${event}Refund`, { lock: refundLockKeys(known) }, async (tx) => {
    const row = await findRefund(tx.db, refundId);
    const { organisationId } = known;
    if (!row || !capabilities.some((one) => authorise(ctx.actor, one, { organisationId }).ok))
      return refuse('refund.notFound');
    const who = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    if (event !== 'retry' && who !== null && who === row.requestedBy) return refuse('refund.samePerson');
    const state = nextState(REFUND_TABLE, row.state, event);
    if (!state.ok) return refuse('refund.decided');
    await moveRefund(tx, row, state.value, who);
    await then(tx, row);
    tx.audit({
      organisationId,
      action: `refund.${event}`,
      subject: { type: 'refund', id: refundId },
      detail: { amount: row.amount.toString(), currency: row.currency },
    });
    return accept();
  });
}

export async function findRefund(db: Db | TxDb, refundId: string): Promise<RefundRow | undefined> {
  const [row] = await db.select().from(refund).where(eq(refund.id, refundId));
  return row;
}

export const refundLockKeys = ({ id, paymentId }: Pick<RefundRow, 'id' | 'paymentId'>) => [
  `refund:${id}`,
  ...(paymentId === null ? [] : [`payment:${paymentId}`]),
];

async function moveRefund(tx: Tx, row: RefundRow, state: RefundState, decidedBy: string | null) {
  await tx.db
    .update(refund)
    .set({ state, decidedBy: decidedBy ?? row.decidedBy, decidedAt: tx.now })
    .where(eq(refund.id, row.id));
}

/** What was set apart for the payer is the office's again, or waits to be decided again where it had waited. */
async function giveUp(tx: Tx, row: RefundRow, reason: string): Promise<void> {
  const { id, organisationId, paymentId, currency } = row;
  const [asked] = await tx.db.select().from(suspenseItem).where(eq(suspenseItem.refundId, id));
  await postJournal(tx, {
    organisationId,
    reference: `refund:${id}:refused`,
    memo: reason.slice(0, 100),
    postings: move(asked ? SUSPENSE : 'income:fees', owedBack(id), money(row.amount, currency)),
  });
  if (!asked) return;
  await tx.db.insert(suspenseItem).values({
    organisationId,
    paymentId,
    provider: asked.provider,
    source: `${asked.source}:back:${id}`,
    reason: 'suspense.refundRefused',
    currency,
    amount: row.amount,
    createdAt: tx.now,
  });
}
