import { type Column, DataTable } from '#app/components/data-table.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { money } from '#app/domain/shared/money.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { DeadlineChange } from '#app/queries/followup/list-deadline-changes.server.ts';

export type LateFee = {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  /** Minor units in decimal digits. */
  readonly amount: string;
  readonly currency: string;
  /** The last day without it, `YYYY-MM-DD`. */
  readonly after: string;
};
type Props = {
  readonly closesAt: Date;
  readonly lateFees: readonly LateFee[];
  readonly changes: readonly DeadlineChange[];
};

/** When entries close, what comes dearer before then, and each time the date was moved. */
export function DeadlineFacts({ closesAt, lateFees, changes }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  return (
    <section>
      <h2>{t('followUp:deadline.title')}</h2>
      <p>{t('followUp:deadline.closes', { date: format.dateTime(closesAt) })}</p>
      {lateFees.length === 0 ? (
        <p>{t('followUp:deadline.noLateFee')}</p>
      ) : (
        <ul>
          {lateFees.map(({ code, label, amount, currency, after }) => (
            <li key={code}>
              {label[locale]} : <Money amount={money(BigInt(amount), currency)} />{' '}
              {t('followUp:deadline.lateFee', { date: format.date(after) })}
            </li>
          ))}
        </ul>
      )}
      <DataTable
        caption={t('followUp:deadline.history')}
        columns={useColumns()}
        rows={changes}
        rowKey={({ seq }) => String(seq)}
        empty={<p>{t('followUp:deadline.never')}</p>}
      />
    </section>
  );
}

function useColumns(): Column<DeadlineChange>[] {
  const t = useT();
  const moment = (at: Date | null) => (at ? <DateText value={at} style="time" /> : '–');
  return [
    { key: 'at', header: t('followUp:deadline.when'), heading: true, cell: ({ at }) => moment(at) },
    { key: 'actor', header: t('followUp:deadline.who'), cell: ({ actor }) => actor },
    {
      key: 'what',
      header: t('followUp:deadline.what'),
      cell: ({ reopened }) => t(reopened ? 'followUp:deadline.reopened' : 'followUp:deadline.moved'),
    },
    { key: 'from', header: t('followUp:deadline.from'), cell: ({ from }) => moment(from) },
    { key: 'to', header: t('followUp:deadline.to'), cell: ({ to }) => moment(to) },
    { key: 'reason', header: t('followUp:deadline.reason'), cell: ({ reason }) => reason ?? '–' },
  ];
}
