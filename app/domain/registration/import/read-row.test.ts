import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { messageText } from '#app/i18n/translate.ts';
import { birthBounds } from '../birth.ts';
import { IMPORT_FIELDS, type ImportField, type Mapping } from './columns.ts';
import { createRowReader, type RowRules, readRow } from './read-row.ts';

const regulation = (name: string) =>
  regulationSchema.parse(
    JSON.parse(
      readFileSync(new URL(`../../../../db/seed/regulations/${name}.json`, import.meta.url), 'utf8'),
    ),
  );
const mapping: Mapping = Object.fromEntries(IMPORT_FIELDS.map((field, index) => [field, index]));
const rules: RowRules = {
  regulation: regulation('benin-bac'),
  birth: birthBounds('2027-06-14'),
  columns: IMPORT_FIELDS.length,
  defaultNationality: 'NE',
  countries: ['NE'],
  year: 2027,
};
const GOOD: Readonly<Record<ImportField, string>> = {
  surname: '  Maïga ',
  givenNames: 'Aïssatou   Bâ',
  sex: 'Féminin',
  birthDate: '23/11/2008',
  birthPlace: 'Tillabéri',
  nationality: 'nigérienne',
  series: 'c',
  options: 'dessin, MUS',
  sport: 'Inapte',
  nationalId: 'ne 123-456',
  diplomaExam: 'BEPC',
  diplomaYear: '2023',
  diplomaNumber: '0012/DEC',
  attempts: '1',
  phone: '90 12 34 56',
  email: 'Awa@Exemple.org',
  schoolNumber: 'A-17',
};
const row = (changes: Partial<Record<ImportField, string>> = {}) =>
  IMPORT_FIELDS.map((field) => ({ ...GOOD, ...changes })[field]);
const draftOf = (changes: Partial<Record<ImportField, string>> = {}, other: Partial<RowRules> = {}) => {
  const reading = readRow(row(changes), mapping, { ...rules, ...other });
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.draft;
};
const errorsOf = (changes: Partial<Record<ImportField, string>>, other: Partial<RowRules> = {}) => {
  const reading = readRow(row(changes), mapping, { ...rules, ...other });
  return reading.ok ? [] : reading.errors;
};

test('a row becomes a draft', () => {
  expect(draftOf()).toEqual({
    surname: 'Maïga',
    givenNames: 'Aïssatou Bâ',
    sex: 'F',
    birthDate: '2008-11-23',
    birthPlace: 'Tillabéri',
    nationality: 'NE',
    series: 'C',
    options: ['DES', 'MUS'],
    fit: false,
    nationalId: 'NE123456',
    diploma: { exam: 'BEPC', year: 2023, number: '0012/DEC' },
    attempts: 1,
    phone: '+22790123456',
    email: 'awa@exemple.org',
    schoolNumber: 'A-17',
  });
});

test('what need not be told may be left empty, or have no column', () => {
  const needed = ['surname', 'givenNames', 'sex', 'birthDate', 'birthPlace', 'series'] as const;
  const few: Mapping = Object.fromEntries(needed.map((field) => [field, IMPORT_FIELDS.indexOf(field)]));
  const empty = Object.fromEntries(
    IMPORT_FIELDS.filter((f) => !needed.some((n) => n === f)).map((f) => [f, ' ']),
  );
  const expected = {
    nationality: 'NE',
    options: [],
    fit: true,
    nationalId: null,
    diploma: null,
    attempts: null,
    phone: null,
    email: null,
    schoolNumber: null,
  };
  expect(draftOf(empty)).toMatchObject(expected);
  expect(readRow(row(), few, rules)).toMatchObject({ ok: true, draft: expected });
});

test('every error of a row is told, each with its column, from left to right', () => {
  const cells = row({
    surname: '',
    givenNames: '123',
    sex: 'x',
    birthDate: '31/02/2008',
    birthPlace: 'a\u200bb',
    nationality: 'Wakanda',
    series: 'ZZ',
    options: 'Latin',
    sport: 'peut-être',
    nationalId: '#',
    diplomaYear: '1900',
    diplomaNumber: 'x'.repeat(41),
    attempts: '-1',
    phone: '12',
    email: 'awa@',
  });
  const reading = readRow([...cells, '', 'en trop'], mapping, rules);
  if (reading.ok) throw new Error('accepted');
  expect(reading.errors.map(({ field, column }) => [field, column])).toEqual([
    ...IMPORT_FIELDS.filter((field) => !['diplomaExam', 'schoolNumber'].includes(field)).map((field) => [
      field,
      mapping[field],
    ]),
    [null, IMPORT_FIELDS.length + 1],
  ]);
  for (const locale of ['fr', 'en'] as const)
    for (const { message } of reading.errors) {
      expect(messageText(locale, message)).not.toContain('{{');
      expect(messageText(locale, message)).not.toMatch(/^\w+:/);
      if (message !== 'common:errors.format')
        expect(messageText(locale, message)).not.toBe(messageText(locale, 'common:errors.format'));
    }
});

test('names are refused in the words of the candidate’s own page', () => {
  expect(errorsOf({ surname: '' })[0]?.message).toBe('common:errors.required');
  expect(errorsOf({ surname: '漢字' })[0]?.message).toContain('candidate:errors.unprintable');
  expect(errorsOf({ nationality: 'Wakanda' })[0]?.message).toBe('candidate:errors.country');
  expect(errorsOf({ birthDate: '01/01/2020' })[0]?.message).toBe(
    'common:errors.dateTooLate?maximum=14%2F06%2F2018',
  );
});

test('spaces that spreadsheets do not break are spaces', () => {
  expect(draftOf({ surname: '\u00a0Maïga\u00a0Bâ', sex: 'F\u00a0' })).toMatchObject({
    surname: 'Maïga Bâ',
    sex: 'F',
  });
});

test('a nationality that is not told is asked for where none is given', () => {
  expect(errorsOf({ nationality: '' }, { defaultNationality: null })).toEqual([
    { column: 5, field: 'nationality', message: 'common:errors.required' },
  ]);
});

test.each([
  ['F', 'F'],
  ['féminin', 'F'],
  ['Fille', 'F'],
  ['FEMALE', 'F'],
  ['m', 'M'],
  ['Masculin', 'M'],
  ['Garçon', 'M'],
  ['Male', 'M'],
  ['H', 'M'],
] as const)('the sex %j is %s', (sex, expected) => {
  expect(draftOf({ sex }).sex).toBe(expected);
});

test.each([
  ['apte', true],
  ['Fit', true],
  ['OUI', true],
  ['', true],
  ['TRUE', true],
  ['inapte', false],
  ['unfit', false],
  ['Non', false],
])('for sport %j is %s', (sport, fit) => {
  expect(draftOf({ sport }).fit).toBe(fit);
});

test.each([
  ['A1', 'A1'],
  ['a1', 'A1'],
  ['Série A1', 'A1'],
  ['a 1', 'A1'],
  ['serie a1, lettres et langues', 'A1'],
  ['Series A1, letters and languages', 'A1'],
])('the series %j is %s', (series, code) => {
  expect(draftOf({ series, options: '' }).series).toBe(code);
});

test('the only series need not be told, and has the papers it has', () => {
  const bepc = regulation('bepc-sample');
  const draft = draftOf({ series: '', options: '', sport: '' }, { regulation: bepc });
  expect(draft.series).toBe(Object.keys(bepc.series)[0]);
});

test.each([
  ['', []],
  ['-', []],
  ['Aucune', []],
  ['MUS/DES', ['DES', 'MUS']],
  ['des ; des', ['DES']],
  ['Dessin (facultatif)', ['DES']],
  ['Sewing', ['COU']],
])('the options %j are %j', (options, codes) => {
  expect([...draftOf({ options }).options].sort()).toEqual([...codes].sort());
});

test('an option nobody offers is told with those there are', () => {
  expect(errorsOf({ options: 'DES, Latin' })).toMatchObject([
    { field: 'options', message: expect.stringMatching(/^import:errors\.options\?.*unknown=Latin/) },
  ]);
  const bepc = regulation('bepc-sample');
  const alone = { ...bepc, papers: {}, series: { X: { ...Object.values(bepc.series)[0], papers: [] } } };
  expect(errorsOf({ series: '' }, { regulation: regulationWithout(alone) })).toMatchObject([
    { field: 'options', message: 'import:errors.noOptions' },
  ]);
});

function regulationWithout(alone: object): RowRules['regulation'] {
  return { ...rules.regulation, ...alone };
}

test('no cell whatever breaks the reading', () => {
  const read = createRowReader(mapping, rules);
  const cells = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 20 });
  fc.assert(
    fc.property(cells, (some) => {
      const reading = read(some);
      if (!reading.ok) expect(reading.errors.length).toBeGreaterThan(0);
    }),
    { numRuns: 30 },
  );
});

const cases = join(import.meta.dirname, '../../../../../shared/cases');
describe.skipIf(!existsSync(cases))('real names and places (skipped where ../shared/cases is absent)', () => {
  const tokens = (name: string) =>
    existsSync(cases)
      ? readFileSync(join(cases, name), 'utf8')
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.replace(/(,[^,]*){1,3}$/, '').replace(/^"|"$/g, ''))
          .filter((text) => /\p{L}/u.test(text))
      : [];

  test.each([
    ['surname', 'names/mauritania_name_tokens.csv'],
    ['surname', 'names/guinea_surnames.csv'],
    ['givenNames', 'names/guinea_given_sequences.csv'],
    ['givenNames', 'names/comoros_name_tokens.csv'],
    ['surname', 'names/niger_tokens.csv'],
    ['birthPlace', 'centres-and-places/mauritania_birth_places.csv'],
    ['birthPlace', 'centres-and-places/comoros_birth_places_raw.csv'],
  ] as const)('%s of %s is kept as it is, but for spaces', (field, file) => {
    const read = createRowReader(mapping, rules);
    for (const text of tokens(file)) {
      const reading = read(row({ [field]: text }));
      const kept = text
        .normalize('NFC')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim();
      expect(reading).toMatchObject({ ok: true, draft: { [field]: kept } });
    }
  });
});
