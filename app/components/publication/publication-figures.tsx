import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { SeriesNames } from '#app/queries/results/load-publication-page.server.ts';
import { StatisticsTable } from '../results/statistics-table.tsx';

type Props = { readonly statistics: PublicationStatistics; readonly series: SeriesNames };

/** A publication's counts with their denominator: of the whole, and of each series. */
export function PublicationFigures({ statistics: { whole, groups }, series }: Props) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const lines = [
    ...groups.map(({ group, statistics }) => ({
      name: series[group]?.name[locale] ?? group,
      statistics,
    })),
    { name: t('results:statistics.all'), statistics: whole },
  ];
  const { registered, present, absent } = whole;
  return (
    <>
      <p>
        {t('publishing:denominator', {
          registered: format.number(registered),
          present: format.number(present),
          absent: format.number(absent),
        })}
      </p>
      <StatisticsTable lines={lines} />
    </>
  );
}
