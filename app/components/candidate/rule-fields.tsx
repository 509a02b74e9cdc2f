import type { FieldOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import type { Question } from '#app/http/candidate/load-question.server.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly question: Extract<Question, { step: 'nationalId' | 'diploma' | 'attempt' }>;
  readonly field: FieldOf;
};

/** The questions that a sitting's rules ask and others do not. */
export function RuleFields({ question, field }: Props) {
  const t = useT();
  const locale = useLocale();
  switch (question.step) {
    case 'nationalId':
      return (
        <TextField
          {...field('nationalId')}
          question
          label={t('entries:nationalId.title')}
          hint={t('entries:nationalId.hint')}
          width={20}
          maxLength={40}
          spellCheck={false}
          dir="ltr"
        />
      );
    case 'attempt':
      return (
        <TextField
          {...field('attempt')}
          question
          label={t('entries:attempt.title')}
          hint={t('entries:attempt.hint')}
          inputMode="numeric"
          width={2}
          maxLength={2}
        />
      );
    case 'diploma':
      return (
        <>
          <PageHeading title={t('entries:diploma.title')} lead={question.label[locale]} />
          <TextField
            {...field('year')}
            label={t('entries:diploma.year')}
            hint={t('entries:diploma.yearHint')}
            inputMode="numeric"
            width={4}
            maxLength={4}
          />
          <TextField
            {...field('number')}
            label={t('entries:diploma.number')}
            hint={t('entries:diploma.numberHint')}
            optional
            width={20}
            maxLength={40}
            spellCheck={false}
          />
        </>
      );
  }
}
