import { type Column, DataTable } from '#app/components/data-table.tsx';
import { DateText } from '#app/components/values.tsx';
import type { DayCount } from '#app/domain/followup/headcount.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Props = { readonly days: readonly DayCount[]; readonly total: number; readonly exportHref: string };

/** Entries a day as bars, with the same figures as a table behind them. */
export function DayChart({ days, total, exportHref }: Props) {
  const t = useT();
  const format = useFormat();
  const most = Math.max(1, ...days.map(({ count }) => count));
  const best = days.find(({ count }) => count === most);
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last || total === 0) return null;
  const columns: Column<DayCount>[] = [
    {
      key: 'day',
      header: t('followUp:days.day'),
      heading: true,
      cell: ({ day }) => <DateText value={day} style="short" />,
    },
    { key: 'count', header: t('followUp:count'), align: 'end', cell: ({ count }) => format.number(count) },
  ];
  return (
    <section className="days">
      <h2>{t('followUp:days.title')}</h2>
      <p>
        {t('followUp:days.text', { total: format.number(total), days: days.length })}{' '}
        {best ? t('followUp:days.best', { date: format.date(best.day), count: format.number(most) }) : null}
      </p>
      <figure>
        <Bars days={days} most={most} />
        <figcaption>
          <DateText value={first.day} style="short" />
          <DateText value={last.day} style="short" />
        </figcaption>
      </figure>
      <details>
        <summary>{t('followUp:days.table')}</summary>
        <DataTable
          caption={t('followUp:days.title')}
          captionHidden
          narrow="scroll"
          columns={columns}
          rows={days}
          rowKey={({ day }) => day}
          foot={[t('followUp:sum'), format.number(days.reduce((sum, { count }) => sum + count, 0))]}
        />
      </details>
      <p>
        <a href={exportHref} download>
          {t('followUp:export')}
        </a>
      </p>
    </section>
  );
}

const HEIGHT = 60;

function Bars({ days, most }: { days: readonly DayCount[]; most: number }) {
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${days.length * 4} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {days.map(({ day, count }, at) => {
        const height = Math.round((count / most) * HEIGHT * 10) / 10;
        return <rect key={day} x={at * 4} width="3" y={HEIGHT - height} height={height} />;
      })}
    </svg>
  );
}
