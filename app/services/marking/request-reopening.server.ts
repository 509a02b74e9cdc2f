import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { BUNDLE_TABLE } from '#app/domain/marking/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundle, bundleReopening } from '#db/schema/marking.ts';
import { withTx } from '#db/tx.ts';
import { isDeliberated } from './is-deliberated.server.ts';

export type RequestReopening = { readonly bundleId: string; readonly reason: string };
export type RequestReopeningRefusal =
  | 'bundle.notFound'
  | 'state.refused'
  | 'reopening.reasonMissing'
  | 'reopening.alreadyAsked'
  | 'reopening.deliberated';

/**
 * Asks that a closed bundle be opened again; somebody else decides. Who: `bundle.manage`. `state.refused` unless closed,
 * `reopening.alreadyAsked` while another request waits, `reopening.deliberated` once a jury deliberates on its marks.
 */
export async function requestReopening(
  ctx: Ctx,
  { bundleId, reason }: RequestReopening,
): Promise<Verdict<{ reopeningId: string }, RequestReopeningRefusal>> {
  const { actor } = ctx;
  const [known] = await ctx.db.select().from(bundle).where(eq(bundle.id, bundleId));
  if (!known || actor.kind !== 'user' || !authorise(actor, 'bundle.manage', known).ok)
    return refuse('bundle.notFound');
  const why = reason.trim();
  if (why === '') return refuse('reopening.reasonMissing');
  const lock = [`bundle:${bundleId}`, `sitting:${known.sittingId}`];
  return withTx(ctx, 'requestReopening', { lock }, async (tx) => {
    const [row] = await tx.db.select().from(bundle).where(eq(bundle.id, bundleId));
    if (!row) return refuse('bundle.notFound');
    const next = nextState(BUNDLE_TABLE, row.state, 'reopen');
    if (!next.ok) return next;
    if (await isDeliberated(tx.db, [bundleId])) return refuse('reopening.deliberated');
    const [waiting] = await tx.db
      .select({ id: bundleReopening.id })
      .from(bundleReopening)
      .where(and(eq(bundleReopening.bundleId, bundleId), eq(bundleReopening.state, 'requested')));
    if (waiting) return refuse('reopening.alreadyAsked');
    const [made] = await tx.db
      .insert(bundleReopening)
      .values({ bundleId, reason: why, state: 'requested', requestedBy: actor.id, requestedAt: tx.now })
      .returning({ id: bundleReopening.id });
    if (!made) throw new Error('the request was not written');
    tx.audit({
      organisationId: row.organisationId,
      action: 'bundle.requestReopening',
      subject: { type: 'bundle', id: bundleId },
      detail: { paper: row.paperCode, number: row.number, reason: why },
    });
    return accept({ reopeningId: made.id });
  });
}
