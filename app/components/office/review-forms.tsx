import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { TextAreaField } from '#app/components/text-field.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Props = { readonly version: number; readonly problem: FormProblem | undefined };

/** Validate with one press; return or reject with a reason the candidate will read. */
export function ReviewForms({ version, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <section>
      <h2>{t('office:entry.decide')}</h2>
      <p>{t('office:entry.decideText')}</p>
      <form method="post">
        <input type="hidden" name="version" value={version} />
        <SubmitButton name="intent" value="validate" text={t('office:entry.validate')} />
      </form>
      <h3>{t('office:entry.sendBack')}</h3>
      <form method="post">
        <input type="hidden" name="version" value={version} />
        <TextAreaField
          {...field('reason')}
          label={t('office:entry.reason')}
          hint={t('office:entry.reasonHint')}
          maxLength={600}
        />
        <ButtonRow>
          <SubmitButton kind="second" name="intent" value="return" text={t('office:entry.return')} />
          <SubmitButton kind="danger" name="intent" value="reject" text={t('office:entry.reject')} />
        </ButtonRow>
      </form>
    </section>
  );
}
