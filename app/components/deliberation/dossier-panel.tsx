import { formatCode } from '#app/domain/anonymity/code.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import type { DossierDecision, DossierPage } from '#app/queries/jury/load-dossier.server.ts';
import { DecisionTag } from '../results/decision-tag.tsx';
import { Explanation } from '../results/explanation.tsx';
import { MarkTable } from '../results/mark-table.tsx';
import { SummaryList } from '../summary-list.tsx';
import { DecideForm } from './decide-form.tsx';

type Props = {
  readonly dossier: DossierPage;
  readonly members: readonly Member[];
  readonly open: boolean;
  /** What the regulation does with fraud. */
  readonly fraud: 'zero' | 'excludes';
  readonly problem: FormProblem | undefined;
};

/** One dossier before its jury: marks, how they were counted, and what the jury may decide. */
export function DossierPanel({ dossier, members, open, fraud, problem }: Props) {
  const t = useT();
  const { outcome, decisions } = dossier;
  return (
    <div className="columns">
      <div>
        <Facts dossier={dossier} />
        <MarkTable rows={dossier.marks} total={outcome.total} coefficients={outcome.coefficients} />
        <h2>{t('results:sheet.how')}</h2>
        <Explanation steps={dossier.steps} />
      </div>
      <div>
        <h2>{t('marking:jury.decisions')}</h2>
        {decisions.length === 0 ? (
          <p>{t('deliberation:noDecision')}</p>
        ) : (
          <ol>
            {decisions.map((one) => (
              <li key={String(one.at)}>
                <Decided decision={one} />
              </li>
            ))}
          </ol>
        )}
        {open ? <DecideForm dossier={dossier} members={members} fraud={fraud} problem={problem} /> : null}
      </div>
    </div>
  );
}

function Facts({ dossier }: Pick<Props, 'dossier'>) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { outcome, decision, byJury, attempts, honours } = dossier;
  const ruled = byJury && decision !== outcome.decision;
  return (
    <SummaryList
      answers={[
        { label: t('marking:jury.code'), value: formatCode(dossier.code) },
        {
          label: t('deliberation:stands'),
          value: (
            <>
              <DecisionTag decision={decision} byJury={byJury} />
              {honours ? ` ${honours[locale]}` : null}
            </>
          ),
        },
        ...(ruled
          ? [{ label: t('deliberation:regulationSays'), value: <DecisionTag decision={outcome.decision} /> }]
          : []),
        {
          label: t('marking:jury.average'),
          value: outcome.average === null ? '' : format.mark(outcome.average),
        },
        { label: t('marking:jury.series'), value: dossier.series[locale] },
        {
          label: t('marking:jury.sport'),
          value: t(dossier.fit ? 'marking:jury.fit' : 'marking:jury.unfit'),
        },
        ...(attempts === null ? [] : [{ label: t('deliberation:attempts'), value: format.number(attempts) }]),
      ]}
    />
  );
}

function Decided({ decision: one }: { decision: DossierDecision }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const papers = one.papers.map((paper) => paper[locale]).join(', ');
  return (
    <>
      {t('marking:jury.decided', {
        decision: t(`states:decision.${one.decision}`),
        kind: t(`deliberation:kind.${one.kind}`),
        date: format.dateTime(new Date(one.at)),
        reason: one.reason,
        members: one.members.join(', '),
      })}
      {papers === '' ? null : t('deliberation:voidedPapers', { papers })}
    </>
  );
}
