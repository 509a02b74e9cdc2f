import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { BUNDLE_TABLE, REOPENING_TABLE } from '#app/domain/marking/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundle, bundleReopening } from '#db/schema/marking.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { isDeliberated } from './is-deliberated.server.ts';

export const REOPENING_DECISIONS = ['reopen', 'refuse'] as const;
export type DecideReopening = {
  readonly reopeningId: string;
  readonly decision: (typeof REOPENING_DECISIONS)[number];
};
export type DecideReopeningRefusal =
  | 'reopening.notFound'
  | 'reopening.samePerson'
  | 'reopening.decided'
  | 'reopening.deliberated';

/**
 * Opens a closed bundle again, or refuses to. Who: `bundle.manage`, and never who asked. Its markers go on where they
 * were: what they keyed stays, and every change wants a reason. `reopening.deliberated` once a jury deliberates on its
 * marks: they are frozen.
 */
export async function decideReopening(
  ctx: Ctx,
  { reopeningId, decision }: DecideReopening,
): Promise<Verdict<true, DecideReopeningRefusal>> {
  const { actor } = ctx;
  const [known] = await ctx.db
    .select({ bundle })
    .from(bundleReopening)
    .innerJoin(bundle, eq(bundle.id, bundleReopening.bundleId))
    .where(eq(bundleReopening.id, reopeningId));
  if (!known || actor.kind !== 'user' || !authorise(actor, 'bundle.manage', known.bundle).ok)
    return refuse('reopening.notFound');
  const lock = [`bundle:${known.bundle.id}`, `sitting:${known.bundle.sittingId}`];
  return withTx(ctx, 'decideReopening', { lock }, async (tx) => {
    const [asked] = await tx.db.select().from(bundleReopening).where(eq(bundleReopening.id, reopeningId));
    if (!asked) return refuse('reopening.notFound');
    if (asked.requestedBy === actor.id) return refuse('reopening.samePerson');
    const next = nextState(REOPENING_TABLE, asked.state, decision);
    if (!next.ok) return refuse('reopening.decided');
    if (decision === 'reopen' && !(await reopen(tx, asked.bundleId))) return refuse('reopening.deliberated');
    await tx.db
      .update(bundleReopening)
      .set({ state: next.value, decidedBy: actor.id, decidedAt: tx.now })
      .where(eq(bundleReopening.id, reopeningId));
    tx.audit({
      organisationId: known.bundle.organisationId,
      action: decision === 'reopen' ? 'bundle.reopen' : 'bundle.refuseReopening',
      subject: { type: 'bundle', id: asked.bundleId },
      before: 'closed',
      after: decision === 'reopen' ? 'handedOut' : 'closed',
      detail: { reason: asked.reason, requestedBy: asked.requestedBy },
    });
    return accept();
  });
}

/** False when a jury deliberates on its marks. */
async function reopen(tx: Tx, bundleId: string): Promise<boolean> {
  if (await isDeliberated(tx.db, [bundleId])) return false;
  const [row] = await tx.db.select({ state: bundle.state }).from(bundle).where(eq(bundle.id, bundleId));
  const next = row && nextState(BUNDLE_TABLE, row.state, 'reopen');
  if (!next?.ok) throw new Error('a bundle whose reopening was asked for is not closed');
  await tx.db
    .update(bundle)
    .set({ state: next.value, closedAt: null })
    .where(and(eq(bundle.id, bundleId), eq(bundle.state, 'closed')));
  return true;
}
