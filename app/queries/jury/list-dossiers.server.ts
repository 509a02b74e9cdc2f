import { type SQL, sql } from 'drizzle-orm';
import {
  DOSSIERS_PER_PAGE,
  type DossierLine,
  type DossierList,
  type DossierOrder,
} from '#app/domain/deliberation/dossier-lists.ts';
import type { NearBand } from '#app/domain/deliberation/near-bands.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { frozenStates, standing } from './standing.server.ts';

export type DossierFilter = {
  /** One of the two. */
  readonly list?: DossierList | undefined;
  readonly band?: NearBand | undefined;
  readonly series?: string | undefined;
  readonly order: DossierOrder;
  readonly page: number;
};

export type DossierListPage = { readonly lines: readonly DossierLine[]; readonly total: number };

const ORDERS: Readonly<Record<DossierOrder, SQL>> = {
  highest: sql`average desc nulls last, dossier`,
  lowest: sql`average asc nulls last, dossier`,
  code: sql`dossier`,
};

/** Inside a band's numbers, at its stage. */
function insideBand({ quantity, stage, from, below }: NearBand): SQL {
  const value = quantity === 'average' ? sql`average` : sql`total`;
  return sql`stage = ${stage} and ${value} >= ${from} and ${value} < ${below}`;
}

function chosen(deliberationId: string, { list, band, series }: DossierFilter): SQL {
  const conditions = [
    band ? insideBand(band) : undefined,
    list === 'fraud'
      ? sql`dossier in (select dossier from (${frozenStates(deliberationId)}) f where fraud)`
      : undefined,
    list && list !== 'fraud' ? sql`decision = ${list}` : undefined,
    series === undefined ? undefined : sql`series = ${series}`,
  ].filter((one): one is SQL => one !== undefined);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

type RawLine = {
  dossier: string;
  series: string;
  average: string | null;
  total: string | null;
  decision: Decision;
  honours: string | null;
  kind: string | null;
  rescuable: Decision[];
  n: number;
};

/** One page of a list or a band. */
export async function listDossiers(
  db: Db,
  deliberationId: string,
  filter: DossierFilter,
): Promise<DossierListPage> {
  const rows = await db.execute<RawLine>(sql`
    select dossier, series, average, total, decision, honours, kind, rescuable, count(*) over ()::int as n
    from (${standing(deliberationId)}) s where ${chosen(deliberationId, filter)}
    order by ${ORDERS[filter.order]}
    limit ${DOSSIERS_PER_PAGE} offset ${(filter.page - 1) * DOSSIERS_PER_PAGE}`);
  const number = (text: string | null) => (text === null ? null : Number(text));
  const lines = [...rows].map(({ n: _, average, total, ...row }) => ({
    ...row,
    average: number(average),
    total: number(total),
  }));
  return { lines, total: rows[0]?.n ?? 0 };
}

/** How many dossiers are inside each band, and how many of them the jury has already decided on. */
export async function countBands(
  db: Db,
  deliberationId: string,
  bands: readonly NearBand[],
): Promise<ReadonlyMap<string, { readonly inside: number; readonly decided: number }>> {
  if (bands.length === 0) return new Map();
  const counts = bands.map(
    (band, index) => sql`count(*) filter (where ${insideBand(band)})::int as ${sql.identifier(`n${index}`)},
      count(*) filter (where ${insideBand(band)} and kind is not null)::int as ${sql.identifier(`d${index}`)}`,
  );
  const [row] = await db.execute<Record<string, number>>(
    sql`select ${sql.join(counts, sql`, `)} from (${standing(deliberationId)}) s`,
  );
  return new Map(
    bands.map(({ id }, index) => [id, { inside: row?.[`n${index}`] ?? 0, decided: row?.[`d${index}`] ?? 0 }]),
  );
}
