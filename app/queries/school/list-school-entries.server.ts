import { and, asc, count, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import type { Db } from '#db/client.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

export type SchoolEntry = {
  readonly id: string;
  readonly number: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly series: string | null;
  readonly state: EntryState;
};

export type SchoolPage = {
  readonly schools: readonly {
    readonly id: string;
    readonly name: string;
    readonly commune: string;
    /** Of the office that holds the sitting: what is done for the whole sitting concerns it. */
    readonly isHere: boolean;
  }[];
  readonly sittings: readonly { readonly id: string; readonly name: { fr: string; en: string } }[];
  readonly sittingId: string | null;
  readonly counts: Readonly<Partial<Record<EntryState, number>>>;
  readonly total: number;
  readonly entries: readonly SchoolEntry[];
};

export const SCHOOL_PAGE_SIZE = 50;

export type SchoolFilter = {
  readonly sittingId?: string;
  readonly state?: EntryState;
  readonly page: number;
};

/** The entries of the schools these grants are for, in one sitting (the latest unless told), a page at a time. */
export async function listSchoolEntries(
  db: Db,
  grants: readonly Grant[],
  filter: SchoolFilter,
): Promise<SchoolPage> {
  const schoolIds = grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
  if (schoolIds.length === 0)
    return { schools: [], sittings: [], sittingId: null, counts: {}, total: 0, entries: [] };
  const mine = and(inArray(entry.schoolId, schoolIds), ne(entry.state, 'withdrawn'));
  const found = await db
    .select({
      id: school.id,
      name: school.name,
      commune: school.commune,
      organisationId: school.organisationId,
    })
    .from(school)
    .where(inArray(school.id, schoolIds))
    .orderBy(asc(school.name));
  const sittings = await db
    .selectDistinct({
      id: sitting.id,
      name: sitting.name,
      year: sitting.year,
      opened: sitting.entriesOpenAt,
      organisationId: sitting.organisationId,
    })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(mine)
    .orderBy(desc(sitting.year), desc(sitting.entriesOpenAt));
  const chosen = sittings.find(({ id }) => id === filter.sittingId) ?? sittings[0];
  const schools = found.map(({ organisationId, ...row }) => ({
    ...row,
    isHere: organisationId === chosen?.organisationId,
  }));
  if (!chosen) return { schools, sittings: [], sittingId: null, counts: {}, total: 0, entries: [] };
  const here = and(mine, eq(entry.sittingId, chosen.id));
  const counted = await db
    .select({ state: entry.state, n: count() })
    .from(entry)
    .where(here)
    .groupBy(entry.state);
  const shown = filter.state === undefined ? here : and(here, eq(entry.state, filter.state));
  const entries = await db
    .select({
      id: entry.id,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      series: entry.series,
      state: entry.state,
    })
    .from(entry)
    .where(shown)
    .orderBy(asc(entry.surname), asc(entry.givenNames), asc(entry.id))
    .limit(SCHOOL_PAGE_SIZE)
    .offset((filter.page - 1) * SCHOOL_PAGE_SIZE);
  return {
    schools,
    sittings: sittings.map(({ id, name }) => ({ id, name })),
    sittingId: chosen.id,
    counts: Object.fromEntries(counted.map(({ state, n }) => [state, n])),
    total: await db.$count(entry, shown),
    entries,
  };
}

/** How many entries of these schools wait to be completed in a sitting. */
export async function countDrafts(db: Db, grants: readonly Grant[], sittingId: string): Promise<number> {
  const schoolIds = grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
  if (schoolIds.length === 0) return 0;
  return db.$count(
    entry,
    and(inArray(entry.schoolId, schoolIds), eq(entry.sittingId, sittingId), eq(entry.state, 'draft')),
  );
}
