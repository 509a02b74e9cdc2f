import type { ReactNode } from 'react';
import type { Wording } from '#app/domain/documents/model.ts';
import type { ShownCheck, ShownDocument, ShownPaper } from '#app/domain/verification/shown-document.ts';
import type { KeyOf } from '#app/i18n/translate.ts';
import { useFormat, useReaderLocale, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { type Answer, SummaryList } from '../summary-list.tsx';

const IN_FORCE: readonly ShownCheck['verdict'][] = ['valid', 'authentic'];

type Props = { readonly check: ShownCheck; readonly shown: ShownDocument };

/** Exactly what the paper must say, for whoever holds it. */
export function MustSay({ check, shown }: Props) {
  const t = useT();
  const inForce = IN_FORCE.includes(check.verdict);
  return (
    <section className="facts" aria-labelledby="must-say">
      <h2 id="must-say">{t(inForce ? 'verify:compare.title' : 'verify:compare.titleEnded')}</h2>
      {inForce ? <p>{t('verify:compare.lead')}</p> : null}
      <SummaryList answers={useRows(check, shown)} />
      {shown.marks ? <Marks marks={shown.marks} /> : null}
    </section>
  );
}

/** A name as the documents print it: nobody prints one in Arabic or Hausa unless the office wrote it so. */
function useName(): (wording: Readonly<Record<string, string | undefined>>) => string {
  const reader = useReaderLocale();
  return (wording) => wording[reader] ?? wording.fr ?? '';
}

/** Apart from the direction of the page: a name may be in any script. */
const apart = (text: string): ReactNode => <bdi>{text}</bdi>;

function useRows({ statusAsOf, verdict }: ShownCheck, shown: ShownDocument): Answer[] {
  const t = useT();
  const format = useFormat();
  const nameOf = useName();
  const named = ({ code, name }: { code: string; name: Wording | null }) => {
    const text = name ? nameOf(name) : code;
    return apart(
      text.split(/[\s,]+/).includes(code) ? text : t('verify:compare.named', { name: text, code }),
    );
  };
  const row = (field: string, value: ReactNode): Answer | null => {
    const key: KeyOf<'verify'> | undefined = LABELS[field];
    return key && value !== null && value !== undefined ? { field, label: t(key), value } : null;
  };
  const { issuer, series, honours, average, edition } = shown;
  const editionText = edition === 1 ? '1' : t('verify:compare.editionText', { edition: String(edition) });
  const asOf = statusAsOf === null ? null : format.dateTime(new Date(statusAsOf * 1000));
  const rows = [
    row('holder', <b dir="auto">{shown.holder}</b>),
    row('type', t(`documents:kind.${shown.type}`)),
    row('exam', named(shown.exam)),
    row('series', series && named(series)),
    row('year', String(shown.year)),
    row('honours', honours && t(`documents:honours.${honours}`)),
    row('average', average && apart(outOf(t, format.mark(average.value), average.maximum))),
    row('number', <bdi className="num">{shown.number}</bdi>),
    row('edition', editionText),
    row('issuer', issuer && apart(nameOf({ fr: issuer.id, ...issuer.names }))),
    row(verdict === 'authentic' ? 'knownAt' : 'checkedAt', asOf && apart(asOf)),
  ];
  return rows.filter((one) => one !== null);
}

/** The rows in their order; a script fills the same ones. */
export const LABELS: Readonly<Record<string, KeyOf<'verify'>>> = {
  holder: 'verify:compare.holder',
  type: 'verify:compare.type',
  exam: 'verify:compare.exam',
  series: 'verify:compare.series',
  year: 'verify:compare.year',
  honours: 'verify:compare.honours',
  average: 'verify:compare.average',
  number: 'verify:compare.number',
  edition: 'verify:compare.edition',
  issuer: 'verify:compare.issuer',
  checkedAt: 'verify:compare.checkedAt',
  knownAt: 'verify:compare.knownAt',
};

const outOf = (t: ReturnType<typeof useT>, mark: string, maximum: number) =>
  t('common:mark.outOf', { mark, maximum: String(maximum / 100) });

function Marks({ marks }: { marks: readonly ShownPaper[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useName();
  const said = ({ mark, maximum, state }: ShownPaper) => {
    if (mark !== null) return apart(outOf(t, format.mark(mark), maximum));
    return state === 'mark' ? '—' : t(`common:mark.${state}`);
  };
  return (
    <DataTable
      caption={t('verify:marks.title')}
      narrow="scroll"
      rows={marks}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'paper',
          header: t('verify:marks.paper'),
          heading: true,
          cell: ({ name }) => apart(nameOf(name)),
        },
        { key: 'mark', header: t('verify:marks.mark'), align: 'end', cell: said },
      ]}
    />
  );
}
