import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { custodyOf } from '#app/domain/marking/movements.ts';
import { BUNDLE_TABLE } from '#app/domain/marking/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundle } from '#db/schema/marking.ts';
import { withTx } from '#db/tx.ts';
import { loadBundle, resolveBundle } from './load-bundle.server.ts';
import { loadMovements } from './sign-bundle.server.ts';

export type CloseBundleRefusal =
  | 'bundle.notFound'
  | 'state.refused'
  | 'bundle.marksAwaited'
  | 'bundle.marksDisagree'
  | 'movement.notReturned';

/**
 * Closes a bundle whose every script has an agreed mark; nothing is keyed into it afterwards (the database refuses too).
 * Who: `bundle.manage`. `bundle.marksAwaited` and `bundle.marksDisagree` say how many scripts; `movement.notReturned`
 * who still has the packet. One that never left the office was never signed for and has nothing to come back.
 */
export async function closeBundle(
  ctx: Ctx,
  { bundleId }: { readonly bundleId: string },
): Promise<Verdict<{ scripts: number }, CloseBundleRefusal>> {
  return withTx(ctx, 'closeBundle', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const loaded = await loadBundle(tx.db, bundleId);
    if (!loaded) return refuse('bundle.notFound');
    const { organisationId, state, paperCode, number } = loaded.bundle;
    if (!authorise(ctx.actor, 'bundle.manage', { organisationId }).ok) return refuse('bundle.notFound');
    const next = nextState(BUNDLE_TABLE, state, 'close');
    if (!next.ok) return next;
    const resolved = await resolveBundle(tx.db, bundleId, loaded.policy);
    const count = (status: string) => [...resolved.values()].filter((one) => one.status === status).length;
    if (count('disagreed') > 0) return refuse('bundle.marksDisagree', { scripts: count('disagreed') });
    if (count('awaited') > 0) return refuse('bundle.marksAwaited', { scripts: count('awaited') });
    const movements = await loadMovements(tx, bundleId);
    if (custodyOf(movements).holder !== null)
      return refuse('movement.notReturned', { name: movements.at(-1)?.signedAs ?? '' });
    await tx.db.update(bundle).set({ state: next.value, closedAt: tx.now }).where(eq(bundle.id, bundleId));
    tx.audit({
      organisationId,
      action: 'bundle.close',
      subject: { type: 'bundle', id: bundleId },
      before: state,
      after: { state: next.value, marks: [...resolved] },
      detail: { paper: paperCode, number, scripts: resolved.size },
    });
    return accept({ scripts: resolved.size });
  });
}
