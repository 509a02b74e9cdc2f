import { IdentityFields } from '#app/components/candidate/identity-fields.tsx';
import { CorrectionList, Corrections } from '#app/components/corrections.tsx';
import { DateField } from '#app/components/date-field.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { StateTag } from '#app/components/state-tag.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { isProofAccepted } from '#app/domain/registration/proof.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { EntryRead } from './entry-answers.tsx';

type Props = {
  readonly entry: EntryRead;
  readonly canAnswer: boolean;
  readonly problem: FormProblem | undefined;
};

/** Whether the candidate accepted their details, what they asked to have corrected, and the answer to it. */
export function EntryProof({ entry, canAnswer, problem }: Props) {
  const t = useT();
  const accepted = isProofAccepted(entry);
  const waiting = entry.corrections.some(({ state }) => state === 'open');
  const state = waiting ? 'correction' : accepted ? 'accepted' : 'notAccepted';
  return (
    <section>
      <h2>{t('entries:school.proof')}</h2>
      <p>
        <StateTag
          tone={accepted ? 'good' : waiting ? 'warn' : 'neutral'}
          text={t(`entries:proof.state.${state}`)}
        />
      </p>
      {canAnswer && waiting ? (
        <Corrections corrections={entry.corrections} problem={problem}>
          <DetailFields entry={entry} problem={problem} />
        </Corrections>
      ) : entry.corrections.length > 0 ? (
        <CorrectionList corrections={entry.corrections} />
      ) : null}
    </section>
  );
}

/** The details as they become; left as they are, nothing is corrected. */
function DetailFields({ entry, problem }: Pick<Props, 'entry' | 'problem'>) {
  const t = useT();
  const { surname, givenNames, sex, birthDate, birthPlace } = entry;
  const answering = problem && 'requestId' in problem.values ? problem : undefined;
  const field = fieldsOf(answering, { surname, givenNames, sex, birthDate, birthPlace });
  return (
    <>
      <IdentityFields field={field} />
      <DateField {...field.date('birthDate')} label={t('candidate:wizard.birth.date')} birthday />
      <TextField {...field('birthPlace')} label={t('candidate:wizard.birth.place')} spellCheck={false} />
    </>
  );
}
