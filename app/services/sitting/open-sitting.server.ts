import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { checkReadiness } from '#app/domain/sitting/readiness.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadPlan } from './load-plan.server.ts';
import { moveSitting } from './move-sitting.server.ts';

/**
 * Lets entries in, from `entriesOpenAt` on, under a regulation that from now on does not change. Who: `sitting.manage`.
 * `sitting.notReady` with the number of problems `checkReadiness` lists; `sitting.deadlinePassed` when entries would
 * be closed already.
 */
export async function openSitting(
  ctx: Ctx,
  { sittingId }: { sittingId: string },
): Promise<
  Verdict<
    { state: SittingState },
    'sitting.notFound' | 'state.refused' | 'sitting.notReady' | 'sitting.deadlinePassed'
  >
> {
  return moveSitting(ctx, sittingId, {
    name: 'openSitting',
    event: 'open',
    check: async (tx, row) => {
      const problems = checkReadiness(await loadPlan(tx.db, row));
      if (problems.length > 0) return refuse('sitting.notReady', { count: problems.length });
      return row.entriesCloseAt > tx.now ? accept() : refuse('sitting.deadlinePassed');
    },
  });
}
