import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { findStandingPublication } from '#db/standing-publication.ts';

export type Following = {
  /** The round under way that the entry takes part in, and whether its choices are still open. */
  readonly round: { readonly kind: 'secondGroup' | 'resit'; readonly choosing: boolean } | null;
  /** Whether results are published, so that a mark may be claimed. */
  readonly published: boolean;
};

/** What follows the results of an entry, for the links of its owner's home. */
export async function loadFollowing(
  db: Db,
  { sittingId, entryId }: { readonly sittingId: string; readonly entryId: string },
  now: Date,
): Promise<Following> {
  const standing = await findStandingPublication(db, sittingId);
  if (!standing) return { round: null, published: false };
  const [row] = await db
    .select({ kind: round.kind, state: round.state, choicesUntil: round.choicesUntil })
    .from(roundCandidate)
    .innerJoin(round, eq(round.id, roundCandidate.roundId))
    .where(
      and(
        eq(roundCandidate.entryId, entryId),
        inArray(round.state, ['preparing', 'marking', 'deliberating']),
      ),
    )
    .orderBy(desc(round.number))
    .limit(1);
  if (!row || row.kind === 'review') return { round: null, published: true };
  const choosing = row.state === 'preparing' && (row.choicesUntil === null || row.choicesUntil > now);
  return { round: { kind: row.kind, choosing }, published: true };
}
