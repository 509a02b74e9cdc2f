import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PaymentTag, providerName } from '#app/components/office/state-tags.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import type { PaymentState } from '#app/domain/fees/states.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Row = {
  readonly id: string;
  readonly provider: string;
  readonly reference: string | null;
  readonly amount: bigint;
  readonly state: PaymentState;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
};

/** What came, or may come, for an invoice. Where `withLinks`, cash leads to its confirmation. */
export function PaymentList({
  rows,
  currency,
  withLinks,
}: {
  rows: readonly Row[];
  currency: string;
  withLinks: boolean;
}) {
  const t = useT();
  return (
    <DataTable
      caption={t('counter:bill.payments')}
      captionHidden
      narrow="scroll"
      columns={[
        {
          key: 'date',
          header: t('counter:bill.date'),
          cell: ({ settledAt, createdAt }) => <DateText value={settledAt ?? createdAt} style="short" />,
        },
        { key: 'by', header: t('counter:bill.means'), cell: ({ provider }) => providerName(t, provider) },
        {
          key: 'reference',
          header: t('counter:bill.reference'),
          heading: true,
          cell: ({ id, provider, reference, state }) =>
            withLinks && provider === 'cash' && state === 'succeeded' ? (
              <a href={`/bureau/guichet/encaissements/${id}`}>{reference}</a>
            ) : (
              (reference ?? '–')
            ),
        },
        { key: 'state', header: t('counter:bill.state'), cell: ({ state }) => <PaymentTag state={state} /> },
        {
          key: 'amount',
          header: t('counter:bill.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('counter:bill.paymentsNone')} />}
    />
  );
}
