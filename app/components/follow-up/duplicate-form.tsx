import { SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { TextAreaField } from '#app/components/text-field.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { DuplicateFile } from '#app/queries/followup/load-duplicate.server.ts';

type Props = {
  readonly pair: { readonly a: DuplicateFile; readonly b: DuplicateFile };
  readonly problem: FormProblem | undefined;
};

/** One person or two; of one person, which entry stays. What happens to the other is said before. */
export function DuplicateForm({ pair: { a, b }, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  const keep = (stays: DuplicateFile, goes: DuplicateFile) => ({
    label: t('followUp:duplicates.keep', { number: stays.number ?? '' }),
    hint: t(goes.state === 'submitted' ? 'followUp:duplicates.goesUnpaid' : 'followUp:duplicates.goesPaid', {
      number: goes.number ?? '',
    }),
  });
  return (
    <section>
      <h2>{t('office:entry.decide')}</h2>
      <form method="post" noValidate>
        <RadioGroup
          {...field('decision')}
          label={t('followUp:duplicates.question')}
          choices={[
            {
              value: 'different',
              label: t('followUp:duplicates.twoPeople'),
              hint: t('followUp:duplicates.twoPeopleHint'),
            },
            { value: 'keepA', ...keep(a, b) },
            { value: 'keepB', ...keep(b, a) },
          ]}
        />
        <TextAreaField
          {...field('note')}
          label={t('followUp:duplicates.note')}
          hint={t('followUp:duplicates.noteHint')}
          maxLength={600}
        />
        <SubmitButton text={t('followUp:duplicates.submit')} />
      </form>
    </section>
  );
}
