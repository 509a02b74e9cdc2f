import { desc, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { documentCheckCount } from '#db/schema/verification.ts';

/** How often a document was checked: never by whom. */
export type CheckCounts = {
  readonly total: number;
  /** The latest twelve months with a check, the latest first; a month is "2027-03". */
  readonly months: readonly { readonly month: string; readonly count: number }[];
};

const MONTHS = 12;

export async function countChecks(db: Db, documentId: string): Promise<CheckCounts> {
  const month = sql<string>`to_char(${documentCheckCount.day}, 'YYYY-MM')`;
  const rows = await db
    .select({ month, count: sql<number>`sum(${documentCheckCount.count})::int` })
    .from(documentCheckCount)
    .where(eq(documentCheckCount.documentId, documentId))
    .groupBy(month)
    .orderBy(desc(month));
  return { total: rows.reduce((sum, { count }) => sum + count, 0), months: rows.slice(0, MONTHS) };
}
