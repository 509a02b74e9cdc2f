import type { LotLine } from '#app/http/lot-words.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { Notice } from '../notice.tsx';
import { PageHeading } from '../page-heading.tsx';
import { StateTag } from '../state-tag.tsx';
import { lookOf } from './answer-words.ts';

type Props = {
  readonly lines: readonly LotLine[];
  /** The same answers as a file; carried by the link itself, since nothing is kept here. */
  readonly csv: string;
};

/** Every row's answer in the order of the list, with what each document must say. */
export function LotAnswers({ lines, csv }: Props) {
  const t = useT();
  const format = useFormat();
  const count = (wanted: (line: LotLine) => boolean) => format.number(lines.filter(wanted).length);
  const left = lines.some(({ state }) => state === 'notChecked');
  return (
    <>
      <PageHeading title={t('checks:lot.answers')} lead={t('checks:lot.answersLead')} />
      <p>
        {t('checks:lot.summary', {
          rows: format.number(lines.length),
          valid: count(({ words }) => words === 'valid'),
        })}
      </p>
      {left ? <Notice tone="warn" title={t('checks:lot.stopped')} /> : null}
      <p>
        <a
          className="button second"
          download={t('checks:lot.fileName')}
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
        >
          {t('checks:lot.download')}
        </a>
      </p>
      <Answers lines={lines} />
      <p>
        <a href="/verify/lot">{t('checks:lot.another')}</a>
      </p>
    </>
  );
}

function Answers({ lines }: Pick<Props, 'lines'>) {
  const t = useT();
  return (
    <DataTable
      caption={t('checks:lot.answers')}
      captionHidden
      rows={lines}
      rowKey={({ row }) => row}
      columns={[
        { key: 'row', header: t('checks:lot.columns.row'), align: 'end', cell: ({ row }) => row },
        {
          key: 'label',
          header: t('checks:lot.columns.label'),
          heading: true,
          cell: ({ label }) => (
            <span className="any-break" dir="ltr">
              {label || '—'}
            </span>
          ),
        },
        { key: 'answer', header: t('checks:lot.columns.answer'), cell: (line) => <AnswerMark line={line} /> },
        {
          key: 'holder',
          header: t('checks:lot.columns.holder'),
          cell: ({ holder }) => <b dir="auto">{holder || '—'}</b>,
        },
        { key: 'says', header: t('checks:lot.columns.says'), cell: saidBy },
      ]}
    />
  );
}

const saidBy = ({ type, exam, series, year, honours, edition }: LotLine) =>
  [type, exam, series, year, honours, edition === '1' ? '' : edition].filter(Boolean).join(' · ') || '—';

function AnswerMark({ line: { words, answer } }: { line: LotLine }) {
  return <StateTag tone={words === null ? 'neutral' : lookOf(words).tone} text={answer} />;
}
