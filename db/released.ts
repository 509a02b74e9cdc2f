import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Db, TxDb } from './client.ts';
import { publication, publicationRelease } from './schema/publication.ts';

/**
 * Whether a row of `publication` is what everyone reads of its sitting now: the version named by the last line of
 * `publication_release`. One written and not yet released is nobody's to read, and neither is one put back.
 */
export const isReleased: SQL<boolean> = sql<boolean>`"publication"."id" = (select r.publication_id
  from publication_release r where r.sitting_id = "publication"."sitting_id" order by r.id desc limit 1)`;

/** A release waits for its hour, and school heads may already read it: its draft is confirmed and bears the same id. */
export const isWaiting: SQL<boolean> = sql<boolean>`exists (select 1 from publication_draft d
  where d.id = "publication"."id" and d.state = 'confirmed')`;

/** The version everyone reads of a sitting. */
export async function findReleased(
  db: Db | TxDb,
  sittingId: string,
): Promise<typeof publication.$inferSelect | undefined> {
  const [row] = await db
    .select({ publication })
    .from(publicationRelease)
    .innerJoin(publication, eq(publication.id, publicationRelease.publicationId))
    .where(eq(publicationRelease.sittingId, sittingId))
    .orderBy(desc(publicationRelease.id))
    .limit(1);
  return row?.publication;
}

/** When everyone first read a sitting's results. @throws Error before that. */
export async function findFirstRelease(db: Db | TxDb, sittingId: string): Promise<Date> {
  const [released] = await db
    .select({ at: publicationRelease.at })
    .from(publicationRelease)
    .where(eq(publicationRelease.sittingId, sittingId))
    .orderBy(asc(publicationRelease.id))
    .limit(1);
  if (released) return released.at;
  const [first] = await db
    .select({ at: publication.publishedAt })
    .from(publication)
    .where(eq(publication.sittingId, sittingId))
    .orderBy(asc(publication.version))
    .limit(1);
  if (!first) throw new Error(`sitting ${sittingId} has no publication`);
  return first.at;
}
