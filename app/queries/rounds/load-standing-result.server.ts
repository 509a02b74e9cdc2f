import { and, eq } from 'drizzle-orm';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Db } from '#db/client.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { findStandingPublication } from '#db/standing-publication.ts';

/** What everyone reads of one entry, and since when. */
export async function loadStandingResult(
  db: Db,
  { sittingId, entryId }: { readonly sittingId: string; readonly entryId: string },
): Promise<{ readonly result: PublishedResult; readonly publishedAt: Date } | undefined> {
  const standing = await findStandingPublication(db, sittingId);
  if (!standing) return undefined;
  const [row] = await db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(and(eq(publishedResult.publicationId, standing.id), eq(publishedResult.entryId, entryId)));
  return row && { result: row.body as PublishedResult, publishedAt: standing.publishedAt };
}
