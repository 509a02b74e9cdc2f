import {
  and,
  asc,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { ProofStanding } from '#app/domain/registration/proof.ts';
import { ENTRY_STATES, type EntryState } from '#app/domain/registration/states.ts';
import type { Db } from '#db/client.ts';
import { region, school } from '#db/schema/organisation.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { containing, withinReach } from './within-reach.ts';

export const ENTRY_SORTS = ['submitted', 'number', 'surname'] as const;
export type EntrySort = (typeof ENTRY_SORTS)[number];

export type EntryFilter = {
  readonly sittingId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly state?: EntryState | undefined;
  readonly series?: string | undefined;
  /** Part of a candidate number or a surname. */
  readonly text?: string | undefined;
  readonly proof?: ProofStanding | undefined;
  readonly sort?: EntrySort | undefined;
  readonly descending?: boolean | undefined;
  /** From 1. */
  readonly page: number;
};

export const ENTRIES_PER_PAGE = 50;

/** A draft is its candidate's own until it is sent. */
const NOT_SENT: EntryState[] = ['draft', 'withdrawn'];

/** The entries an officer may read, filtered and sorted, with how many there are in each state. */
export async function listEntries(db: Db, reach: Reach, filter: EntryFilter) {
  const scope = and(withinReach(reach, entry.organisationId, entry.regionId), ...conditionsOf(filter));
  const states = await db
    .select({ state: entry.state, count: sql<number>`count(*)::int` })
    .from(entry)
    .where(and(scope, notInArray(entry.state, NOT_SENT)))
    .groupBy(entry.state);
  const counts = Object.fromEntries(states.map(({ state, count }) => [state, count]));
  const byState = ENTRY_STATES.filter((state) => !NOT_SENT.includes(state)).map((state) => ({
    state,
    count: counts[state] ?? 0,
  }));
  const shown = filter.state ? [filter.state] : byState.map(({ state }) => state);
  const rows = await db
    .select({
      id: entry.id,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      series: entry.series,
      state: entry.state,
      kind: entry.kind,
      regionName: region.name,
      schoolName: school.name,
      sittingName: sitting.name,
      submittedAt: entry.submittedAt,
    })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(and(scope, inArray(entry.state, shown)))
    .orderBy(...orderOf(filter))
    .limit(ENTRIES_PER_PAGE)
    .offset((filter.page - 1) * ENTRIES_PER_PAGE);
  const total = byState.reduce((sum, { state, count }) => sum + (shown.includes(state) ? count : 0), 0);
  return { rows, total, byState };
}

function conditionsOf({ sittingId, regionId, series, text, proof }: EntryFilter): (SQL | undefined)[] {
  return [
    sittingId === undefined ? undefined : eq(entry.sittingId, sittingId),
    regionId === undefined ? undefined : eq(entry.regionId, regionId),
    series === undefined ? undefined : eq(entry.series, series),
    proof === undefined ? undefined : proofIs(proof),
    text === undefined
      ? undefined
      : or(ilike(entry.number, containing(text)), ilike(entry.surname, containing(text))),
  ];
}

function proofIs(proof: ProofStanding): SQL | undefined {
  const due = inArray(entry.state, ['paid', 'validated']);
  if (proof === 'accepted') return and(due, isNotNull(entry.proofAcceptedAt));
  if (proof === 'notAccepted') return and(due, isNull(entry.proofAcceptedAt));
  return sql`exists (select 1 from ${correctionRequest} where ${correctionRequest.entryId} = ${entry.id} and ${correctionRequest.state} = 'open')`;
}

/** Unless asked otherwise, what waits for a decision first, the longest waiting before. The id makes the order whole. */
function orderOf({ sort, descending = false }: EntryFilter): SQL[] {
  if (sort === undefined) return [desc(eq(entry.state, 'paid')), asc(entry.submittedAt), asc(entry.id)];
  const column = { submitted: entry.submittedAt, number: entry.number, surname: entry.surname }[sort];
  const way = descending ? desc : asc;
  return [way(column), way(entry.id)];
}
