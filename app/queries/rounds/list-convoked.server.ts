import { and, asc, eq, sql } from 'drizzle-orm';
import type { RoundRule } from '#app/domain/deliberation/round-rule.ts';
import type { Db } from '#db/client.ts';
import { centre } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { roundCandidate } from '#db/schema/round.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';

export type Convoked = {
  readonly tableNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly series: string;
  readonly centreId: string;
  readonly centre: string;
  readonly papers: readonly { readonly code: string; readonly startsAt: Date | null }[];
};

export type ConvokedOf = {
  readonly id: string;
  readonly sittingId: string;
  readonly rule: RoundRule;
};

/** When each paper of a round is sat: its own hour for a paper sat again, the sitting's timetable otherwise. */
export async function loadHours(
  db: Db,
  { sittingId, rule }: Pick<ConvokedOf, 'sittingId' | 'rule'>,
): Promise<ReadonlyMap<string, Date>> {
  if (rule.kind === 'resit')
    return rule.sitsAt ? new Map([[rule.paper, new Date(rule.sitsAt)]]) : new Map<string, Date>();
  if (rule.kind === 'review') return new Map();
  const slots = await db.select().from(paperSlot).where(eq(paperSlot.sittingId, sittingId));
  return new Map(slots.map(({ paperCode, startsAt }) => [paperCode, startsAt]));
}

/** Who is convoked to a round, with their papers, by centre then table number; of one centre when said. */
export async function listConvoked(db: Db, round: ConvokedOf, centreId?: string): Promise<Convoked[]> {
  const hours = await loadHours(db, round);
  const rows = await db
    .select({
      tableNumber: seat.tableNumber,
      surname: entry.surname,
      givenNames: entry.givenNames,
      series: entry.series,
      centreId: centre.id,
      centre: centre.name,
      papers: roundCandidate.papers,
    })
    .from(roundCandidate)
    .innerJoin(entry, eq(entry.id, roundCandidate.entryId))
    .innerJoin(seat, eq(seat.entryId, entry.id))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(
      and(
        eq(roundCandidate.roundId, round.id),
        sql`${roundCandidate.papers} <> '[]'`,
        centreId === undefined ? undefined : eq(centre.id, centreId),
      ),
    )
    .orderBy(asc(centre.name), asc(centre.id), asc(seat.tableNumber));
  return rows.map(({ surname, givenNames, series, papers, ...row }) => ({
    ...row,
    surname: surname ?? '',
    givenNames: givenNames ?? '',
    series: series ?? '',
    papers: papers.map((code) => ({ code, startsAt: hours.get(code) ?? null })),
  }));
}
