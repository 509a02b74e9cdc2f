import type { FormProblem } from '#app/http/forms.ts';
import { message } from '#app/i18n/translate.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup, RadioGroup, SelectField } from '../choice-fields.tsx';
import { DateField } from '../date-field.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { FileField } from '../file-field.tsx';
import { FilterForm } from '../filter-form.tsx';
import { fieldsOf } from '../form-fields.ts';
import { SummaryList } from '../summary-list.tsx';
import { PhoneField, TextAreaField, TextField } from '../text-field.tsx';

const PROBLEM: FormProblem = {
  ok: false,
  errors: {
    surname: [message('common:errors.required')],
    birthDate: [message('common:errors.dateYear')],
    series: [message('common:errors.choose')],
  },
  values: { givenNames: 'Aïchatou', 'birthDate.day': '3', 'birthDate.month': '4', 'birthDate.year': '08' },
  lists: {},
};

const SERIES = [
  { value: 'A', label: 'A4', hint: 'Lettres et sciences humaines' },
  { value: 'C', label: 'C', hint: 'Mathématiques et sciences physiques' },
  { value: 'D', label: 'D', hint: 'Sciences de la vie et de la Terre' },
];

export function GalleryForms() {
  const field = fieldsOf(PROBLEM);
  return (
    <>
      <h2>Formulaires</h2>
      <ErrorSummary
        problem={PROBLEM}
        labels={{ surname: 'Nom de famille', birthDate: 'Date de naissance', series: 'Série' }}
      />
      <form method="get">
        <TextField
          {...field('surname')}
          label="Nom de famille"
          hint="Comme sur l’acte de naissance"
          autoComplete="family-name"
        />
        <TextField {...field('givenNames')} label="Prénoms" autoComplete="given-name" />
        <DateField {...field.date('birthDate')} label="Date de naissance" birthday />
        <RadioGroup {...field('series')} label="Série" choices={SERIES} />
        <CheckboxGroup
          {...field.list('options', ['D'])}
          label="Épreuves facultatives"
          optional
          choices={SERIES.slice(1)}
          id="opt"
        />
        <SelectField name="session" label="Session" choices={[{ value: '2026', label: '2026' }]} />
        <PhoneField name="phone" label="Téléphone" />
        <TextField name="mark" label="Note" width={4} inputMode="decimal" suffix="/ 20" defaultValue="13,5" />
        <TextAreaField name="reason" label="Motif du renvoi" optional />
        <FileField
          name="photo"
          label="Photo"
          accept="image/jpeg,image/png"
          kinds="JPEG ou PNG"
          maxBytes={5_000_000}
        />
        <SubmitButton />
      </form>
      <h2>Vérifiez vos réponses</h2>
      <SummaryList
        answers={[
          { label: 'Nom de famille', value: 'Moussa Ibrahim', changeHref: '#surname' },
          { label: 'Date de naissance', value: '3 avril 2008', changeHref: '#birthDate' },
          { label: 'Série', value: 'D', changeHref: '#series' },
        ]}
      />
      <FilterForm clearHref="?">
        <TextField name="q" type="search" label="Nom ou numéro" />
      </FilterForm>
    </>
  );
}
