import { RadioGroup } from '#app/components/choice-fields.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import { useT } from '#app/i18n/use-t.tsx';

/** Names as on the birth certificate, and the sex. */
export function IdentityFields({ field }: { field: FieldOf }) {
  const t = useT();
  return (
    <>
      <TextField
        {...field('surname')}
        label={t('candidate:wizard.identity.surname')}
        hint={t('candidate:wizard.identity.surnameHint')}
        autoComplete="family-name"
        spellCheck={false}
      />
      <TextField
        {...field('givenNames')}
        label={t('candidate:wizard.identity.givenNames')}
        hint={t('candidate:wizard.identity.givenNamesHint')}
        autoComplete="given-name"
        spellCheck={false}
      />
      <RadioGroup
        {...field('sex')}
        label={t('candidate:wizard.identity.sex')}
        choices={[
          { value: 'F', label: t('candidate:wizard.identity.F') },
          { value: 'M', label: t('candidate:wizard.identity.M') },
        ]}
      />
    </>
  );
}
