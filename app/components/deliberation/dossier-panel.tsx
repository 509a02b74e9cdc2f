import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import type { DossierPage } from '#app/queries/jury/load-dossier.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup, type Choice, RadioGroup } from '../choice-fields.tsx';
import { fieldsOf } from '../form-fields.ts';
import { DecisionTag } from '../results/decision-tag.tsx';
import { Explanation } from '../results/explanation.tsx';
import { MarkTable } from '../results/mark-table.tsx';
import { SummaryList } from '../summary-list.tsx';
import { TextAreaField } from '../text-field.tsx';

type Props = {
  readonly dossier: DossierPage;
  readonly members: readonly Member[];
  readonly open: boolean;
  readonly problem: FormProblem | undefined;
};

/** One dossier before its jury: marks, how they were counted, and what the jury may decide. */
export function DossierPanel({ dossier, members, open, problem }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { outcome, decisions } = dossier;
  const last = decisions.at(-1);
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id;
  return (
    <div className="columns">
      <div>
        <SummaryList
          answers={[
            {
              label: t('marking:jury.decision'),
              value: (
                <DecisionTag decision={last?.decision ?? outcome.decision} byJury={last !== undefined} />
              ),
            },
            {
              label: t('marking:jury.average'),
              value: outcome.average === null ? '' : format.mark(outcome.average),
            },
            { label: t('marking:jury.series'), value: dossier.series[locale] },
            {
              label: t('marking:jury.sport'),
              value: t(dossier.fit ? 'marking:jury.fit' : 'marking:jury.unfit'),
            },
          ]}
        />
        <MarkTable rows={dossier.marks} total={outcome.total} coefficients={outcome.coefficients} />
        <h2>{t('results:sheet.how')}</h2>
        <Explanation steps={dossier.steps} />
      </div>
      <div>
        {decisions.length > 0 ? (
          <>
            <h2>{t('marking:jury.decisions')}</h2>
            <ol>
              {decisions.map(({ kind, decision, reason, members: by, at }) => (
                <li key={String(at)}>
                  {t('marking:jury.decided', {
                    decision: t(`states:decision.${decision}`),
                    kind: t(`marking:jury.kind.${kind}`),
                    date: format.dateTime(new Date(at)),
                    reason,
                    members: by.map(nameOf).join(', '),
                  })}
                </li>
              ))}
            </ol>
          </>
        ) : null}
        {open ? <DecideForm dossier={dossier} members={members} problem={problem} /> : null}
      </div>
    </div>
  );
}

function DecideForm({ dossier, members, problem }: Omit<Props, 'open'>) {
  const t = useT();
  const field = fieldsOf(problem);
  const present = members.filter((member) => member.present);
  const { defaultValue, ...choice } = field('choice');
  return (
    <form method="post" noValidate>
      <h2>{t('marking:jury.decide')}</h2>
      <input type="hidden" name="dossier" value={dossier.code} />
      <RadioGroup
        {...choice}
        defaultValue={defaultValue}
        label={t('marking:jury.choice')}
        choices={useChoices(dossier)}
      />
      <TextAreaField
        {...field('reason')}
        label={t('marking:jury.reason')}
        hint={t('marking:jury.reasonHint')}
        maxLength={1000}
      />
      <CheckboxGroup
        {...field.list(
          'member',
          present.map(({ id }) => id),
        )}
        label={t('marking:jury.deciders')}
        hint={t('marking:jury.decidersHint')}
        choices={present.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton text={t('marking:jury.record')} name="do" value="record" />
    </form>
  );
}

/** What the regulation leaves to the jury for this dossier. */
function useChoices({ outcome }: DossierPage): readonly Choice[] {
  const t = useT();
  const settles = outcome.decision === 'reserved' && outcome.awaited.length === 0 && outcome.average !== null;
  const settled = settles ? (['passed', 'secondGroup', 'failed'] as const) : [];
  return [
    ...outcome.rescuable.map((decision) => ({
      value: `rescue.${decision}`,
      label: t('marking:jury.choices.rescue', { decision: t(`states:decision.${decision}`) }),
    })),
    ...settled.map((decision) => ({
      value: `settle.${decision}`,
      label: t('marking:jury.choices.settle', { decision: t(`states:decision.${decision}`) }),
    })),
    { value: 'exclude.excluded', label: t('marking:jury.choices.exclude') },
  ];
}
