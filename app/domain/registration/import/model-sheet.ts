import type { Regulation } from '#app/domain/regulation/schema.ts';
import { hasSport, optionalPapers, seriesChoices } from '../papers.ts';
import type { ImportField } from './columns.ts';

export type ModelSheet = {
  readonly fields: readonly ImportField[];
  /** Two invented pupils, a cell a field. */
  readonly rows: readonly (readonly string[])[];
};

type Example = Readonly<Record<ImportField, string>>;

/** What a sheet for this regulation asks, in order, with two rows that are read without an error. @param year of the sitting */
export function modelSheet(regulation: Regulation, year: number): ModelSheet {
  const series = seriesChoices(regulation).map(({ code }) => code);
  const first = series[0] ?? '';
  const fields: ImportField[] = ['surname', 'givenNames', 'sex', 'birthDate', 'birthPlace', 'nationality'];
  if (series.length > 1) fields.push('series');
  if (series.some((code) => optionalPapers(regulation, code).length > 0)) fields.push('options');
  if (series.some((code) => hasSport(regulation, code))) fields.push('sport');
  fields.push('nationalId', 'phone', 'schoolNumber');
  const shared = {
    series: first,
    options: '',
    diplomaExam: '',
    diplomaYear: '',
    diplomaNumber: '',
    attempts: '',
    phone: '',
    email: '',
  };
  const examples: Example[] = [
    {
      ...shared,
      surname: 'MAÏGA',
      givenNames: 'Aïssatou',
      sex: 'F',
      birthDate: `23/11/${year - 18}`,
      birthPlace: 'Tillabéri',
      nationality: 'Niger',
      sport: 'apte',
      nationalId: 'NE0001',
      schoolNumber: '1',
    },
    {
      ...shared,
      surname: 'N’DIAYE',
      givenNames: 'Oumar',
      sex: 'M',
      birthDate: `04/02/${year - 17}`,
      birthPlace: 'Say',
      nationality: 'Bénin',
      sport: 'inapte',
      nationalId: '',
      schoolNumber: '2',
    },
  ];
  return { fields, rows: examples.map((example) => fields.map((field) => example[field])) };
}
