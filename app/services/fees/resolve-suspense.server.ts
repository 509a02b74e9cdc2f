import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { resolutionPostings, type SuspenseDecision } from '#app/domain/fees/resolve-suspense.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { suspenseItem } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { postJournal } from './post-journal.server.ts';

export type ResolveSuspense = {
  readonly itemId: string;
  readonly decision: SuspenseDecision;
  /** What was found and done, in the cashier's words. */
  readonly note: string;
};

/**
 * Settles money that fitted nothing, once: the item is closed with its note and the amount leaves the suspense account.
 * Giving money back is done at the provider; this records it. Who: `money.work`. `suspense.notFound` (unknown, or of
 * another organisation), `suspense.resolved`, `suspense.noteMissing`.
 */
export async function resolveSuspense(
  ctx: Ctx,
  { itemId, decision, note }: ResolveSuspense,
): Promise<Verdict<true, 'suspense.notFound' | 'suspense.resolved' | 'suspense.noteMissing'>> {
  const said = note.normalize('NFC').trim();
  if (said.length < 5 || said.length > 600) return refuse('suspense.noteMissing');
  return withTx(ctx, 'resolveSuspense', { lock: [`suspense:${itemId}`] }, async (tx) => {
    const [item] = await tx.db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId));
    if (!item || !authorise(ctx.actor, 'money.work', { organisationId: item.organisationId }).ok)
      return refuse('suspense.notFound');
    if (item.resolvedAt !== null) return refuse('suspense.resolved');
    await tx.db
      .update(suspenseItem)
      .set({
        resolvedAt: tx.now,
        resolvedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        resolution: `${decision}: ${said}`,
      })
      .where(eq(suspenseItem.id, itemId));
    await postJournal(tx, {
      organisationId: item.organisationId,
      reference: `suspense:${itemId}:resolved`,
      memo: decision,
      postings: resolutionPostings(decision, item.provider, money(item.amount, item.currency)),
    });
    tx.audit({
      organisationId: item.organisationId,
      action: 'suspense.resolve',
      subject: { type: 'suspense', id: itemId },
      detail: { decision, note: said, amount: item.amount.toString(), currency: item.currency },
    });
    return accept();
  });
}
