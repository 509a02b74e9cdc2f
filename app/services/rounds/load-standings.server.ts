import { eq } from 'drizzle-orm';
import type { Standing } from '#app/domain/deliberation/round-candidates.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { TxDb } from '#db/client.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { findStandingPublication } from '#db/standing-publication.ts';

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
