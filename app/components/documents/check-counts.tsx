import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { CheckCounts as Counts } from '#app/queries/documents/count-checks.server.ts';
import { DataTable } from '../data-table.tsx';

/** How often a document was checked, in total and by month; nothing of who did. */
export function CheckCounts({ checks: { total, months } }: { checks: Counts }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(`${month}-01`),
    );
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{t('documentLife:checks.title')}</h2>
      <p>
        {total === 0 ? t('documentLife:checks.none') : t('documentLife:checks.total', { count: total })}{' '}
        {t('documentLife:checks.anonymous')}
      </p>
      {months.length === 0 ? null : (
        <DataTable
          caption={t('documentLife:checks.title')}
          captionHidden
          narrow="scroll"
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            {
              key: 'month',
              header: t('documentLife:checks.month'),
              heading: true,
              cell: ({ month }) => nameOf(month),
            },
            {
              key: 'times',
              header: t('documentLife:checks.times'),
              align: 'end',
              cell: ({ count }) => format.number(count),
            },
          ]}
        />
      )}
    </section>
  );
}
