import { DataTable } from '#app/components/data-table.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { EntryRead } from './entry-answers.tsx';
import { PaymentTag, providerName } from './state-tags.tsx';

type Fees = NonNullable<EntryRead['fees']>;

export function EntryFees({ fees }: { fees: EntryRead['fees'] }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section>
      <h2>{t('office:entry.fees')}</h2>
      {fees === null ? (
        <p>{t('office:entry.noFees')}</p>
      ) : (
        <>
          <DataTable
            caption={t('office:entry.invoice', { number: fees.number })}
            columns={[
              {
                key: 'label',
                header: t('office:entry.fees'),
                heading: true,
                cell: ({ label }) => label[locale],
              },
              {
                key: 'amount',
                header: t('office:till.amount'),
                align: 'end',
                cell: ({ amount }) => <Money amount={{ minor: amount, currency: fees.currency }} />,
              },
            ]}
            rows={fees.lines}
            rowKey={({ code }) => code}
            foot={[
              t('office:entry.total'),
              <Money key="total" amount={{ minor: fees.total, currency: fees.currency }} />,
            ]}
          />
          <Payments fees={fees} />
        </>
      )}
    </section>
  );
}

function Payments({ fees }: { fees: Fees }) {
  const t = useT();
  if (fees.payments.length === 0) return null;
  return (
    <DataTable
      caption={t('office:entry.payments')}
      columns={[
        {
          key: 'at',
          header: t('office:till.created'),
          heading: true,
          cell: ({ createdAt }) => <DateText value={createdAt} style="time" />,
        },
        {
          key: 'provider',
          header: t('office:till.heldBy'),
          cell: ({ provider }) => providerName(t, provider),
        },
        { key: 'state', header: t('office:filter.state'), cell: ({ state }) => <PaymentTag state={state} /> },
        {
          key: 'amount',
          header: t('office:till.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency: fees.currency }} />,
        },
      ]}
      rows={fees.payments}
      rowKey={({ id }) => id}
    />
  );
}

const KNOWN = [
  'start',
  'submit',
  'pay',
  'validate',
  'return',
  'resubmit',
  'reject',
  'withdraw',
  'duplicate',
] as const;
const ON_THE_WAY = [
  'document',
  'acceptProof',
  'askCorrection',
  'answerCorrection',
  'correct',
  'resume',
  'claim',
] as const;

function useDeed(): (action: string) => string {
  const t = useT();
  return (action) => {
    const name = action.replace(/^entry\./, '');
    const between = ON_THE_WAY.find((known) => known === name);
    if (between) return t(`entries:history.${between}`);
    return t(`office:action.${KNOWN.find((known) => known === name) ?? 'other'}`);
  };
}

export function EntryHistory({ history }: { history: EntryRead['history'] }) {
  const t = useT();
  const format = useFormat();
  const deedOf = useDeed();
  return (
    <section>
      <h2>{t('office:entry.history')}</h2>
      {history.length === 0 ? <p>{t('office:entry.historyNone')}</p> : null}
      <ol>
        {history.map(({ seq, at, action, actor, reason }) => {
          return (
            <li key={seq}>
              <b>{deedOf(action)}</b>
              <br />
              {t('office:entry.by', { actor, when: format.dateTime(at) })}
              {reason === null ? null : <p>« {reason} »</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
