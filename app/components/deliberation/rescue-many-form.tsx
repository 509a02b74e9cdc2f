import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { fieldsOf } from '../form-fields.ts';
import { ReasonAndDeciders } from './reason-and-deciders.tsx';

type Props = { readonly members: readonly Member[]; readonly problem: FormProblem | undefined };

/** One reason and those who decide, for the dossiers whose boxes are ticked in the table. */
export function RescueManyForm({ members, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <form method="post" id="rescue-many" noValidate>
      <h2>{t('deliberation:rescueMany')}</h2>
      <p>{t('deliberation:rescueManyText')}</p>
      <ReasonAndDeciders field={field} members={members} />
      <SubmitButton text={t('deliberation:rescueManyButton')} />
    </form>
  );
}
