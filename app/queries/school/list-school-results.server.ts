import { and, asc, count, desc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Bilingual, Decision } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { isReleased, isWaiting } from '#db/released.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

export const SCHOOL_RESULTS_PAGE = 100;
const CSV_PAGE = 500;

/** A version that the heads of schools may read: released, or under embargo until its hour. */
export type SchoolPublication = {
  readonly publicationId: string;
  readonly sittingId: string;
  readonly name: Bilingual;
  readonly version: number;
  /** When everyone reads it. */
  readonly publishedAt: Date;
  readonly embargoed: boolean;
  readonly candidates: number;
  readonly passed: number;
};

export type SchoolResult = {
  readonly entryId: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly tableNumber: string;
  readonly series: string;
  readonly decision: Decision;
  readonly byJury: boolean;
  /** Hundredths. */
  readonly average: number | null;
  readonly honours: string | null;
};

const schoolsOf = (grants: readonly Grant[]) =>
  grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));

/**
 * What these schools may read now, of one sitting or of all: the version everyone reads, and one that waits for its hour
 * once the heads are let in. Where both are there, the one that waits.
 */
export async function listSchoolPublications(
  db: Db,
  grants: readonly Grant[],
  { now, sittingId }: { readonly now: Date; readonly sittingId?: string },
): Promise<SchoolPublication[]> {
  const schoolIds = schoolsOf(grants);
  if (schoolIds.length === 0) return [];
  const rows = await db
    .select({
      publicationId: publication.id,
      sittingId: publication.sittingId,
      name: sitting.name,
      version: publication.version,
      publishedAt: publication.publishedAt,
      embargoed: sql<boolean>`not coalesce(${isReleased}, false)`,
      candidates: count(),
      passed: sql<number>`(count(*) filter (where ${publishedResult.decision} = 'passed'))::int`,
    })
    .from(publication)
    .innerJoin(sitting, eq(sitting.id, publication.sittingId))
    .innerJoin(publishedResult, eq(publishedResult.publicationId, publication.id))
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .where(
      and(
        inArray(entry.schoolId, schoolIds),
        sittingId === undefined ? undefined : eq(publication.sittingId, sittingId),
        or(isReleased, and(isWaiting, lte(publication.schoolsFrom, now))),
      ),
    )
    .groupBy(publication.id, sitting.id)
    .orderBy(desc(publication.publishedAt), desc(publication.version));
  return rows.filter((row, i) => rows.findIndex((one) => one.sittingId === row.sittingId) === i);
}

/** One page of these schools' results in a publication, by name. The caller has judged which publication. */
export async function listSchoolResults(
  db: Db,
  grants: readonly Grant[],
  { publicationId, page, size = SCHOOL_RESULTS_PAGE }: { publicationId: string; page: number; size?: number },
): Promise<SchoolResult[]> {
  const rows = await db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .where(and(eq(publishedResult.publicationId, publicationId), inArray(entry.schoolId, schoolsOf(grants))))
    .orderBy(asc(entry.surname), asc(entry.givenNames), asc(publishedResult.tableNumber))
    .limit(size)
    .offset((page - 1) * size);
  return rows.map(({ body }) => shownOf(body as PublishedResult));
}

/** All of them, a page at a time, by table number. */
export async function* eachSchoolResult(
  db: Db,
  grants: readonly Grant[],
  publicationId: string,
): AsyncGenerator<SchoolResult[]> {
  const schoolIds = schoolsOf(grants);
  for (let after = ''; schoolIds.length > 0; ) {
    const rows = await db
      .select({ body: publishedResult.body, tableNumber: publishedResult.tableNumber })
      .from(publishedResult)
      .innerJoin(entry, eq(entry.id, publishedResult.entryId))
      .where(
        and(
          eq(publishedResult.publicationId, publicationId),
          inArray(entry.schoolId, schoolIds),
          gt(publishedResult.tableNumber, after),
        ),
      )
      .orderBy(asc(publishedResult.tableNumber))
      .limit(CSV_PAGE);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ body }) => shownOf(body as PublishedResult));
    after = last.tableNumber;
  }
}

/** Decision and average: no mark and no date of birth. */
function shownOf(result: PublishedResult): SchoolResult {
  const { entryId, identity, tableNumber, snapshot, decision, ruling, outcome, honours } = result;
  return {
    entryId,
    surname: identity.surname,
    givenNames: identity.givenNames,
    tableNumber,
    series: snapshot.series,
    decision,
    byJury: ruling !== null,
    average: outcome.average,
    honours,
  };
}
