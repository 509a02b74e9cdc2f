import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import {
  type DayCount,
  type Headcount,
  type HeadcountCell,
  type HeadcountSum,
  tabulate,
} from '#app/domain/followup/headcount.ts';
import { ENTRY_STATES } from '#app/domain/registration/states.ts';
import type { Db, TxDb } from '#db/client.ts';
import { region, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { type HeadcountFilter, headcountScope } from './headcount-scope.ts';

export const DIMENSIONS = ['sex', 'state', 'series', 'region', 'commune', 'school'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** What is shown first; communes and schools are pages of their own, as long as they are. */
export const OVERVIEW = ['sex', 'state', 'series', 'region'] as const satisfies readonly Dimension[];

/** One line of a table. `name` is null for what has none: a free candidate's school, a region not said yet. */
export type HeadcountLine = HeadcountSum & {
  readonly key: string;
  readonly name: string | null;
  /** Where a school or a commune is. */
  readonly place: string | null;
};
export type HeadcountTable = {
  readonly dimension: Dimension;
  readonly rows: readonly HeadcountLine[];
  readonly sum: HeadcountSum;
};
export type Headcounts = {
  /** What every table sums to. */
  readonly sum: HeadcountSum;
  readonly tables: readonly HeadcountTable[];
  /** By the day they were sent, where the office is; sums to `sum.total`. Empty for drafts, which were not sent. */
  readonly days: readonly DayCount[];
};

export type HeadcountQuestion = {
  readonly sittingId: string;
  readonly filter: HeadcountFilter;
  readonly dimensions: readonly Dimension[];
  /** IANA, such as "Africa/Niamey": a day ends when it ends there. */
  readonly timeZone: string;
};

/**
 * Entries counted several ways at one moment: one reading of the entries gives every table, and the days come from the
 * same snapshot, so that all of them sum to the same total (published totals that don't sum: Niger 2018, 2020).
 */
export async function loadHeadcounts(db: Db, reach: Reach, question: HeadcountQuestion): Promise<Headcounts> {
  const { sittingId, filter, dimensions, timeZone } = question;
  const scope = headcountScope(reach, sittingId, filter);
  return db.transaction(
    async (tx) => {
      const cells = await countCells(tx, scope, dimensions);
      const sexes = tabulate(cells.filter(({ dimension }) => dimension === 'sex'));
      const names = await loadNames(tx, cells);
      return {
        sum: sexes.sum,
        tables: dimensions.map((dimension) =>
          tableOf(dimension, tabulate(cells.filter((cell) => cell.dimension === dimension)), names),
        ),
        days: await countDays(tx, scope, timeZone),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

type Cell = HeadcountCell & { readonly dimension: Dimension };

type Grouping = {
  /** Columns of the entries it needs beside the sex. */
  readonly columns: readonly ('state' | 'series' | 'region_id' | 'school_id')[];
  readonly set: SQL;
  /** What tells its lines from those of the other sets, and one from another. */
  readonly mark: SQL;
  readonly key: SQL;
};

const GROUPED: Readonly<Record<Exclude<Dimension, 'sex'>, Grouping>> = {
  state: plain('state'),
  series: plain('series'),
  region: plain('region_id'),
  school: plain('school_id'),
  commune: {
    columns: ['school_id'],
    set: sql`(counted.sex, place.region_id, place.commune)`,
    mark: sql`place.commune`,
    key: sql`place.region_id || ' ' || place.commune`,
  },
};

function plain(column: Grouping['columns'][number]): Grouping {
  const name = sql.raw(`counted.${column}`);
  return { columns: [column], set: sql`(counted.sex, ${name})`, mark: name, key: sql`${name}::text` };
}

const COLUMNS = {
  state: entry.state,
  series: entry.series,
  region_id: entry.regionId,
  school_id: entry.schoolId,
} as const;

/** Entries are first counted by just the columns that are asked for, then summed each way: few groups, one reading. */
async function countCells(
  db: TxDb,
  scope: SQL | undefined,
  dimensions: readonly Dimension[],
): Promise<Cell[]> {
  const asked = dimensions.flatMap((name) => (name === 'sex' ? [] : [{ name, ...GROUPED[name] }]));
  const columns = [...new Set(asked.flatMap((one) => one.columns))].map((name) => ({
    column: COLUMNS[name],
    as: sql.raw(name),
  }));
  const listed = columns.map(({ column, as }) => sql`, ${column} as ${as}`);
  const grouped = columns.map(({ column }) => sql`, ${column}`);
  const choose = (partOf: (one: (typeof asked)[number]) => SQL, otherwise: SQL) =>
    asked.length === 0
      ? otherwise
      : sql`case ${sql.join(asked.map((one) => sql`when grouping(${one.mark}) = 0 then ${partOf(one)} `))} else ${otherwise} end`;
  const places = dimensions.includes('commune')
    ? sql`left join ${school} place on place.id = counted.school_id`
    : sql``;
  return await db.execute<Cell & Record<string, unknown>>(sql`
    with counted as (
      select ${entry.sex} as sex, count(*)::int as n ${sql.join(listed)}
      from ${entry} where ${scope} group by ${entry.sex} ${sql.join(grouped)}
    )
    select ${choose(({ name }) => sql`${name}::text`, sql`'sex'`)} as dimension,
      coalesce(${choose(({ key }) => key, sql`counted.sex`)}, '') as key, counted.sex as sex, sum(counted.n)::int as count
    from counted ${places}
    group by grouping sets ((counted.sex)${sql.join(asked.map(({ set }) => sql`, ${set}`))})`);
}

async function countDays(db: TxDb, scope: SQL | undefined, timeZone: string): Promise<DayCount[]> {
  return await db.execute<DayCount & Record<string, unknown>>(sql`
    select to_char(sent.day, 'YYYY-MM-DD') as day, sent.n as count
    from (
      select (${entry.submittedAt} at time zone ${timeZone})::date as day, count(*)::int as n
      from ${entry} where ${scope} and ${entry.submittedAt} is not null group by 1
    ) sent order by sent.day`);
}

type Names = ReadonlyMap<string, { readonly name: string; readonly place: string | null }>;

async function loadNames(db: TxDb, cells: readonly Cell[]): Promise<Names> {
  const has = (dimension: Dimension) => cells.some((cell) => cell.dimension === dimension);
  const names = new Map<string, { name: string; place: string | null }>();
  if (!has('region') && !has('commune') && !has('school')) return names;
  const regions = await db.select({ id: region.id, name: region.name }).from(region);
  for (const { id, name } of regions) names.set(id, { name, place: null });
  const ids = cells.flatMap(({ dimension, key }) => (dimension === 'school' && key !== '' ? [key] : []));
  if (ids.length === 0) return names;
  const schools = await db
    .select({ id: school.id, name: school.name, commune: school.commune })
    .from(school)
    .where(inArray(school.id, [...new Set(ids)]));
  for (const { id, name, commune } of schools) names.set(id, { name, place: commune });
  return names;
}

function tableOf(dimension: Dimension, { rows, sum }: Headcount, names: Names): HeadcountTable {
  const lines = rows.map((row): HeadcountLine => ({ ...row, ...nameOf(dimension, row.key, names) }));
  return { dimension, rows: lines.sort(inOrder(dimension)), sum };
}

function nameOf(dimension: Dimension, key: string, names: Names): Pick<HeadcountLine, 'name' | 'place'> {
  if (key === '') return { name: null, place: null };
  if (dimension === 'commune') {
    const space = key.indexOf(' ');
    return { name: key.slice(space + 1), place: names.get(key.slice(0, space))?.name ?? null };
  }
  if (dimension === 'region' || dimension === 'school') return names.get(key) ?? { name: key, place: null };
  return { name: key, place: null };
}

/** Girls before boys, states in the order of an entry's life, the rest by name; what has no name comes last. */
function inOrder(dimension: Dimension) {
  const states: readonly string[] = ENTRY_STATES;
  return (one: HeadcountLine, other: HeadcountLine): number => {
    if (one.name === null || other.name === null)
      return Number(one.name === null) - Number(other.name === null);
    if (dimension === 'state') return states.indexOf(one.name) - states.indexOf(other.name);
    return (
      one.name.localeCompare(other.name, 'fr') || (one.place ?? '').localeCompare(other.place ?? '', 'fr')
    );
  };
}
