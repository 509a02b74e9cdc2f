import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { ROUND_TABLE } from '#app/domain/deliberation/round-states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { claim, round } from '#db/schema/round.ts';
import { withTx } from '#db/tx.ts';
import { loadRound } from './load-round.server.ts';
import { tellRoundCancelled } from './tell-round.server.ts';

/**
 * Gives up a round whose marking hasn't started; accepted claims wait for the next, and whoever was told
 * of it is told. Who: `sitting.manage`. `round.notFound`,
 * `state.refused`.
 */
export async function cancelRound(
  ctx: Ctx,
  { roundId }: { readonly roundId: string },
): Promise<Verdict<true, 'round.notFound' | 'state.refused'>> {
  const known = await loadRound(ctx.db, roundId);
  if (!known) return refuse('round.notFound');
  return withTx(ctx, 'cancelRound', { lock: [lockOf(known.sittingId)] }, async (tx) => {
    const [held] = await tx.db.select().from(round).where(eq(round.id, roundId)).for('update');
    if (!held || !authorise(ctx.actor, 'sitting.manage', held).ok) return refuse('round.notFound');
    const state = nextState(ROUND_TABLE, held.state, 'cancel');
    if (!state.ok) return state;
    await tx.db.update(claim).set({ roundId: null }).where(eq(claim.roundId, roundId));
    await tx.db.update(round).set({ state: state.value }).where(eq(round.id, roundId));
    await tellRoundCancelled(tx, held);
    tx.audit({
      organisationId: held.organisationId,
      action: 'round.cancel',
      subject: { type: 'round', id: roundId },
      before: held.state,
      after: state.value,
      detail: { sitting: held.sittingId, round: held.number },
    });
    return accept();
  });
}
