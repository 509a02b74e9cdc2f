import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Money } from '#app/components/values.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Line = {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly at: Date;
  readonly reference: string;
  readonly bill: string;
  readonly name: string;
  readonly amount: bigint;
};
type Props = { readonly lines: readonly Line[]; readonly currency: string; readonly total: bigint };

/** What came in and went out of a drawer, in order. */
export function JournalTable({ lines, currency, total }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <DataTable
      caption={t('counter:journal.lines')}
      captionHidden
      narrow="scroll"
      columns={[
        {
          key: 'at',
          header: t('counter:journal.time'),
          cell: ({ at }) => <span className="num">{format.time(at)}</span>,
        },
        {
          key: 'reference',
          header: t('counter:journal.receipt'),
          heading: true,
          cell: ({ id, kind, reference }) =>
            kind === 'payment' ? (
              <a className="num" href={`/bureau/guichet/encaissements/${id}`}>
                {reference}
              </a>
            ) : (
              reference
            ),
        },
        {
          key: 'name',
          header: t('counter:journal.payer'),
          cell: ({ name, kind }) => (
            <>
              <bdi>{name}</bdi>
              {kind === 'refund' ? ` (${t('counter:journal.refund')})` : null}
            </>
          ),
        },
        {
          key: 'amount',
          header: t('counter:journal.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
        },
        {
          key: 'bill',
          header: t('counter:journal.bill'),
          cell: ({ bill }) => <span className="num">{bill}</span>,
        },
      ]}
      rows={lines}
      rowKey={({ id }) => id}
      foot={[
        t('counter:journal.total'),
        '',
        '',
        <Money key="total" amount={{ minor: total, currency }} />,
        '',
      ]}
      empty={<EmptyState title={t('counter:journal.none')} text={t('counter:journal.noneText')} />}
    />
  );
}
