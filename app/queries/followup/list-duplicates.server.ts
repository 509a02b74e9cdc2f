import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

export const PAIR_STATES = ['open', 'same', 'different'] as const;
export type PairState = (typeof PAIR_STATES)[number];
export const PAIRS_PER_PAGE = 50;

export type PairFilter = {
  readonly sittingId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly state?: PairState | undefined;
  /** From 1. */
  readonly page: number;
};

const a = alias(entry, 'a');
const b = alias(entry, 'b');

/** An open pair waits while both entries stand; once one is gone by another way there is nothing to decide. */
const STANDING = sql`(${duplicatePair.state} <> 'open' or (${a.state} not in ('draft', 'withdrawn', 'rejected')
  and ${b.state} not in ('draft', 'withdrawn', 'rejected')))`;

/** Pairs of which the reader reaches either entry. */
function within(reach: Reach): SQL | undefined {
  return or(
    withinReach(reach, a.organisationId, a.regionId),
    withinReach(reach, b.organisationId, b.regionId),
  );
}

function pairsWhere(reach: Reach, { sittingId, regionId, state }: Omit<PairFilter, 'page'>) {
  return and(
    within(reach),
    STANDING,
    sittingId === undefined ? undefined : or(eq(a.sittingId, sittingId), eq(b.sittingId, sittingId)),
    regionId === undefined ? undefined : or(eq(a.regionId, regionId), eq(b.regionId, regionId)),
    state === undefined ? undefined : eq(duplicatePair.state, state),
  );
}

const side = (of: typeof a | typeof b) => ({
  id: of.id,
  number: of.number,
  surname: of.surname,
  givenNames: of.givenNames,
  birthDate: of.birthDate,
  birthPlace: of.birthPlace,
});

/** Pairs in reach, those to decide first, the newest before; with how many there are in each state. */
export async function listDuplicates(db: Db, reach: Reach, filter: PairFilter) {
  const counted = await db
    .select({ state: duplicatePair.state, count: sql<number>`count(*)::int` })
    .from(duplicatePair)
    .innerJoin(a, eq(a.id, duplicatePair.entryA))
    .innerJoin(b, eq(b.id, duplicatePair.entryB))
    .where(pairsWhere(reach, { ...filter, state: undefined }))
    .groupBy(duplicatePair.state);
  const rows = await db
    .select({
      id: duplicatePair.id,
      state: duplicatePair.state,
      reasons: duplicatePair.reasons,
      createdAt: duplicatePair.createdAt,
      sittingName: sitting.name,
      a: side(a),
      b: side(b),
    })
    .from(duplicatePair)
    .innerJoin(a, eq(a.id, duplicatePair.entryA))
    .innerJoin(b, eq(b.id, duplicatePair.entryB))
    .innerJoin(sitting, eq(sitting.id, a.sittingId))
    .where(pairsWhere(reach, filter))
    .orderBy(desc(eq(duplicatePair.state, 'open')), desc(duplicatePair.createdAt), duplicatePair.id)
    .limit(PAIRS_PER_PAGE)
    .offset((filter.page - 1) * PAIRS_PER_PAGE);
  const byState = PAIR_STATES.map((state) => ({
    state,
    count: counted.find((one) => one.state === state)?.count ?? 0,
  }));
  const shown = filter.state === undefined ? byState : byState.filter(({ state }) => state === filter.state);
  return { rows, byState, total: shown.reduce((sum, { count }) => sum + count, 0) };
}

/** How many pairs wait for who may decide them. */
export async function countOpenDuplicates(db: Db, reach: Reach, sittingId?: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(duplicatePair)
    .innerJoin(a, eq(a.id, duplicatePair.entryA))
    .innerJoin(b, eq(b.id, duplicatePair.entryB))
    .where(pairsWhere(reach, { sittingId, state: 'open' }));
  return row?.count ?? 0;
}

/** The pairs an entry is in that wait for a decision, each with the other entry's number. */
export async function listOpenPairsOf(db: Db, reach: Reach, entryId: string) {
  const rows = await db
    .select({ id: duplicatePair.id, aId: a.id, aNumber: a.number, bNumber: b.number })
    .from(duplicatePair)
    .innerJoin(a, eq(a.id, duplicatePair.entryA))
    .innerJoin(b, eq(b.id, duplicatePair.entryB))
    .where(and(pairsWhere(reach, { state: 'open' }), or(eq(a.id, entryId), eq(b.id, entryId))));
  return rows.map(({ id, aId, aNumber, bNumber }) => ({ id, number: aId === entryId ? bNumber : aNumber }));
}

/** Where the photo of one entry of a pair is kept, for who reaches either of its two entries, of one office. */
export async function findPairPhoto(
  db: Db,
  reach: Reach,
  pairId: string,
  entryId: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ photoKey: entry.photoKey })
    .from(duplicatePair)
    .innerJoin(a, eq(a.id, duplicatePair.entryA))
    .innerJoin(b, eq(b.id, duplicatePair.entryB))
    .innerJoin(entry, or(eq(entry.id, a.id), eq(entry.id, b.id)))
    .where(
      and(
        eq(duplicatePair.id, pairId),
        eq(entry.id, entryId),
        within(reach),
        eq(a.organisationId, b.organisationId),
      ),
    );
  return row?.photoKey ?? undefined;
}
