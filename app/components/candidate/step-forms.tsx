import type { ReactNode } from 'react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup, RadioGroup } from '#app/components/choice-fields.tsx';
import { DateField } from '#app/components/date-field.tsx';
import { FileField } from '#app/components/file-field.tsx';
import { type FieldOf, fieldsOf } from '#app/components/form-fields.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import type { Question } from '#app/http/candidate/load-question.server.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { DocumentForms } from './document-forms.tsx';
import { IdentityFields } from './identity-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { SchoolForm } from './school-form.tsx';

export type StepFormProps = {
  readonly question: Question;
  readonly version: number;
  readonly returning: boolean;
  readonly stored: Readonly<Record<string, string | null>>;
  readonly options: readonly string[];
  readonly photoHref: string | null;
  readonly base: string;
  readonly problem: FormProblem | undefined;
};

const PHOTO_BYTES = 5 * 1024 * 1024;

/** The form of one question. The version says which state of the entry the page was made from. */
export function StepForm(props: StepFormProps) {
  const { question, version, problem, stored } = props;
  const field = fieldsOf(problem, stored);
  if (question.step === 'documents')
    return <DocumentForms papers={question.papers} base={props.base} field={field} />;
  if (question.step === 'school') return <SchoolForm {...props} question={question} field={field} />;
  return (
    <PostForm version={version} multipart={question.step === 'photo'}>
      <Fields {...props} field={field} />
    </PostForm>
  );
}

type PostFormProps = { readonly version: number; readonly multipart?: boolean; readonly children: ReactNode };

export function PostForm({ version, multipart = false, children }: PostFormProps) {
  return (
    <form method="post" noValidate encType={multipart ? 'multipart/form-data' : undefined}>
      <input type="hidden" name="version" value={version} />
      {children}
      <ButtonRow>
        <SubmitButton />
      </ButtonRow>
    </form>
  );
}

function Fields({ question, field, options, photoHref }: StepFormProps & { readonly field: FieldOf }) {
  const t = useT();
  const locale = useLocale();
  switch (question.step) {
    case 'identity':
      return (
        <>
          <PageHeading
            title={t('candidate:wizard.identity.title')}
            lead={t('candidate:wizard.identity.lead')}
          />
          <IdentityFields field={field} />
        </>
      );
    case 'birth':
      return <BirthFields field={field} />;
    case 'nationality':
      return <NationalityField field={field} countries={question.countries} />;
    case 'series':
      return (
        <RadioGroup
          {...field('series')}
          question
          label={t('candidate:wizard.series.title')}
          choices={question.choices.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        />
      );
    case 'options':
      return (
        <CheckboxGroup
          {...field.list('options', options)}
          question
          label={t('candidate:wizard.options.title')}
          hint={t('candidate:wizard.options.hint')}
          choices={question.choices.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        />
      );
    case 'sport':
      return (
        <RadioGroup
          {...field('sport')}
          question
          label={t('candidate:wizard.sport.title')}
          choices={[
            { value: 'fit', label: t('candidate:wizard.sport.fit') },
            {
              value: 'unfit',
              label: t('candidate:wizard.sport.unfit'),
              hint: t('candidate:wizard.sport.unfitHint'),
            },
          ]}
        />
      );
    case 'nationalId':
    case 'diploma':
    case 'attempt':
      return <RuleFields question={question} field={field} />;
    case 'photo':
      return <PhotoField field={field} photoHref={photoHref} />;
    default:
      return null;
  }
}

function BirthFields({ field }: { field: FieldOf }) {
  const t = useT();
  return (
    <>
      <PageHeading title={t('candidate:wizard.birth.title')} />
      <DateField {...field.date('birthDate')} label={t('candidate:wizard.birth.date')} birthday />
      <TextField
        {...field('birthPlace')}
        label={t('candidate:wizard.birth.place')}
        hint={t('candidate:wizard.birth.placeHint')}
        spellCheck={false}
      />
    </>
  );
}

type Countries = Extract<Question, { step: 'nationality' }>['countries'];

/** Typed, with the browser's own list behind it where it has one. */
function NationalityField({ field, countries }: { field: FieldOf; countries: Countries }) {
  const t = useT();
  return (
    <>
      <TextField
        {...field('nationality')}
        question
        label={t('candidate:wizard.nationality.title')}
        hint={t('candidate:wizard.nationality.hint')}
        autoComplete="country-name"
        width={20}
        list="countries"
      />
      <datalist id="countries">
        {countries.map(({ code, name }) => (
          <option key={code} value={name} />
        ))}
      </datalist>
    </>
  );
}

function PhotoField({ field, photoHref }: { field: FieldOf; photoHref: string | null }) {
  const t = useT();
  const { name, error } = field('photo');
  return (
    <>
      <PageHeading title={t('candidate:wizard.photo.title')} />
      {photoHref === null ? null : (
        <p>
          <img src={photoHref} width={150} height={200} alt={t('candidate:wizard.photo.current')} />
        </p>
      )}
      <FileField
        name={name}
        error={error}
        label={t(photoHref === null ? 'candidate:wizard.photo.label' : 'candidate:wizard.photo.replace')}
        hint={t('candidate:wizard.photo.hint')}
        accept="image/jpeg,image/png,image/webp"
        kinds={t('candidate:wizard.photo.kinds')}
        maxBytes={PHOTO_BYTES}
      />
    </>
  );
}
