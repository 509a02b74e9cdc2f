import { and, desc, eq, inArray } from 'drizzle-orm';
import { type PaperChoice, secondGroupChoice } from '#app/domain/deliberation/round-candidates.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { centre } from '#db/schema/organisation.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { seat } from '#db/schema/seating.ts';
import { loadHours } from './list-convoked.server.ts';
import { loadStandingResult } from './load-standing-result.server.ts';

/** The round under way in which an entry takes part: what it chooses among, what it has, where and when. */
export async function loadOwnRound(
  db: Db,
  { sittingId, entryId }: { readonly sittingId: string; readonly entryId: string },
  regulation: Regulation,
) {
  const [row] = await db
    .select({
      round,
      part: roundCandidate,
      tableNumber: seat.tableNumber,
      centre: centre.name,
    })
    .from(roundCandidate)
    .innerJoin(round, eq(round.id, roundCandidate.roundId))
    .innerJoin(seat, eq(seat.entryId, roundCandidate.entryId))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(
      and(
        eq(roundCandidate.entryId, entryId),
        eq(round.sittingId, sittingId),
        inArray(round.state, ['preparing', 'marking', 'deliberating']),
        inArray(round.kind, ['secondGroup', 'resit']),
      ),
    )
    .orderBy(desc(round.number))
    .limit(1);
  if (!row) return undefined;
  const hours = await loadHours(db, row.round);
  return {
    roundId: row.round.id,
    kind: row.round.kind,
    reason: row.round.reason,
    open: row.round.state === 'preparing',
    choicesUntil: row.round.choicesUntil,
    compulsory: row.part.compulsory,
    chosen: row.part.chosenAt !== null,
    choice: await choiceOf(db, row.round.rule, { sittingId, entryId }, regulation),
    papers: row.part.papers.map((code) => ({ code, startsAt: hours.get(code) ?? null })),
    place: { tableNumber: row.tableNumber, centre: row.centre },
  };
}

async function choiceOf(
  db: Db,
  rule: (typeof round.$inferSelect)['rule'],
  own: { readonly sittingId: string; readonly entryId: string },
  regulation: Regulation,
): Promise<PaperChoice> {
  if (rule.kind === 'resit') return { papers: [rule.paper], most: 1 };
  const standing = await loadStandingResult(db, own);
  if (!standing) return { papers: [], most: 0 };
  const { snapshot, outcome } = standing.result;
  return secondGroupChoice({ snapshot, pendingStage: outcome.pendingStage }, regulation);
}
