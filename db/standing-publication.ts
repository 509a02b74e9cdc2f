import { desc, eq } from 'drizzle-orm';
import type { Db, TxDb } from './client.ts';
import { publication, publicationRelease } from './schema/publication.ts';

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
