import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { CLAIM_TABLE } from '#app/domain/deliberation/round-states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { claim } from '#db/schema/round.ts';
import { withTx } from '#db/tx.ts';
import { tellClaim } from './tell-claim.server.ts';

const SHORTEST_ANSWER = 5;
const LONGEST_ANSWER = 1000;

export type AnswerClaim = {
  readonly claimId: string;
  readonly event: 'accept' | 'reject';
  /** What the candidate reads. */
  readonly answer: string;
};

/**
 * The office accepts a claim, which the next review round takes, or rejects it; with an answer either way, of
 * which the candidate is told. Who:
 * `sitting.manage`. `claim.notFound`, `claim.answerMissing`, `state.refused` once answered.
 */
export async function answerClaim(
  ctx: Ctx,
  { claimId, event, answer }: AnswerClaim,
): Promise<Verdict<true, 'claim.notFound' | 'claim.answerMissing' | 'state.refused'>> {
  return withTx(ctx, 'answerClaim', {}, async (tx) => {
    const [held] = await tx.db.select().from(claim).where(eq(claim.id, claimId)).for('update');
    const { actor } = ctx;
    if (!held || actor.kind !== 'user' || !authorise(actor, 'sitting.manage', held).ok)
      return refuse('claim.notFound');
    const text = answer.normalize('NFC').trim();
    if (text.length < SHORTEST_ANSWER || text.length > LONGEST_ANSWER)
      return refuse('claim.answerMissing', { minimum: SHORTEST_ANSWER, maximum: LONGEST_ANSWER });
    const state = nextState(CLAIM_TABLE, held.state, event);
    if (!state.ok) return state;
    await tx.db
      .update(claim)
      .set({ state: state.value, answer: text, answeredBy: actor.id, answeredAt: tx.now })
      .where(eq(claim.id, claimId));
    await tellClaim(tx, held, { event, answer: text });
    tx.audit({
      organisationId: held.organisationId,
      action: `claim.${event}`,
      subject: { type: 'claim', id: claimId },
      before: held.state,
      after: { state: state.value, answer: text },
      detail: { entry: held.entryId, paper: held.paperCode },
    });
    return accept();
  });
}
