import type { ReactNode } from 'react';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { Correction } from '#app/queries/proof/list-corrections.server.ts';
import { ButtonRow, SubmitButton } from './buttons.tsx';
import { fieldsOf } from './form-fields.ts';
import { StateTag } from './state-tag.tsx';
import { TextAreaField } from './text-field.tsx';

type Props = { readonly corrections: readonly Correction[] };

/** What a candidate asked to have corrected and what was answered, the last first. */
export function CorrectionList({ corrections }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <ul className="papers">
      {corrections.map(({ id, text, state, answer, createdAt, answeredAt }) => (
        <li key={id}>
          <p className="small">
            {t('entries:proof.asked', { date: format.dateTime(createdAt) })} ·{' '}
            <StateTag
              tone={state === 'open' ? 'warn' : state === 'done' ? 'good' : 'neutral'}
              text={t(`entries:proof.${state}`)}
            />
          </p>
          <blockquote dir="auto">{text}</blockquote>
          {answer === null || answeredAt === null ? null : (
            <p>
              <b>{t('entries:proof.answered', { date: format.dateTime(answeredAt) })}</b>
              <br />
              <span dir="auto">{answer}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

type AnswerProps = Props & {
  readonly problem: FormProblem | undefined;
  /** The details an officer may correct with the answer. */
  readonly children?: ReactNode;
};

/** The requests of an entry, and the form that answers the one that waits. */
export function Corrections({ corrections, problem, children }: AnswerProps) {
  const t = useT();
  const field = fieldsOf(problem);
  const waiting = corrections.find(({ state }) => state === 'open');
  if (corrections.length === 0) return null;
  return (
    <section>
      <h2>{t('entries:proof.requests')}</h2>
      <CorrectionList corrections={corrections} />
      {waiting ? (
        <form method="post" noValidate>
          <input type="hidden" name="requestId" value={waiting.id} />
          {children}
          <TextAreaField
            {...field('answer')}
            label={t('entries:proof.answer')}
            hint={t('entries:proof.answerHint')}
            maxLength={600}
          />
          <ButtonRow>
            <SubmitButton name="intent" value="done" text={t('entries:proof.name.done')} />
            <SubmitButton
              kind="second"
              name="intent"
              value="declined"
              text={t('entries:proof.name.declined')}
            />
          </ButtonRow>
        </form>
      ) : null}
    </section>
  );
}
