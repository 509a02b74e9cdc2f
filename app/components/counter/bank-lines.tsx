import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { useReasonText, useT } from '#app/i18n/use-t.tsx';
import { billPath } from './number-search.tsx';

type Line = {
  readonly lineNumber: number;
  readonly valueDate: string;
  readonly amount: bigint;
  readonly reference: string;
  readonly payer: string;
  readonly label: string;
  readonly booked: 'matched' | 'suspended' | null;
  readonly target: {
    readonly kind: 'invoice' | 'schoolInvoice';
    readonly id: string;
    readonly number: string;
  } | null;
  readonly reason: string | null;
};

/** What each line of a statement would do, or did. */
export function BankLines({ lines, currency }: { lines: readonly Line[]; currency: string }) {
  const t = useT();
  return (
    <DataTable
      caption={t('counter:bank.lines')}
      captionHidden
      narrow="scroll"
      columns={[
        { key: 'line', header: t('counter:bank.lineNumber'), cell: ({ lineNumber }) => lineNumber },
        {
          key: 'reference',
          header: t('counter:column.reference'),
          heading: true,
          cell: ({ reference }) => <span className="num">{reference}</span>,
        },
        {
          key: 'amount',
          header: t('counter:column.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency }} />,
        },
        { key: 'what', header: t('counter:bank.what'), cell: (line) => <Outcome line={line} /> },
        {
          key: 'date',
          header: t('counter:column.date'),
          cell: ({ valueDate }) => <DateText value={valueDate} style="short" />,
        },
        {
          key: 'label',
          header: t('counter:column.label'),
          cell: ({ label, payer }) => [payer, label].filter((text) => text !== '').join(' · '),
        },
      ]}
      rows={lines}
      rowKey={({ lineNumber }) => String(lineNumber)}
      empty={<EmptyState title={t('counter:bank.noLines')} />}
    />
  );
}

function Outcome({ line: { booked, target, reason } }: { line: Line }) {
  const t = useT();
  const say = useReasonText();
  const bill = target ? (
    <a className="num" href={billPath(target)}>
      {target.number}
    </a>
  ) : null;
  if (booked)
    return (
      <StateTag tone={booked === 'matched' ? 'good' : 'warn'} text={t(`counter:bank.booked.${booked}`)} />
    );
  if (reason === null)
    return (
      <>
        {t('counter:bank.pays')} {bill}
      </>
    );
  return (
    <>
      <StateTag tone="warn" text={say({ reason })} /> {bill}
    </>
  );
}
