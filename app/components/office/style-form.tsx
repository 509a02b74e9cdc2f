import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { FileField } from '#app/components/file-field.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { STYLE_HEADER, STYLE_SIGNATORIES } from '#app/domain/documents/style-form.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { SignatoryFields, WordingFields } from './style-fields.tsx';

export const MOST_ARMS_BYTES = 5 * 1024 * 1024;

type Props = {
  readonly field: FieldOf;
  readonly seen: number;
  readonly organisationId: string;
  readonly profile: OrganisationProfile;
  readonly hasArms: boolean;
};

/** How documents look and speak, as one form. */
export function StyleForm({ field, seen, organisationId, profile, hasArms }: Props) {
  const t = useT();
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="organisationId" value={organisationId} />
      <ArmsFields field={field} organisationId={organisationId} hasArms={hasArms} />
      <ColourFields field={field} />
      <HeaderFields field={field} profile={profile} />
      <h2>{t('documentStyle:signing.title')}</h2>
      <p>{t('documentStyle:signing.lead')}</p>
      <SigningFields field={field} profile={profile} />
      <h2>{t('documentStyle:wording.title')}</h2>
      <TextFields field={field} />
      <SubmitButton text={t('documentStyle:save')} />
    </form>
  );
}

type FieldProps = Pick<Props, 'field'>;

function ArmsFields({ field, organisationId, hasArms }: Pick<Props, 'field' | 'organisationId' | 'hasArms'>) {
  const t = useT();
  return (
    <>
      <h2>{t('documentStyle:arms.title')}</h2>
      {hasArms ? (
        <p>
          <img
            src={`/bureau/documents/style/armoiries.jpg?organisme=${organisationId}`}
            alt={t('documentStyle:arms.alt')}
            width="120"
          />
        </p>
      ) : null}
      <FileField
        {...field('arms')}
        label={t('documentStyle:arms.label')}
        hint={t('documentStyle:arms.hint')}
        accept="image/png,image/jpeg,image/webp"
        kinds={t('documentStyle:arms.kinds')}
        maxBytes={MOST_ARMS_BYTES}
        optional
      />
      {hasArms ? (
        <CheckboxGroup
          {...field.list('removeArms')}
          label={t('documentStyle:arms.removeLabel')}
          choices={[{ value: 'yes', label: t('documentStyle:arms.remove') }]}
        />
      ) : null}
    </>
  );
}

function ColourFields({ field }: FieldProps) {
  const t = useT();
  return (
    <>
      <h2>{t('documentStyle:colours.title')}</h2>
      <p>{t('documentStyle:colours.lead')}</p>
      {(['ink', 'accent', 'ornament'] as const).map((name) => (
        <TextField
          key={name}
          {...field(`colours.${name}`)}
          label={t(`documentStyle:colours.${name}`)}
          width={10}
          maxLength={7}
          spellCheck={false}
          autoCapitalize="none"
          dir="ltr"
        />
      ))}
    </>
  );
}

function HeaderFields({ field, profile }: Pick<Props, 'field' | 'profile'>) {
  const t = useT();
  const otherwise = { ...profile, office: profile.name };
  return (
    <>
      <h2>{t('documentStyle:header.title')}</h2>
      {STYLE_HEADER.map((name) => (
        <WordingFields
          key={name}
          field={field}
          name={`header.${name}`}
          label={t(`documentStyle:header.${name}`)}
          otherwise={otherwise[name]?.fr}
        />
      ))}
    </>
  );
}

function SigningFields({ field, profile }: Pick<Props, 'field' | 'profile'>) {
  const t = useT();
  const locale = useLocale();
  const { name, title } = profile.signatory;
  return (
    <>
      {STYLE_SIGNATORIES.map((who) => (
        <SignatoryFields
          key={who}
          field={field}
          name={who}
          label={t(`documentStyle:signing.${who}`)}
          otherwise={who === 'signatory' ? { name, title: title[locale] } : undefined}
        />
      ))}
    </>
  );
}

function TextFields({ field }: FieldProps) {
  const t = useT();
  const diploma = (name: string) => ({ field, name: `diploma.${name}` });
  return (
    <>
      <WordingFields {...diploma('title')} label={t('documentStyle:wording.diplomaTitle')} />
      <WordingFields
        {...diploma('preamble')}
        label={t('documentStyle:wording.preamble')}
        hint={t('documentStyle:wording.preambleHint')}
        long
      />
      <WordingFields
        {...diploma('conferring')}
        label={t('documentStyle:wording.conferring')}
        hint={t('documentStyle:wording.conferringHint')}
      />
      <WordingFields {...diploma('rights')} label={t('documentStyle:wording.rights')} />
      <WordingFields
        {...diploma('notes')}
        label={t('documentStyle:wording.notes')}
        hint={t('documentStyle:wording.notesHint')}
        long
      />
      {(['transcriptNote', 'convocationNote'] as const).map((name) => (
        <WordingFields
          key={name}
          field={field}
          name={name}
          label={t(`documentStyle:wording.${name}`)}
          languages={['fr', 'en']}
        />
      ))}
    </>
  );
}
