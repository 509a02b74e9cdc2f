import { and, eq } from 'drizzle-orm';
import { CLAIM_TABLE, ROUND_TABLE } from '#app/domain/deliberation/round-states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { tellClaim } from '#app/services/claims/tell-claim.server.ts';
import { claim, round } from '#db/schema/round.ts';
import type { Tx } from '#db/tx.ts';
import { findRoundUnderWay, loadRoundJuries } from './load-round.server.ts';

/**
 * Whether results may be published with the round under way as it stands: its deliberations, once begun, are all sealed.
 * `round.notSealed` with how many juries have still to. A round being prepared or marked stops nothing: it is left out.
 */
export async function checkRoundSealed(tx: Tx, sittingId: string): Promise<Verdict<true, 'round.notSealed'>> {
  const found = await findRoundUnderWay(tx.db, sittingId);
  if (found?.state !== 'deliberating') return accept();
  const { concerned, sealed } = await loadRoundJuries(tx.db, found);
  const waiting = concerned.filter((jury) => !sealed.includes(jury)).length;
  return waiting === 0 ? accept() : refuse('round.notSealed', { round: found.number, juries: waiting });
}

/**
 * To call where a publication becomes what everyone reads: the round it brought is published, and the claims that were
 * reviewed in it are decided, of which their candidates are told. No deliberation of a round opens while a publication is being prepared, so that a round found
 * sealed here is one that publication holds.
 */
export async function settleRounds(tx: Tx, sittingId: string): Promise<void> {
  const found = await findRoundUnderWay(tx.db, sittingId);
  if (found?.state !== 'deliberating') return;
  const sealed = await checkRoundSealed(tx, sittingId);
  const published = nextState(ROUND_TABLE, found.state, 'publish');
  const decided = nextState(CLAIM_TABLE, 'accepted', 'decide');
  if (!sealed.ok || !published.ok || !decided.ok) throw new Error(`round ${found.id} is not sealed`);
  await tx.db.update(round).set({ state: published.value }).where(eq(round.id, found.id));
  const claims = await tx.db
    .update(claim)
    .set({ state: decided.value })
    .where(and(eq(claim.roundId, found.id), eq(claim.state, 'accepted')))
    .returning({ entryId: claim.entryId, sittingId: claim.sittingId, paperCode: claim.paperCode });
  for (const one of claims) await tellClaim(tx, one, { event: 'decide' });
  tx.audit({
    organisationId: found.organisationId,
    action: 'round.publish',
    subject: { type: 'round', id: found.id },
    before: found.state,
    after: published.value,
    detail: { sitting: sittingId, round: found.number, claims: claims.length },
  });
}
