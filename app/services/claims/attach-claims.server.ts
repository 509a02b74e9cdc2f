import { and, asc, eq, isNull } from 'drizzle-orm';
import type { RoundRow } from '#app/services/rounds/load-round.server.ts';
import { claim, roundCandidate } from '#db/schema/round.ts';
import type { Tx } from '#db/tx.ts';

/** Gives a review round every accepted claim that no round has yet; returns how many candidates it brings. */
export async function attachClaims(tx: Tx, { id, sittingId }: RoundRow): Promise<number> {
  const claims = await tx.db
    .update(claim)
    .set({ roundId: id })
    .where(and(eq(claim.sittingId, sittingId), eq(claim.state, 'accepted'), isNull(claim.roundId)))
    .returning({ entryId: claim.entryId });
  const entries = [...new Set(claims.map(({ entryId }) => entryId))].sort();
  for (const entryId of entries) {
    const papers = await tx.db
      .select({ paper: claim.paperCode })
      .from(claim)
      .where(and(eq(claim.roundId, id), eq(claim.entryId, entryId)))
      .orderBy(asc(claim.paperCode));
    const codes = papers.map(({ paper }) => paper);
    await tx.db
      .insert(roundCandidate)
      .values({ roundId: id, entryId, papers: codes, compulsory: true })
      .onConflictDoUpdate({
        target: [roundCandidate.roundId, roundCandidate.entryId],
        set: { papers: codes },
      });
  }
  return entries.length;
}
