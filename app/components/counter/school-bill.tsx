import { DataTable } from '#app/components/data-table.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import type { InvoiceState } from '#app/domain/fees/states.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { BillTag } from './till-tags.tsx';

type Wording = { readonly fr: string; readonly en: string };
export type SchoolBill = {
  readonly number: string;
  readonly state: InvoiceState;
  readonly currency: string;
  readonly total: bigint;
  readonly paid: bigint;
  /** What may still be paid now. */
  readonly due: bigint;
  readonly createdAt: Date;
  readonly school: string;
  readonly commune: string;
  readonly sitting: Wording;
  readonly closesAt: Date;
  readonly items: readonly {
    readonly invoiceId: string;
    readonly invoice: string;
    readonly amount: bigint;
    readonly releasedAt: Date | null;
    readonly state: InvoiceState;
    readonly number: string | null;
    readonly surname: string | null;
    readonly givenNames: string | null;
    readonly series: string | null;
  }[];
};

/** Whose invoice it is, what it came to, what was paid and what is left. */
export function SchoolBillFacts({ bill }: { bill: SchoolBill }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const amount = (minor: bigint) => <Money amount={{ minor, currency: bill.currency }} />;
  return (
    <SummaryList
      answers={[
        { label: t('counter:bill.school'), value: `${bill.school}, ${bill.commune}` },
        { label: t('counter:bill.sitting'), value: bill.sitting[locale] },
        { label: t('counter:bill.madeOn'), value: <DateText value={bill.createdAt} /> },
        { label: t('counter:bill.payBefore'), value: format.dateTime(bill.closesAt) },
        { label: t('counter:bill.state'), value: <BillTag state={bill.state} /> },
        { label: t('counter:bill.candidates'), value: format.number(bill.items.length) },
        { label: t('counter:bill.total'), value: amount(bill.total) },
        { label: t('counter:bill.paid'), value: amount(bill.paid) },
        { label: t('counter:bill.left'), value: <b>{amount(bill.state === 'open' ? bill.due : 0n)}</b> },
      ]}
    />
  );
}

/** Its candidates in the order they are paid. */
export function SchoolBillLines({ bill, linked }: { bill: SchoolBill; linked: boolean }) {
  const t = useT();
  return (
    <DataTable
      caption={t('counter:bill.lines')}
      captionHidden
      narrow="scroll"
      columns={[
        {
          key: 'name',
          header: t('counter:bill.candidate'),
          heading: true,
          cell: ({ surname, givenNames }) => <bdi>{`${surname ?? ''} ${givenNames ?? ''}`}</bdi>,
        },
        {
          key: 'state',
          header: t('counter:bill.state'),
          cell: ({ state, releasedAt }) =>
            releasedAt !== null && state === 'open' ? t('counter:bill.released') : <BillTag state={state} />,
        },
        {
          key: 'amount',
          header: t('counter:bill.amount'),
          align: 'end',
          cell: ({ amount }) => <Money amount={{ minor: amount, currency: bill.currency }} />,
        },
        {
          key: 'number',
          header: t('counter:bill.number'),
          cell: ({ number, invoiceId }) =>
            linked ? (
              <a className="num" href={`/bureau/guichet/factures/${invoiceId}`}>
                {number}
              </a>
            ) : (
              <span className="num">{number}</span>
            ),
        },
        { key: 'series', header: t('counter:bill.series'), cell: ({ series }) => series },
      ]}
      rows={bill.items}
      rowKey={({ invoiceId }) => invoiceId}
      foot={[
        t('counter:bill.total'),
        '',
        <Money key="t" amount={{ minor: bill.total, currency: bill.currency }} />,
        '',
        '',
      ]}
    />
  );
}
