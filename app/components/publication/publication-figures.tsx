import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { StatisticsTable } from '../results/statistics-table.tsx';

/** A publication's counts with their denominator: of the whole, and of each series. */
export function PublicationFigures({ statistics: { whole, groups } }: { statistics: PublicationStatistics }) {
  const t = useT();
  const format = useFormat();
  const lines = [
    ...groups.map(({ group, statistics }) => ({ name: group, statistics })),
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
