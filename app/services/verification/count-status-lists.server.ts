import { count, eq, max } from 'drizzle-orm';
import { listsPublished } from '#app/domain/verification/status-places.ts';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';

/** How many status lists an organisation publishes: one, until it has some 800,000 documents. */
export async function countStatusLists(db: Pick<Db, 'select'>, organisationId: string): Promise<number> {
  const [row] = await db
    .select({ documents: count(), highest: max(document.statusIndex) })
    .from(document)
    .where(eq(document.organisationId, organisationId));
  return listsPublished(row?.documents ?? 0, row?.highest ?? 0);
}
