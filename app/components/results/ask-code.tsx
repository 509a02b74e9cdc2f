import type { FormProblem } from '#app/http/forms.ts';
import { LONGEST_CODE } from '#app/http/results/code-form.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextField } from '../text-field.tsx';

/** Asks for the code of a result; it is sent to the page that asks. */
export function AskCode({ problem }: { problem: FormProblem | undefined }) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <form method="post" noValidate>
      <h2>{t('results:number.open')}</h2>
      <p>{t('results:number.openText')}</p>
      <TextField
        {...field('code')}
        label={t('results:find.code')}
        width={20}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={LONGEST_CODE}
        dir="ltr"
      />
      <SubmitButton text={t('results:number.submit')} />
    </form>
  );
}
