import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { PartFilter } from '#app/domain/deliberation/round-states.ts';
import type { Db } from '#db/client.ts';
import { centre } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { seat } from '#db/schema/seating.ts';

export const ROUND_PEOPLE_PER_PAGE = 50;

const NO_PAPER = sql`${roundCandidate.papers} = '[]'`;
const PARTS: Readonly<Record<PartFilter, SQL>> = {
  chosen: sql`not (${NO_PAPER})`,
  waiting: sql`(${NO_PAPER} and ${roundCandidate.chosenAt} is null)`,
  notSitting: sql`(${NO_PAPER} and ${roundCandidate.chosenAt} is not null)`,
};

export async function findRound(db: Db, sittingId: string, number: number) {
  const [row] = await db
    .select()
    .from(round)
    .where(and(eq(round.sittingId, sittingId), eq(round.number, number)));
  return row;
}

/** How many take part in a round, by what is known of their papers, and the centres they sit in. */
export async function loadRoundFigures(db: Db, roundId: string) {
  const [counts] = await db
    .select({
      all: sql<number>`count(*)::int`,
      chosen: sql<number>`count(*) filter (where ${PARTS.chosen})::int`,
      waiting: sql<number>`count(*) filter (where ${PARTS.waiting})::int`,
      notSitting: sql<number>`count(*) filter (where ${PARTS.notSitting})::int`,
    })
    .from(roundCandidate)
    .where(eq(roundCandidate.roundId, roundId));
  const centres = await db
    .select({ id: centre.id, name: centre.name, candidates: sql<number>`count(*)::int` })
    .from(roundCandidate)
    .innerJoin(seat, eq(seat.entryId, roundCandidate.entryId))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(and(eq(roundCandidate.roundId, roundId), PARTS.chosen))
    .groupBy(centre.id)
    .orderBy(asc(centre.name));
  return { counts: counts ?? { all: 0, chosen: 0, waiting: 0, notSitting: 0 }, centres };
}

/** Who takes part, in the order of table numbers. Page from 1. */
export async function listRoundPeople(
  db: Db,
  roundId: string,
  { part, page }: { readonly part: PartFilter | undefined; readonly page: number },
) {
  const where = and(eq(roundCandidate.roundId, roundId), part && PARTS[part]);
  const [total] = await db.select({ of: sql<number>`count(*)::int` }).from(roundCandidate).where(where);
  const rows = await db
    .select({
      entryId: roundCandidate.entryId,
      papers: roundCandidate.papers,
      compulsory: roundCandidate.compulsory,
      tableNumber: seat.tableNumber,
      surname: entry.surname,
      givenNames: entry.givenNames,
      centre: centre.name,
    })
    .from(roundCandidate)
    .innerJoin(entry, eq(entry.id, roundCandidate.entryId))
    .innerJoin(seat, eq(seat.entryId, entry.id))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(where)
    .orderBy(asc(seat.tableNumber))
    .limit(ROUND_PEOPLE_PER_PAGE)
    .offset((page - 1) * ROUND_PEOPLE_PER_PAGE);
  return { rows, total: total?.of ?? 0 };
}
