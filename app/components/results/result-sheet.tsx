import type { Decision } from '#app/domain/regulation/schema.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { ResultView } from '#app/queries/results/load-result.server.ts';
import { SummaryList } from '../summary-list.tsx';
import type { SymbolName } from '../symbol.tsx';
import { VerdictPanel, type VerdictTone } from '../verdict-panel.tsx';
import { Explanation } from './explanation.tsx';
import { MarkTable } from './mark-table.tsx';

type Look = { readonly tone: VerdictTone; readonly shape: SymbolName };

export const DECISION_LOOKS: Readonly<Record<Decision, Look>> = {
  passed: { tone: 'good', shape: 'good' },
  secondGroup: { tone: 'warn', shape: 'wait' },
  failed: { tone: 'neutral', shape: 'stop' },
  reserved: { tone: 'warn', shape: 'wait' },
  excluded: { tone: 'bad', shape: 'bad' },
};

type Props = {
  readonly view: ResultView;
  /** Links or buttons that give the documents. */
  readonly documents: JSX.Element | null;
};

/** A result: the decision first, then the marks, then how they were counted. */
export function ResultSheet({ view, documents }: Props) {
  const t = useT();
  const locale = useLocale();
  const { result, marks, steps } = view;
  const { outcome, decision, ruling } = result;
  const word = ruling || !outcome.name ? t(`states:decision.${decision}`) : outcome.name[locale];
  const remark = ruling ? (
    <p>{t('results:sheet.ruling')}</p>
  ) : outcome.final ? null : (
    <p>{t('results:sheet.pending')}</p>
  );
  return (
    <>
      <p className="eyebrow">{view.sitting[locale]}</p>
      <VerdictPanel {...DECISION_LOOKS[decision]} answer={word} sentence={<Sentence view={view} />}>
        {remark}
      </VerdictPanel>
      <MarkTable rows={marks} total={outcome.total} coefficients={outcome.coefficients} />
      {view.hasDocuments ? (
        <section aria-labelledby="documents">
          <h2 id="documents">{t('results:sheet.documents')}</h2>
          {documents ?? <p>{t('results:sheet.preparing')}</p>}
          <p className="small">{t('results:sheet.proof')}</p>
        </section>
      ) : null}
      <section aria-labelledby="how">
        <h2 id="how">{t('results:sheet.how')}</h2>
        <Explanation steps={steps} />
        {ruling ? (
          <p>{t('results:sheet.rulingHow', { decision: t(`states:decision.${ruling.decision}`) })}</p>
        ) : null}
        <p className="small">{t('results:sheet.howText', { hash: view.regulationHash.slice(0, 16) })}</p>
      </section>
      <h2>{t('results:sheet.candidate')}</h2>
      <Identity view={view} />
    </>
  );
}

function Sentence({ view: { result, honours, scale } }: { view: ResultView }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { average } = result.outcome;
  return (
    <>
      {result.identity.surname} {result.identity.givenNames}
      {average === null ? null : (
        <>
          <br />
          {t('results:sheet.average', { average: format.mark(average), maximum: scale })}
        </>
      )}
      {honours ? (
        <>
          <br />
          {t('results:sheet.honours', { name: honours[locale] })}
        </>
      ) : null}
    </>
  );
}

function Identity({ view }: { view: ResultView }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { identity, candidateNumber, tableNumber, school, centre, jury } = view.result;
  const { birthDate, birthPlace } = identity;
  return (
    <SummaryList
      answers={[
        { label: t('results:sheet.surname'), value: identity.surname },
        { label: t('results:sheet.givenNames'), value: identity.givenNames },
        {
          label: t('results:sheet.birth'),
          value: t('results:sheet.birthAt', { date: format.date(birthDate), place: birthPlace }),
        },
        { label: t('results:sheet.candidateNumber'), value: candidateNumber },
        { label: t('results:sheet.tableNumber'), value: tableNumber },
        { label: t('results:statistics.group'), value: view.series[locale] },
        ...(school === null ? [] : [{ label: t('results:sheet.school'), value: school }]),
        { label: t('results:sheet.centre'), value: centre.name },
        { label: t('results:sheet.jury'), value: jury.name },
      ]}
    />
  );
}
