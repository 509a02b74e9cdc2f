import { desc, eq } from 'drizzle-orm';
import type { Standing } from '#app/domain/deliberation/round-candidates.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Db, TxDb } from '#db/client.ts';
import { publication, publicationRelease, publishedResult } from '#db/schema/publication.ts';

/** The version of a sitting's results that everyone reads: the one released or put back last. */
export async function findStandingPublication(
  db: Db | TxDb,
  sittingId: string,
): Promise<{ readonly id: string; readonly publishedAt: Date } | undefined> {
  const columns = { id: publication.id, publishedAt: publication.publishedAt };
  const [released] = await db
    .select(columns)
    .from(publicationRelease)
    .innerJoin(publication, eq(publication.id, publicationRelease.publicationId))
    .where(eq(publicationRelease.sittingId, sittingId))
    .orderBy(desc(publicationRelease.id))
    .limit(1);
  if (released) return released;
  const [latest] = await db
    .select(columns)
    .from(publication)
    .where(eq(publication.sittingId, sittingId))
    .orderBy(desc(publication.version))
    .limit(1);
  return latest;
}

/** What everyone reads of each candidate of a sitting, by what a round needs of it. */
export async function loadStandings(db: TxDb, sittingId: string): Promise<readonly Standing[]> {
  const standing = await findStandingPublication(db, sittingId);
  if (!standing) return [];
  const rows = await db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, standing.id))
    .orderBy(publishedResult.tableNumber);
  return rows.map(({ body }) => standingOf(body as PublishedResult));
}

export function standingOf({ entryId, decision, outcome, snapshot }: PublishedResult): Standing {
  return { entryId, decision, pendingStage: outcome.pendingStage, snapshot };
}
