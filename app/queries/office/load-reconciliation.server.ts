import { and, asc, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { Db } from '#db/client.ts';
import { reconciliation, reconciliationLine } from '#db/schema/reconciliation.ts';
import { withinReach } from './within-reach.ts';

export const RUNS_PER_PAGE = 50;
export const LINES_SHOWN = 500;
const EXPORTED_AT_ONCE = 2000;

/** The organisations reached, and what belongs to none. */
const seen = (reach: Reach): SQL | undefined =>
  or(withinReach(reach, reconciliationLine.organisationId), isNull(reconciliationLine.organisationId));

const counted = sql`${reconciliationLine.verdict} <> 'other' and ${reconciliationLine.currency} = ${reconciliation.currency}`;
const columns = {
  id: reconciliation.id,
  provider: reconciliation.provider,
  day: reconciliation.day,
  state: reconciliation.state,
  currency: reconciliation.currency,
  startedAt: reconciliation.startedAt,
  movements: sql<number>`count(${reconciliationLine.position})::int`,
  theirs: sql<string>`coalesce(sum(${reconciliationLine.theirs}) filter (where ${counted}), 0)::text`,
  ours: sql<string>`coalesce(sum(${reconciliationLine.ours}) filter (where ${counted}), 0)::text`,
};

type Sums = { readonly theirs: string; readonly ours: string };
const withSums = <Row extends Sums>(row: Row) => {
  const [theirs, ours] = [BigInt(row.theirs), BigInt(row.ours)];
  return { ...row, theirs, ours, difference: theirs - ours };
};

/** Comparisons, the newest first, summed over what the reader may see. */
export async function listReconciliations(db: Db, reach: Reach, page: number) {
  const rows = await db
    .select(columns)
    .from(reconciliation)
    .leftJoin(
      reconciliationLine,
      and(eq(reconciliationLine.reconciliationId, reconciliation.id), seen(reach)),
    )
    .groupBy(reconciliation.id)
    .orderBy(desc(reconciliation.startedAt), desc(reconciliation.id))
    .limit(RUNS_PER_PAGE)
    .offset((page - 1) * RUNS_PER_PAGE);
  return { rows: rows.map(withSums), total: await db.$count(reconciliation) };
}

export async function loadReconciliation(db: Db, reach: Reach, id: string) {
  const [row] = await db
    .select(columns)
    .from(reconciliation)
    .leftJoin(
      reconciliationLine,
      and(eq(reconciliationLine.reconciliationId, reconciliation.id), seen(reach)),
    )
    .where(eq(reconciliation.id, id))
    .groupBy(reconciliation.id);
  if (!row) return undefined;
  const lines = await db
    .select()
    .from(reconciliationLine)
    .where(and(eq(reconciliationLine.reconciliationId, id), seen(reach)))
    .orderBy(
      sql`${reconciliationLine.theirs} = ${reconciliationLine.ours}`,
      sql`${reconciliationLine.verdict} in ('matches', 'other')`,
      asc(reconciliationLine.position),
    )
    .limit(LINES_SHOWN);
  return { ...withSums(row), lines };
}

/** Every line of a comparison, in pages, in the provider's order: what an export writes. */
export async function* eachReconciliationLine(db: Db, reach: Reach, id: string) {
  let last = -1;
  for (;;) {
    const rows = await db
      .select()
      .from(reconciliationLine)
      .where(
        and(eq(reconciliationLine.reconciliationId, id), gt(reconciliationLine.position, last), seen(reach)),
      )
      .orderBy(asc(reconciliationLine.position))
      .limit(EXPORTED_AT_ONCE);
    yield rows;
    last = rows.at(-1)?.position ?? last;
    if (rows.length < EXPORTED_AT_ONCE) return;
  }
}
