import type { FormProblem } from '#app/http/forms.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import type { DossierPage } from '#app/queries/jury/load-dossier.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup, type Choice, RadioGroup } from '../choice-fields.tsx';
import { fieldsOf } from '../form-fields.ts';
import { ReasonAndDeciders } from './reason-and-deciders.tsx';

type Props = {
  readonly dossier: DossierPage;
  readonly members: readonly Member[];
  readonly fraud: 'zero' | 'excludes';
  readonly problem: FormProblem | undefined;
};

/** What the jury decides for one dossier, why, and who decides. */
export function DecideForm({ dossier, members, fraud, problem }: Props) {
  const t = useT();
  const locale = useLocale();
  const field = fieldsOf(problem);
  const { defaultValue, ...choice } = field('choice');
  const how = t(fraud === 'zero' ? 'deliberation:fraudZero' : 'deliberation:fraudExcludes');
  return (
    <form method="post" noValidate>
      <h2>{t('marking:jury.decide')}</h2>
      <input type="hidden" name="seen" value={dossier.decisions.length} />
      <RadioGroup
        {...choice}
        defaultValue={defaultValue}
        label={t('marking:jury.choice')}
        choices={useChoices(dossier)}
      />
      <CheckboxGroup
        {...field.list('paper', dossier.voided)}
        label={t('deliberation:papers')}
        hint={t('deliberation:papersHint', { how })}
        choices={dossier.sat.map(({ paper, name }) => ({ value: paper, label: name[locale] }))}
      />
      <ReasonAndDeciders field={field} members={members} />
      <SubmitButton text={t('marking:jury.record')} />
    </form>
  );
}

/** What the regulation leaves to the jury for this dossier. */
function useChoices({ outcome, byJury, sat }: DossierPage): readonly Choice[] {
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
    ...(sat.length > 0 ? [{ value: `void.${outcome.decision}`, label: t('deliberation:choices.void') }] : []),
    { value: 'exclude.excluded', label: t('marking:jury.choices.exclude') },
    ...(byJury ? [{ value: `undo.${outcome.decision}`, label: t('deliberation:choices.undo') }] : []),
  ];
}
