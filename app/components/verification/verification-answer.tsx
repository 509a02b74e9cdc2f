import type { Wording } from '#app/domain/documents/model.ts';
import type { ShownCheck, ShownDocument, ShownPaper } from '#app/domain/verification/shown-document.ts';
import { PATHS } from '#app/http/paths.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { type Answer, SummaryList } from '../summary-list.tsx';
import { VerdictPanel } from '../verdict-panel.tsx';
import { type AnswerWords, answerKeys, lookOf, wordsOf } from './answer-words.ts';

type Props = {
  /** `null` when the office could not be asked. */
  readonly check: ShownCheck | null;
  /** In place of what the verdict alone would say. */
  readonly words?: AnswerWords;
  /** The one host whose pages answer for the office. */
  readonly officialHost: string;
};

/** The whole answer: the word, what the document must say, and how to be sure of this page. */
export function VerificationAnswer({ check, words, officialHost }: Props) {
  const t = useT();
  const said = words ?? (check ? wordsOf(check) : 'unavailable');
  const keys = answerKeys(said);
  const values = { host: check?.foreignHost ?? '', official: officialHost };
  const shown = check?.document;
  return (
    <>
      <VerdictPanel {...lookOf(said)} answer={t(keys.answer)} sentence={t(keys.sentence, values)}>
        <p>{t(keys.do, values)}</p>
      </VerdictPanel>
      {check && shown ? <MustSay check={check} shown={shown} /> : null}
      <HowToBeSure officialHost={officialHost} />
    </>
  );
}

const IN_FORCE: readonly ShownCheck['verdict'][] = ['valid', 'authentic'];

function MustSay({ check, shown }: { check: ShownCheck; shown: ShownDocument }) {
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

function useName(): (wording: Wording) => string {
  const locale = useLocale();
  return (wording) => wording[locale] ?? wording.fr;
}

function useRows({ statusAsOf }: ShownCheck, shown: ShownDocument): Answer[] {
  const t = useT();
  const format = useFormat();
  const nameOf = useName();
  const named = ({ code, name }: { code: string; name: Wording | null }) => {
    const text = name ? nameOf(name) : code;
    return text.split(/[\s,]+/).includes(code) ? text : t('verify:compare.named', { name: text, code });
  };
  const { issuer, series, honours, average } = shown;
  const rows: (Answer | null)[] = [
    { label: t('verify:compare.holder'), value: <b dir="auto">{shown.holder}</b> },
    { label: t('verify:compare.type'), value: t(`documents:kind.${shown.type}`) },
    { label: t('verify:compare.exam'), value: named(shown.exam) },
    series && { label: t('verify:compare.series'), value: named(series) },
    { label: t('verify:compare.year'), value: String(shown.year) },
    honours && { label: t('verify:compare.honours'), value: t(`documents:honours.${honours}`) },
    average && {
      label: t('verify:compare.average'),
      value: t('common:mark.outOf', {
        mark: format.mark(average.value),
        maximum: format.number(average.maximum / 100),
      }),
    },
    { label: t('verify:compare.number'), value: <span className="num">{shown.number}</span> },
    {
      label: t('verify:compare.edition'),
      value: shown.edition === 1 ? '1' : t('verify:compare.editionText', { edition: String(shown.edition) }),
    },
    issuer && { label: t('verify:compare.issuer'), value: nameOf({ fr: issuer.id, ...issuer.names }) },
    statusAsOf === null
      ? null
      : {
          label: t('verify:compare.checkedAt'),
          value: format.dateTime(new Date(statusAsOf * 1000)),
        },
  ];
  return rows.filter((row) => row !== null);
}

function Marks({ marks }: { marks: readonly ShownPaper[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useName();
  const said = ({ mark, maximum, state }: ShownPaper) => {
    if (mark !== null)
      return t('common:mark.outOf', { mark: format.mark(mark), maximum: format.number(maximum / 100) });
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
          cell: ({ name }) => nameOf(name),
        },
        { key: 'mark', header: t('verify:marks.mark'), align: 'end', cell: said },
      ]}
    />
  );
}

function HowToBeSure({ officialHost }: { officialHost: string }) {
  const t = useT();
  return (
    <section aria-labelledby="be-sure">
      <h2 id="be-sure">{t('verify:sure.title')}</h2>
      <ul>
        <li>
          {t('verify:sure.hostStart')} <b dir="ltr">{officialHost}</b>. {t('verify:sure.hostEnd')}
        </li>
        <li>{t('verify:sure.code')}</li>
        <li>{t('verify:sure.free')}</li>
      </ul>
      <p>
        <a href={PATHS.verify}>{t('verify:another')}</a>
      </p>
    </section>
  );
}
