import type { Bilingual } from '#app/domain/regulation/schema.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { DeliberationCounts } from '#app/queries/jury/count-deliberation.server.ts';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StatisticsTable } from '../results/statistics-table.tsx';

type Names = readonly { readonly code: string; readonly name: Bilingual }[];
type Props = {
  readonly counts: DeliberationCounts;
  readonly series: Names;
  readonly honours: Names;
};

/** Where the jury stands: decisions over those present; each series, then all. */
export function OverviewFigures({ counts, series }: Omit<Props, 'honours'>) {
  const t = useT();
  const locale = useLocale();
  const nameOf = (code: string) => series.find((one) => one.code === code)?.name[locale] ?? code;
  const whole = { name: t('deliberation:wholeJury'), statistics: counts.whole };
  const each = counts.bySeries.map(({ series: code, statistics }) => ({ name: nameOf(code), statistics }));
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('deliberation:figures')}</h2>
      <StatisticsTable lines={each.length > 1 ? [...each, whole] : [whole]} />
    </section>
  );
}

/** Honours over those passed. */
export function HonoursTable({ counts: { whole }, honours }: Pick<Props, 'counts' | 'honours'>) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const passed = whole.byDecision.passed;
  const rows = [
    ...honours.map(({ code, name }) => ({ code, name: name[locale] })),
    { code: 'none', name: t('deliberation:noHonours') },
  ].map((row) => ({ ...row, count: whole.byHonours[row.code] ?? 0 }));
  return (
    <DataTable
      caption={t('deliberation:honours')}
      rows={passed === 0 ? [] : rows}
      rowKey={({ code }) => code}
      narrow="scroll"
      empty={<EmptyState title={t('deliberation:noneYet')} />}
      columns={[
        { key: 'name', header: t('deliberation:honoursName'), heading: true, cell: ({ name }) => name },
        {
          key: 'count',
          header: t('deliberation:honoursCount'),
          align: 'end',
          cell: ({ count }) => format.number(count),
        },
        {
          key: 'share',
          header: t('deliberation:honoursShare'),
          align: 'end',
          cell: ({ count }) => format.percent(count / passed),
        },
      ]}
    />
  );
}
