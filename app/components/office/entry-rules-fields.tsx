import { SelectField } from '#app/components/choice-fields.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import { useT } from '#app/i18n/use-t.tsx';

export type Place = { readonly code: string; readonly taken: number };
type Props = { readonly field: FieldOf; readonly places: readonly Place[]; readonly papers: number };

/** The rules most sittings need, as fields. */
export function EntryRulesFields({ field, places, papers }: Props) {
  const t = useT();
  const number = (name: string, label: string, hint?: string) => (
    <TextField {...field(name)} label={label} hint={hint} inputMode="numeric" width={10} maxLength={7} />
  );
  return (
    <>
      {number('ageMinimum', t('entries:rules.ageMinimum'), t('entries:rules.ageHint'))}
      {number('ageMaximum', t('entries:rules.ageMaximum'), t('entries:rules.ageHint'))}
      {number('attempts', t('entries:rules.attempts'), t('entries:rules.attemptsHint'))}
      <SelectField
        {...field('nationalId')}
        label={t('entries:rules.nationalId')}
        placeholder={null}
        choices={[
          { value: 'none', label: t('entries:rules.notAsked') },
          { value: 'optional', label: t('entries:rules.optional') },
          { value: 'required', label: t('entries:rules.required') },
        ]}
      />
      {number('quotaTotal', t('entries:rules.quota'), t('entries:rules.quotaHint'))}
      {places.map(({ code, taken }, at) => (
        <div key={code}>
          <input type="hidden" name={`places[${at}].code`} value={code} />
          {number(
            `places[${at}].count`,
            t('entries:rules.quotaSeries', { series: code }),
            taken > 0 ? t('entries:rules.taken', { count: taken }) : t('entries:rules.quotaHint'),
          )}
        </div>
      ))}
      <SelectField
        {...field('photo')}
        label={t('entries:rules.photo')}
        placeholder={null}
        choices={[
          { value: 'submission', label: t('entries:rules.photoSubmission') },
          { value: 'mixed', label: t('entries:rules.photoMixed') },
          { value: 'validation', label: t('entries:rules.photoValidation') },
          { value: 'none', label: t('entries:rules.notAsked') },
        ]}
      />
      <h2>{t('entries:rules.documents')}</h2>
      {Array.from({ length: papers }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the form
        <PaperFields key={at} at={at} field={field} />
      ))}
    </>
  );
}

function PaperFields({ at, field }: { at: number; field: FieldOf }) {
  const t = useT();
  const name = (part: string) => `documents[${at}].${part}`;
  const row = field(`documents[${at}]`).error;
  const french = field(name('labelFr'));
  return (
    <fieldset className="filter">
      <legend>{t('entries:rules.document', { number: at + 1 })}</legend>
      <input type="hidden" name={name('code')} value={field(name('code')).defaultValue} />
      <TextField {...french} error={french.error ?? row} label={t('entries:rules.labelFr')} maxLength={80} />
      <TextField {...field(name('labelEn'))} label={t('entries:rules.labelEn')} maxLength={80} />
      <SelectField
        {...field(name('who'))}
        label={t('entries:rules.who')}
        placeholder={null}
        choices={(['everyone', 'official', 'free'] as const).map((value) => ({
          value,
          label: t(`entries:rules.${value}`),
        }))}
      />
      <SelectField
        {...field(name('neededFor'))}
        label={t('entries:rules.neededFor')}
        placeholder={null}
        choices={(['submission', 'validation'] as const).map((value) => ({
          value,
          label: t(`entries:rules.${value}`),
        }))}
      />
    </fieldset>
  );
}
