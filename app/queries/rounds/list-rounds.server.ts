import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { claim, round, roundCandidate } from '#db/schema/round.ts';

/** The rounds of a sitting, oldest first, with how many take part. */
export async function listRounds(db: Db, sittingId: string) {
  return db
    .select({
      id: round.id,
      number: round.number,
      kind: round.kind,
      state: round.state,
      reason: round.reason,
      choicesUntil: round.choicesUntil,
      openedAt: round.openedAt,
      candidates: sql<number>`(select count(*)::int from ${roundCandidate} c where c.round_id = "round"."id")`,
    })
    .from(round)
    .where(eq(round.sittingId, sittingId))
    .orderBy(asc(round.number));
}

/** Accepted claims that no round has yet. */
export async function countClaimsToReview(db: Db, sittingId: string): Promise<number> {
  const [row] = await db
    .select({ claims: count() })
    .from(claim)
    .where(and(eq(claim.sittingId, sittingId), eq(claim.state, 'accepted'), isNull(claim.roundId)));
  return row?.claims ?? 0;
}
