import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { SUSPENSE } from '#app/domain/fees/postings.ts';
import { mayDecide, resolutionPostings, type SuspenseDecision } from '#app/domain/fees/resolve-suspense.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { suspenseItem } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { createRefund } from './create-refund.server.ts';
import type { Billed } from './credit-lock-keys.server.ts';
import { postJournal } from './post-journal.server.ts';
import {
  findTarget,
  type ReallocateRefusal,
  reallocateMoney,
  targetLockKeys,
} from './reallocate-money.server.ts';
import { reopenInvoice, reopenLockKeys } from './reopen-invoice.server.ts';

export type ResolveSuspense = {
  readonly itemId: string;
  readonly decision: SuspenseDecision;
  /** What was found, in the cashier's words. */
  readonly note: string;
  /** Number of the invoice that gets the money, a candidate's or a school's, when it is `reallocated`. */
  readonly target?: string | undefined;
};
export type ResolveRefusal =
  | 'suspense.notFound'
  | 'suspense.resolved'
  | 'suspense.noteMissing'
  | 'suspense.decisionRefused'
  | 'suspense.reopenRefused'
  | 'refund.exceedsPayment'
  | ReallocateRefusal;

type Item = typeof suspenseItem.$inferSelect;
/** What became of the item, and what of its money still waits. */
type End = {
  readonly refundId?: string;
  readonly targetInvoiceId?: string | null;
  readonly left?: Money;
};

/**
 * Ends one item of the cashier's queue, once. Money that is here is given back, goes to the invoice it was meant for,
 * or is kept; money that was taken is due again or lost. The amount leaves the suspense account with the item; what an
 * invoice did not need waits as a new one. Who: `money.work`; another organisation's item is `suspense.notFound`.
 */
export async function resolveSuspense(
  ctx: Ctx,
  { itemId, decision, note, target: number }: ResolveSuspense,
): Promise<Verdict<true, ResolveRefusal>> {
  const said = note.normalize('NFC').trim();
  if (said.length < 5 || said.length > 600) return refuse('suspense.noteMissing');
  const [known] = await ctx.db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId));
  if (!known || !authorise(ctx.actor, 'money.work', { organisationId: known.organisationId }).ok)
    return refuse('suspense.notFound');
  const wanted = number?.trim() ?? '';
  const target =
    decision === 'reallocated' ? await findTarget(ctx.db, known.organisationId, wanted) : undefined;
  if (decision === 'reallocated' && wanted === '') return refuse('suspense.targetMissing');
  if (decision === 'reallocated' && !target) return refuse('suspense.targetNotFound');
  const lock = [
    `suspense:${itemId}`,
    ...(known.paymentId === null ? [] : [`payment:${known.paymentId}`]),
    ...(await targetLockKeys(ctx.db, target)),
    ...(decision === 'reopen' ? await reopenLockKeys(ctx.db, known) : []),
  ];
  return withTx(ctx, 'resolveSuspense', { lock }, async (tx) => {
    const [item] = await tx.db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId));
    if (!item || item.resolvedAt !== null) return refuse('suspense.resolved');
    const may = mayDecide(decision, item.amount);
    if (!may.ok) return may;
    const end = await carryOut(ctx, tx, item, { decision, note: said, target });
    if (!end.ok) return end;
    await close(ctx, tx, item, `${decision}: ${said}`, end.value);
    tx.audit({
      organisationId: item.organisationId,
      action: 'suspense.resolve',
      subject: { type: 'suspense', id: itemId },
      detail: {
        ...{ decision, note: said, amount: item.amount.toString(), currency: item.currency },
        target: wanted === '' ? null : wanted,
      },
    });
    return accept();
  });
}

type Decided = {
  readonly decision: SuspenseDecision;
  readonly note: string;
  readonly target: Billed | undefined;
};

async function carryOut(
  ctx: Ctx,
  tx: Tx,
  item: Item,
  { decision, note, target }: Decided,
): Promise<Verdict<End, ResolveRefusal>> {
  const { organisationId, paymentId } = item;
  const amount = money(item.amount, item.currency);
  switch (decision) {
    case 'refunded':
      return createRefund(ctx, tx, {
        ...{ organisationId, paymentId, amount, reason: note, from: SUSPENSE },
        reference: () => `suspense:${item.id}:resolved`,
      });
    case 'reallocated':
      return target ? reallocateMoney(tx, item, target) : refuse('suspense.targetNotFound');
    case 'reopen':
      return reopenInvoice(tx, item);
    case 'kept':
    case 'loss':
      await postJournal(tx, {
        organisationId,
        reference: `suspense:${item.id}:resolved`,
        memo: decision,
        postings: resolutionPostings(decision === 'kept' ? 'income:unclaimed' : 'expense:losses', amount),
      });
      return accept({});
  }
}

async function close(
  { actor }: Ctx,
  tx: Tx,
  item: Item,
  resolution: string,
  { refundId, targetInvoiceId, left }: End,
): Promise<void> {
  await tx.db
    .update(suspenseItem)
    .set({
      resolvedAt: tx.now,
      resolvedBy: actor.kind === 'user' ? actor.id : null,
      resolution,
      refundId: refundId ?? null,
      targetInvoiceId: targetInvoiceId ?? null,
    })
    .where(eq(suspenseItem.id, item.id));
  if (!left || left.minor === 0n) return;
  await tx.db.insert(suspenseItem).values({
    organisationId: item.organisationId,
    paymentId: item.paymentId,
    provider: item.provider,
    source: `${item.source}:remainder`,
    reason: 'suspense.remainder',
    currency: left.currency,
    amount: left.minor,
    createdAt: tx.now,
  });
}
