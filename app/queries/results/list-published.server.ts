import { and, asc, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { isReleased } from '#db/released.ts';
import { organisation } from '#db/schema/organisation.ts';
import { publication } from '#db/schema/publication.ts';
import { exam, sitting } from '#db/schema/sitting.ts';

export type PublishedSitting = {
  readonly publicationId: string;
  readonly sittingId: string;
  readonly name: Bilingual;
  readonly exam: Bilingual;
  readonly office: Bilingual;
  readonly version: number;
  readonly reason: string | null;
  readonly publishedAt: Date;
  readonly statistics: PublicationStatistics;
};

function published(db: Db) {
  return db
    .select({
      publicationId: publication.id,
      sittingId: publication.sittingId,
      name: sitting.name,
      exam: exam.name,
      office: sql<OrganisationProfile['name']>`${organisation.profile} -> 'name'`,
      version: publication.version,
      reason: publication.reason,
      publishedAt: publication.publishedAt,
      statistics: publication.statistics,
    })
    .from(publication)
    .innerJoin(sitting, eq(sitting.id, publication.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(organisation, eq(organisation.id, publication.organisationId));
}

/** Every sitting whose results are published, the latest first. */
export async function listPublished(db: Db): Promise<PublishedSitting[]> {
  return published(db).where(isReleased).orderBy(desc(publication.publishedAt)).limit(50);
}

export async function findPublished(db: Db, sittingId: string): Promise<PublishedSitting | undefined> {
  const [row] = await published(db).where(and(eq(publication.sittingId, sittingId), isReleased));
  return row;
}

/** Sittings past their inscriptions whose results are still to come, with the date that was announced. */
export async function listExpected(db: Db): Promise<{ name: Bilingual; expectedOn: Date }[]> {
  const rows = await db
    .select({ name: sitting.name, expectedOn: sitting.resultsExpectedOn })
    .from(sitting)
    .where(
      and(isNotNull(sitting.resultsExpectedOn), ne(sitting.state, 'published'), ne(sitting.state, 'draft')),
    )
    .orderBy(asc(sitting.resultsExpectedOn))
    .limit(10);
  return rows.flatMap(({ name, expectedOn }) => (expectedOn ? [{ name, expectedOn }] : []));
}
