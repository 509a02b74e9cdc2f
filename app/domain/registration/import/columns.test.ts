import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { messageText } from '#app/i18n/translate.ts';
import {
  checkMapping,
  IMPORT_FIELDS,
  type ImportField,
  type Mapping,
  mappingSchema,
  proposeMapping,
  requiredFields,
} from './columns.ts';
import { HEADER_WORDS, JOINED_WORDS } from './header-words.ts';

const regulation = (name: string) =>
  regulationSchema.parse(
    JSON.parse(
      readFileSync(new URL(`../../../../db/seed/regulations/${name}.json`, import.meta.url), 'utf8'),
    ),
  );
const REQUIRED = requiredFields(regulation('benin-bac'), 'NE');
const fieldOf = (title: string) => Object.keys(proposeMapping([title], []).mapping)[0];

test.each<[string, ImportField]>([
  ['Nom', 'surname'],
  ['NOM DE FAMILLE', 'surname'],
  ['Nom de l’élève *', 'surname'],
  ['Surname', 'surname'],
  ['Prénom(s)', 'givenNames'],
  ['PRENOMS', 'givenNames'],
  ['First Name', 'givenNames'],
  ['Né(e) le', 'birthDate'],
  ['Né le', 'birthDate'],
  ['Date de naissance (jj/mm/aaaa)', 'birthDate'],
  ['DATE_NAISSANCE', 'birthDate'],
  ['DOB', 'birthDate'],
  ['Né(e) à', 'birthPlace'],
  ['Lieu de naissance', 'birthPlace'],
  ['Place of birth', 'birthPlace'],
  ['Sexe (M/F)', 'sex'],
  ['Sex', 'sex'],
  ['Gender', 'sex'],
  ['Série', 'series'],
  ['Filière', 'series'],
  ['Nationalité', 'nationality'],
  ['EPS', 'sport'],
  ['Apte', 'sport'],
  ['EPS (apte/inapte)', 'sport'],
  ['Options', 'options'],
  ['Épreuves facultatives', 'options'],
  ['N° d’identification', 'nationalId'],
  ['Nº d’identification nationale', 'nationalId'],
  ['NIN', 'nationalId'],
  ['N° du diplôme', 'diplomaNumber'],
  ['Année d’obtention', 'diplomaYear'],
  ['Nombre de présentations', 'attempts'],
  ['Tél.', 'phone'],
  ['N° Tel', 'phone'],
  ['E-mail', 'email'],
  ['Matricule', 'schoolNumber'],
  ['Student No.', 'schoolNumber'],
])('%j is the column of %s', (title, field) => {
  expect(fieldOf(title)).toBe(field);
});

test.each(['Observations', 'N°', 'Erreurs', 'Âge', 'Classe', '???', '()'])('%j is nobody’s', (title) => {
  expect(proposeMapping([title], []).unmapped).toEqual([0]);
});

test('no spelling means two things', () => {
  const seen = new Map<string, string>();
  const both: string[] = [];
  const lists = [
    ...IMPORT_FIELDS.map((field) => [field, HEADER_WORDS[field]] as const),
    ...JOINED_WORDS.map(({ fields, words }) => [fields.join('+'), words] as const),
  ];
  for (const [field, words] of lists) {
    for (const word of words.split(', ')) {
      const other = seen.get(word);
      if (other !== undefined && other !== field) both.push(`${word}: ${other}, ${field}`);
      seen.set(word, field);
      const { mapping, joined } = proposeMapping([word], []);
      const found = joined[0]?.fields.join('+') ?? Object.keys(mapping)[0];
      if (found !== field) both.push(`${word} is ${found}, not ${field}`);
    }
  }
  expect(both).toEqual([]);
});

test('our own words for each field are known in both languages', () => {
  for (const locale of ['fr', 'en'] as const)
    for (const field of IMPORT_FIELDS)
      expect(fieldOf(messageText(locale, `import:fields.${field}`))).toBe(field);
});

test('a whole header is mapped, with what is left over, missing, doubled and joined', () => {
  const header = ['N°', 'Nom et prénoms', 'Nom', 'Sexe', 'Né le', '', 'Date de naissance', 'Obs.'];
  expect(proposeMapping(header, REQUIRED)).toEqual({
    mapping: { surname: 2, sex: 3, birthDate: 4 },
    unmapped: [0, 7],
    missing: ['givenNames', 'birthPlace', 'series'],
    doubled: [{ field: 'birthDate', columns: [4, 6] }],
    joined: [{ column: 1, fields: ['surname', 'givenNames'] }],
  });
});

test('what must be told depends on the exam and the office', () => {
  expect(requiredFields(regulation('bepc-sample'), null)).toContain('nationality');
  expect(requiredFields(regulation('bepc-sample'), 'NE')).not.toContain('series');
  expect(REQUIRED).toContain('series');
});

describe('a mapping that comes back from a page', () => {
  const whole: Mapping = { surname: 0, givenNames: 1, sex: 2, birthDate: 3, birthPlace: 4, series: 5 };

  test('is plain data', () => {
    expect(mappingSchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    for (const wrong of [{ surname: -1 }, { surname: 200 }, { surname: 1.5 }, { nobody: 1 }, { sex: '1' }])
      expect(mappingSchema.safeParse(wrong).success).toBe(false);
  });

  test.each<[Mapping, number, string]>([
    [whole, 5, 'sheet.columnUnknown'],
    [{ ...whole, phone: 0 }, 6, 'sheet.columnTwice'],
    [{ surname: 0 }, 6, 'sheet.columnMissing'],
  ])('%j with %i columns is %s', (mapping, columns, reason) => {
    expect(checkMapping(mapping, columns, REQUIRED)).toMatchObject({ ok: false, reason });
  });

  test('is good when each needed field has a column of its own', () => {
    expect(checkMapping(whole, 6, REQUIRED)).toEqual({ ok: true, value: whole });
  });
});
