import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup } from '../choice-fields.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextAreaField } from '../text-field.tsx';

type Props = { readonly members: readonly Member[]; readonly problem: FormProblem | undefined };

/** One reason and those who decide, for the dossiers whose boxes are ticked in the table. */
export function RescueManyForm({ members, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  const present = members.filter((member) => member.present);
  return (
    <form method="post" id="rescue-many" noValidate>
      <h2>{t('deliberation:rescueMany')}</h2>
      <p>{t('deliberation:rescueManyText')}</p>
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
        hint={present.length === 0 ? t('deliberation:noMember') : t('marking:jury.decidersHint')}
        choices={present.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton text={t('deliberation:rescueManyButton')} />
    </form>
  );
}
