import type { FieldOf } from '#app/components/form-fields.ts';
import { TextAreaField, TextField } from '#app/components/text-field.tsx';
import { STYLE_LANGUAGES } from '#app/domain/documents/style-form.ts';
import { useT } from '#app/i18n/use-t.tsx';

type WordingProps = {
  readonly field: FieldOf;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is printed when nothing is written, in French. */
  readonly otherwise?: string | undefined;
  readonly long?: boolean;
  readonly languages?: readonly (typeof STYLE_LANGUAGES)[number][];
};

/** One wording in each language. Several lines where `long`. */
export function WordingFields({
  field,
  name,
  label,
  hint,
  otherwise,
  long,
  languages = STYLE_LANGUAGES,
}: WordingProps) {
  const t = useT();
  const empty = otherwise ? t('documentStyle:empty', { text: otherwise }) : undefined;
  return (
    <fieldset className="filter">
      <legend>{label}</legend>
      {languages.map((language) => {
        const props = {
          ...field(`${name}.${language}`),
          label: `${label}, ${t(`documentStyle:language.${language}`)}`,
          hint: language === 'fr' ? [hint, empty].filter(Boolean).join(' ') : undefined,
        };
        return long ? (
          <TextAreaField key={language} {...props} maxLength={2000} />
        ) : (
          <TextField key={language} {...props} maxLength={300} />
        );
      })}
    </fieldset>
  );
}

type SignatoryProps = {
  readonly field: FieldOf;
  readonly name: string;
  readonly label: string;
  readonly otherwise?: { readonly name: string; readonly title: string } | undefined;
};

/** A name and a title in each language. */
export function SignatoryFields({ field, name, label, otherwise }: SignatoryProps) {
  const t = useT();
  const hint = otherwise && t('documentStyle:empty', { text: `${otherwise.title}, ${otherwise.name}` });
  return (
    <fieldset className="filter">
      <legend>{label}</legend>
      <TextField
        {...field(`signing.${name}.name`)}
        label={t('documentStyle:signing.name')}
        hint={hint}
        maxLength={160}
      />
      {STYLE_LANGUAGES.map((language) => (
        <TextField
          key={language}
          {...field(`signing.${name}.title.${language}`)}
          label={`${t('documentStyle:signing.quality')}, ${t(`documentStyle:language.${language}`)}`}
          maxLength={120}
        />
      ))}
    </fieldset>
  );
}
