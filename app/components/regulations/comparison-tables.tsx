import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import type { ChangedResult, VersionComparison } from '#app/domain/regulation/compare-versions.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

/** What changes, in numbers and by the first codes it happens to. */
export function ComparisonTables({ comparison }: { comparison: VersionComparison }) {
  const t = useT();
  const format = useFormat();
  const { honoursChanged, averageChanged, notApplicable, moves, before, after } = comparison;
  const count = (value: number) => ({ count: value });
  return (
    <>
      <ul>
        <li>{t('regulations:comparison.honours', count(honoursChanged))}</li>
        <li>{t('regulations:comparison.average', count(averageChanged))}</li>
        {notApplicable > 0 ? (
          <li>{t('regulations:comparison.notApplicable', count(notApplicable))}</li>
        ) : null}
      </ul>
      {moves.length === 0 ? null : (
        <DataTable
          caption={t('regulations:comparison.moves')}
          rows={moves}
          rowKey={({ from, to }) => `${from} ${to}`}
          columns={[
            {
              key: 'from',
              header: t('regulations:comparison.from'),
              heading: true,
              cell: ({ from }) => t(`states:decision.${from}`),
            },
            {
              key: 'to',
              header: t('regulations:comparison.to'),
              cell: ({ to }) => t(`states:decision.${to}`),
            },
            {
              key: 'dossiers',
              header: t('regulations:comparison.dossiers'),
              align: 'end',
              cell: ({ dossiers }) => format.number(dossiers),
            },
          ]}
        />
      )}
      <DataTable
        caption={t('regulations:comparison.totals')}
        rows={DECISIONS.filter((decision) => before[decision] + after[decision] > 0)}
        rowKey={(decision) => decision}
        columns={[
          {
            key: 'decision',
            header: t('regulations:comparison.decision'),
            heading: true,
            cell: (decision) => t(`states:decision.${decision}`),
          },
          {
            key: 'before',
            header: t('regulations:comparison.before'),
            align: 'end',
            cell: (decision) => format.number(before[decision]),
          },
          {
            key: 'after',
            header: t('regulations:comparison.after'),
            align: 'end',
            cell: (decision) => format.number(after[decision]),
          },
        ]}
      />
      <Examples examples={comparison.examples} />
    </>
  );
}

function Examples({ examples }: Pick<VersionComparison, 'examples'>) {
  const t = useT();
  const format = useFormat();
  const say = ({ decision, average }: ChangedResult['before']) =>
    average === null
      ? t(`states:decision.${decision}`)
      : `${t(`states:decision.${decision}`)}, ${t('regulations:comparison.average20', { average: format.mark(average) })}`;
  return (
    <DataTable
      caption={t('regulations:comparison.examples', { count: examples.length })}
      rows={examples}
      rowKey={({ code }) => code}
      empty={<EmptyState title={t('regulations:comparison.none')} />}
      columns={[
        { key: 'code', header: t('regulations:comparison.code'), heading: true, cell: ({ code }) => code },
        { key: 'series', header: t('regulations:comparison.series'), cell: ({ series }) => series },
        { key: 'before', header: t('regulations:comparison.before'), cell: (one) => say(one.before) },
        { key: 'after', header: t('regulations:comparison.after'), cell: (one) => say(one.after) },
      ]}
    />
  );
}
