import type { Statistics } from '#app/domain/deliberation/statistics.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { type Column, DataTable } from '../data-table.tsx';

export type StatisticsLine = { readonly name: string; readonly statistics: Statistics | null };

/** Counts with their denominators; the last line is the whole. A line without figures is suppressed. */
export function StatisticsTable({ lines }: { lines: readonly StatisticsLine[] }) {
  const t = useT();
  const format = useFormat();
  const figure =
    (of: (statistics: Statistics) => number) =>
    ({ statistics }: StatisticsLine) =>
      statistics ? format.number(of(statistics)) : t('results:statistics.hidden');
  const decisions = DECISIONS.filter((decision) =>
    lines.some(({ statistics }) => (statistics?.byDecision[decision] ?? 0) > 0),
  );
  const column = (key: string, header: string, of: (statistics: Statistics) => number) =>
    ({ key, header, align: 'end', cell: figure(of) }) satisfies Column<StatisticsLine>;
  return (
    <DataTable
      caption={t('results:statistics.title')}
      rows={lines}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: t('results:statistics.group'), heading: true, cell: ({ name }) => name },
        column('registered', t('results:statistics.registered'), ({ registered }) => registered),
        column('absent', t('results:statistics.absent'), ({ absent }) => absent),
        column('present', t('results:statistics.present'), ({ present }) => present),
        ...decisions.map((decision) =>
          column(decision, t(`states:decision.${decision}`), ({ byDecision }) => byDecision[decision]),
        ),
        {
          key: 'rate',
          header: t('results:statistics.rate'),
          align: 'end',
          cell: ({ statistics }) =>
            statistics && statistics.passRate !== null ? format.percent(statistics.passRate / 10_000) : '',
        },
      ]}
    />
  );
}
