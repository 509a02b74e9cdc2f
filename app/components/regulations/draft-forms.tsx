import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import type { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

type Field = ReturnType<typeof fieldsOf>;

/** A sound draft, to be kept as a version. */
export function KeepForm({ revision, version }: { revision: number; version: number }) {
  const t = useT();
  return (
    <Notice tone="good" title={t('regulations:draft.sound')}>
      <p>{t('regulations:draft.keepText')}</p>
      <form method="post">
        <input type="hidden" name="revision" value={revision} />
        <SubmitButton name="intent" value="keep" text={t('regulations:draft.keep', { version })} />
      </form>
    </Notice>
  );
}

/** The file itself, as text. */
export function FileForm({ revision, field }: { revision: number; field: Field }) {
  const t = useT();
  return (
    <form method="post" noValidate className="file-text">
      <h2>{t('regulations:draft.file')}</h2>
      <input type="hidden" name="revision" value={revision} />
      <TextAreaField
        {...field('text')}
        label={t('regulations:draft.file')}
        hint={
          <>
            {t('regulations:draft.fileHint')}{' '}
            <a href="/schemas/regulation-1.json">{t('regulations:draft.schema')}</a>
          </>
        }
      />
      <SubmitButton kind="second" name="intent" value="file" text={t('regulations:draft.saveFile')} />
    </form>
  );
}

/** A past sitting to try the draft on. */
export function CompareForm({
  sittings,
  field,
}: {
  sittings: readonly { readonly id: string; readonly name: Bilingual }[];
  field: Field;
}) {
  const t = useT();
  const locale = useLocale();
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('regulations:draft.compare')}</h2>
      {sittings.length === 0 ? (
        <p>{t('regulations:draft.nothingToCompare')}</p>
      ) : (
        <form method="post" noValidate>
          <p>{t('regulations:draft.compareText')}</p>
          <SelectField
            {...field('sittingId')}
            label={t('regulations:draft.compareSitting')}
            choices={sittings.map(({ id, name }) => ({ value: id, label: name[locale] }))}
          />
          <SubmitButton
            kind="second"
            name="intent"
            value="compare"
            text={t('regulations:draft.compareSubmit')}
          />
        </form>
      )}
    </section>
  );
}
