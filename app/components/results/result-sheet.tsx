import type { Decision } from '#app/domain/regulation/schema.ts';
import type { ResultSteps, ToldPerson, ToldResult } from '#app/http/results/tell-result.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { SummaryList } from '../summary-list.tsx';
import type { SymbolName } from '../symbol.tsx';
import { VerdictPanel, type VerdictTone } from '../verdict-panel.tsx';
import { CorrectedNotice } from './corrected-notice.tsx';
import { Explanation } from './explanation.tsx';
import { ToldMarks } from './told-marks.tsx';

type Look = { readonly tone: VerdictTone; readonly shape: SymbolName };

export const DECISION_LOOKS: Readonly<Record<Decision, Look>> = {
  passed: { tone: 'good', shape: 'good' },
  secondGroup: { tone: 'warn', shape: 'wait' },
  failed: { tone: 'neutral', shape: 'stop' },
  reserved: { tone: 'warn', shape: 'wait' },
  excluded: { tone: 'bad', shape: 'bad' },
};

type Props = {
  readonly told: ToldResult;
  /** Links or buttons that give the documents. */
  readonly documents: JSX.Element | null;
  /** The steps, or what leads to them. */
  readonly how: JSX.Element;
};

/** A result: the decision first, then the marks, then how they were counted. */
export function ResultSheet({ told, documents, how }: Props) {
  const t = useT();
  const { decision } = told;
  const remark = told.byJury ? (
    <p>{t('results:sheet.ruling')}</p>
  ) : told.final ? null : (
    <p>{t('results:sheet.pending')}</p>
  );
  return (
    <>
      <p className="eyebrow">{told.sitting}</p>
      <VerdictPanel
        {...DECISION_LOOKS[decision]}
        answer={told.word ?? t(`states:decision.${decision}`)}
        sentence={<Sentence told={told} />}
      >
        {remark}
      </VerdictPanel>
      <CorrectedNotice corrected={told.corrected} />
      <ToldMarks {...told.marks} />
      {told.hasDocuments ? (
        <section aria-labelledby="documents">
          <h2 id="documents">{t('results:sheet.documents')}</h2>
          {documents ?? <p>{t('results:sheet.preparing')}</p>}
          <p className="small">{t('results:sheet.proof')}</p>
        </section>
      ) : null}
      <section aria-labelledby="how">
        <h2 id="how">{t('results:sheet.how')}</h2>
        {how}
      </section>
      <h2>{t('results:sheet.candidate')}</h2>
      <Identity told={told} />
    </>
  );
}

function Sentence({ told: { person, average, honours, rank, post } }: { told: ToldResult }) {
  const t = useT();
  const lines = [
    average && t('results:sheet.average', { average: average.value, maximum: average.maximum }),
    honours && t('results:sheet.honours', { name: honours }),
    rank && t('results:sheet.rank', { rank }),
    post && t('results:sheet.post', { post }),
  ].filter((line): line is string => Boolean(line));
  return (
    <>
      {`${person.surname} ${person.givenNames}`}
      {lines.map((line) => (
        <span key={line}>
          <br />
          {line}
        </span>
      ))}
    </>
  );
}

function Identity({ told: { person } }: { told: { readonly person: ToldPerson } }) {
  const t = useT();
  const { birthDate, birthPlace, school } = person;
  return (
    <SummaryList
      answers={[
        { label: t('results:sheet.surname'), value: person.surname },
        { label: t('results:sheet.givenNames'), value: person.givenNames },
        {
          label: t('results:sheet.birth'),
          value: t('results:sheet.birthAt', { date: birthDate, place: birthPlace }),
        },
        { label: t('results:sheet.candidateNumber'), value: person.candidateNumber },
        { label: t('results:sheet.tableNumber'), value: person.tableNumber },
        { label: t('results:statistics.group'), value: person.series },
        ...(school === null ? [] : [{ label: t('results:sheet.school'), value: school }]),
        { label: t('results:sheet.centre'), value: person.centre },
        { label: t('results:sheet.jury'), value: person.jury },
      ]}
    />
  );
}

/** The calculation step by step, what the jury then decided, and the regulation it all follows. */
export function HowItWasComputed({ steps, ruling, regulationHash }: ResultSteps) {
  const t = useT();
  return (
    <>
      <Explanation steps={steps} />
      {ruling === null ? null : (
        <p>{t('results:sheet.rulingHow', { decision: t(`states:decision.${ruling}`) })}</p>
      )}
      <p className="small">{t('results:sheet.howText', { hash: regulationHash })}</p>
    </>
  );
}
