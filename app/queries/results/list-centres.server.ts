import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { publishedResult } from '#db/schema/publication.ts';

export const RESULTS_PER_PAGE = 100;
const CENTRES_SHOWN = 100;

export type CentreLine = { readonly centre: PublishedResult['centre']; readonly candidates: number };

/** The centres of a publication as it names them; `search` looks in their names and codes. */
export async function listCentres(db: Db, publicationId: string, search: string): Promise<CentreLine[]> {
  const rows = await db.execute<{ centre: PublishedResult['centre']; candidates: number }>(sql`
    select r.body -> 'centre' as centre, c.candidates
    from (select centre_id, min(table_number) as first, count(*)::int as candidates
      from published_result where publication_id = ${publicationId} group by centre_id) c
    join published_result r on r.publication_id = ${publicationId} and r.table_number = c.first
    order by r.body -> 'centre' ->> 'name'`);
  const wanted = fold(search);
  return [...rows]
    .filter(({ centre }) => fold(`${centre.name} ${centre.code}`).includes(wanted))
    .slice(0, CENTRES_SHOWN);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

export type CentreResults = {
  readonly centre: PublishedResult['centre'];
  readonly total: number;
  readonly lines: readonly { readonly tableNumber: string; readonly decision: Decision }[];
};

/** One page of a centre's table numbers and decisions; nothing else of anybody. */
export async function listCentreResults(
  db: Db,
  publicationId: string,
  { centreId, page }: { readonly centreId: string; readonly page: number },
): Promise<CentreResults | undefined> {
  const where = and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.centreId, centreId));
  const [known] = await db
    .select({ centre: sql<PublishedResult['centre']>`${publishedResult.body} -> 'centre'` })
    .from(publishedResult)
    .where(where)
    .limit(1);
  if (!known) return undefined;
  const [total] = await db.select({ n: count() }).from(publishedResult).where(where);
  const lines = await db
    .select({ tableNumber: publishedResult.tableNumber, decision: publishedResult.decision })
    .from(publishedResult)
    .where(where)
    .orderBy(asc(publishedResult.tableNumber))
    .limit(RESULTS_PER_PAGE)
    .offset((page - 1) * RESULTS_PER_PAGE);
  return {
    centre: known.centre,
    total: total?.n ?? 0,
    lines: lines.map(({ tableNumber, decision }) => ({ tableNumber, decision: decision as Decision })),
  };
}
