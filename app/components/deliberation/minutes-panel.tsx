import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { DeliberationHead } from '#app/queries/jury/load-deliberation-page.server.ts';
import { LinkButton, SubmitButton } from '../buttons.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextField } from '../text-field.tsx';

type Props = {
  readonly head: DeliberationHead;
  readonly here: string;
  /** The president's own name, for whoever may sign. */
  readonly signer: string | null;
  readonly problem: FormProblem | undefined;
};

/** The minutes of a sealed deliberation: to be signed, or signed and to be downloaded. */
export function MinutesPanel({ head, here, signer, problem }: Props) {
  const t = useT();
  const format = useFormat();
  if (!head.sealedAt) return null;
  const { minutes } = head;
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">{t('deliberation:minutes')}</h2>
      {minutes ? (
        <>
          <p>
            {t('deliberation:signedBy', {
              name: minutes.signedAs,
              date: format.dateTime(new Date(minutes.signedAt)),
              hash: minutes.hash.slice(0, 16),
            })}
          </p>
          <LinkButton href={`${here}/pv.pdf`} kind="second" download text={t('deliberation:download')} />
        </>
      ) : signer === null ? (
        <p>{t('deliberation:minutesWaiting')}</p>
      ) : (
        <SignForm signer={signer} problem={problem} />
      )}
    </section>
  );
}

function SignForm({ signer, problem }: { signer: string; problem: FormProblem | undefined }) {
  const t = useT();
  const field = fieldsOf(problem);
  const { defaultValue: _, ...password } = field('password');
  return (
    <form method="post" noValidate>
      <p>{t('deliberation:minutesToSign')}</p>
      <TextField
        {...field('signedAs')}
        label={t('deliberation:signName')}
        hint={t('deliberation:signNameHint', { name: signer })}
        autoComplete="off"
        maxLength={200}
      />
      <TextField
        {...password}
        type="password"
        label={t('deliberation:signPassword')}
        autoComplete="current-password"
        maxLength={400}
      />
      <SubmitButton text={t('deliberation:sign')} name="do" value="sign" />
    </form>
  );
}
