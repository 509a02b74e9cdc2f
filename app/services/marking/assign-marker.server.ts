import { and, eq, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { KeyedPass } from '#app/domain/marking/resolve.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { whoSawCodes } from '#app/services/anonymity/judge-label-printer.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundleAssignment, markEntry, script } from '#db/schema/marking.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { areMarkers } from './hand-out-bundles.server.ts';
import { loadBundle } from './load-bundle.server.ts';

export type AssignMarker = { readonly bundleId: string; readonly pass: KeyedPass; readonly userId: string };
export type AssignMarkerRefusal =
  | 'bundle.notFound'
  | 'bundle.notOpen'
  | 'bundle.samePerson'
  | 'bundle.notMarker'
  | 'labels.sawCodes';

/**
 * Gives one pass of a handed-out bundle to somebody: the third person for what disagrees, or a replacement. What was
 * keyed stays. Who: `bundle.manage`. `bundle.samePerson` when they hold, or have keyed, another pass of this bundle.
 */
export async function assignMarker(
  ctx: Ctx,
  { bundleId, pass, userId }: AssignMarker,
): Promise<Verdict<true, AssignMarkerRefusal>> {
  return withTx(ctx, 'assignMarker', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const loaded = await loadBundle(tx.db, bundleId);
    if (!loaded) return refuse('bundle.notFound');
    const { organisationId, state, paperCode, number } = loaded.bundle;
    if (!authorise(ctx.actor, 'bundle.manage', { organisationId }).ok) return refuse('bundle.notFound');
    if (state !== 'handedOut') return refuse('bundle.notOpen');
    if (!(await areMarkers(tx, organisationId, [userId]))) return refuse('bundle.notMarker');
    if ((await whoSawCodes(tx.db, loaded.bundle.sittingId, [userId])).length > 0)
      return refuse('labels.sawCodes');
    const elsewhere = [...loaded.markers].some(([other, by]) => other !== pass && by === userId);
    if (elsewhere || (await hasKeyedElsewhere(tx, { bundleId, pass, userId })))
      return refuse('bundle.samePerson');
    await tx.db
      .insert(bundleAssignment)
      .values({ bundleId, pass, userId })
      .onConflictDoUpdate({ target: [bundleAssignment.bundleId, bundleAssignment.pass], set: { userId } });
    tx.audit({
      organisationId,
      action: 'bundle.assign',
      subject: { type: 'bundle', id: bundleId },
      before: loaded.markers.get(pass) ?? null,
      after: userId,
      detail: { paper: paperCode, number, pass, marker: userId },
    });
    return accept();
  });
}

async function hasKeyedElsewhere(tx: Tx, { bundleId, pass, userId }: AssignMarker): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: markEntry.id })
    .from(markEntry)
    .innerJoin(script, eq(script.code, markEntry.scriptCode))
    .where(and(eq(script.bundleId, bundleId), eq(markEntry.userId, userId), ne(markEntry.pass, pass)))
    .limit(1);
  return row !== undefined;
}
