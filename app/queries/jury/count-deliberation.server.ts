import { sql } from 'drizzle-orm';
import type { Work } from '#app/domain/deliberation/dossier-lists.ts';
import type { Statistics } from '#app/domain/deliberation/statistics.ts';
import { sumStatistics, type Tally } from '#app/domain/deliberation/sum-statistics.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { frozenStates, standing } from './standing.server.ts';

export type DeliberationCounts = {
  readonly whole: Statistics;
  readonly bySeries: readonly { readonly series: string; readonly statistics: Statistics }[];
  /** Everyone by the decision that stands, absent or not: how long each list is. */
  readonly lists: Readonly<Record<Decision, number>>;
  readonly reserved: Work;
  readonly fraud: Work;
};

type Row = Tally & {
  readonly series: string;
  readonly computed_reserved: number;
  readonly still_reserved: number;
  readonly frauds: number;
  readonly frauds_waiting: number;
};

/** Every figure of a jury's sitting as it stands now, with what it is counted over. */
export async function countDeliberation(db: Db, deliberationId: string): Promise<DeliberationCounts> {
  const rows = await db.execute<Row>(sql`
    select s.series, s.decision, s.honours, f.absent, count(*)::int as count,
      count(*) filter (where s.computed = 'reserved' or s.decision = 'reserved')::int as computed_reserved,
      count(*) filter (where s.decision = 'reserved')::int as still_reserved,
      count(*) filter (where f.fraud)::int as frauds,
      count(*) filter (where f.fraud and not s.looked_at)::int as frauds_waiting
    from (${standing(deliberationId)}) s join (${frozenStates(deliberationId)}) f on f.dossier = s.dossier
    group by s.series, s.decision, s.honours, f.absent`);
  const list = [...rows];
  const sum = (of: (row: Row) => number) => list.reduce((total, row) => total + of(row), 0);
  const series = [...new Set(list.map((row) => row.series))].sort();
  return {
    whole: sumStatistics(list),
    bySeries: series.map((one) => ({
      series: one,
      statistics: sumStatistics(list.filter((row) => row.series === one)),
    })),
    lists: listLengths(list),
    reserved: { all: sum((row) => row.computed_reserved), waiting: sum((row) => row.still_reserved) },
    fraud: { all: sum((row) => row.frauds), waiting: sum((row) => row.frauds_waiting) },
  };
}

function listLengths(rows: readonly Tally[]): Readonly<Record<Decision, number>> {
  const lengths: Record<Decision, number> = {
    passed: 0,
    secondGroup: 0,
    failed: 0,
    reserved: 0,
    excluded: 0,
  };
  for (const { decision, count } of rows) lengths[decision] += count;
  return lengths;
}
