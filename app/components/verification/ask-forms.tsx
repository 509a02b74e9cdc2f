import type { FormProblem } from '#app/http/forms.ts';
import { FILE_LIMIT } from '#app/http/verification-forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { FileField } from '../file-field.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextAreaField, TextField } from '../text-field.tsx';

type Props = { readonly problem: FormProblem | undefined };

/** What is printed beside the QR, for who has no camera. */
export function TypedCodeForm({ problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  const exact = { autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false, dir: 'ltr' } as const;
  return (
    <form method="post" noValidate>
      <TextField
        {...field('number')}
        {...exact}
        label={t('verify:form.number')}
        hint={t('verify:form.numberHint')}
      />
      <TextField
        {...field('code')}
        {...exact}
        label={t('verify:form.code')}
        hint={t('verify:form.codeHint')}
        width={20}
      />
      <SubmitButton text={t('verify:form.submit')} />
    </form>
  );
}

export function ScannedForm({ problem }: Props) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <p>{t('verify:form.scannedLead')}</p>
      <TextAreaField {...fieldsOf(problem)('text')} label={t('verify:form.text')} />
      <SubmitButton text={t('verify:form.submit')} />
    </form>
  );
}

export function FileForm({ problem }: Props) {
  const t = useT();
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <p>{t('verify:form.fileLead')}</p>
      <FileField
        name="file"
        error={problem?.errors.file}
        label={t('verify:form.fileField')}
        accept="application/pdf,image/*"
        kinds={t('verify:form.fileKinds')}
        maxBytes={FILE_LIMIT}
      />
      <SubmitButton text={t('verify:form.submit')} />
    </form>
  );
}
