import { describe, expect, test } from 'vitest';
import { messageText } from '#app/i18n/translate.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { birthBounds } from '../birth.ts';
import { DEFAULT_ENTRY_RULES, type EntryRules } from '../entry-rules.ts';
import { IMPORT_FIELDS, type ImportField, type Mapping, proposeMapping, requiredFields } from './columns.ts';
import { attemptOf, earlierDiploma } from './judge-draft.ts';
import { createRowJudge, type JudgedRow, type SeenRows } from './judge-row.ts';
import { modelSheet } from './model-sheet.ts';

const regulation = sampleRegulation('benin-bac');
const columns: Mapping = Object.fromEntries(IMPORT_FIELDS.map((field, index) => [field, index]));
const none = (): SeenRows => ({ persons: new Map(), numbers: new Map() });

function judgeWith(rules: Partial<EntryRules> = {}, seen = none()) {
  return createRowJudge(
    { columns },
    {
      regulation,
      rules: { ...DEFAULT_ENTRY_RULES, ...rules },
      examStartsOn: '2027-06-14',
      birth: birthBounds('2027-06-14'),
      columns: IMPORT_FIELDS.length,
      defaultNationality: null,
      countries: ['NE'],
      year: 2027,
    },
    seen,
  );
}

const GOOD: Partial<Record<ImportField, string>> = {
  surname: 'Maïga',
  givenNames: 'Aïssatou',
  sex: 'F',
  birthDate: '23/11/2008',
  birthPlace: 'Tillabéri',
  nationality: 'Niger',
  series: 'C',
};
const row = (number: number, changes: Partial<Record<ImportField, string>> = {}) => ({
  number,
  cells: IMPORT_FIELDS.map((field) => ({ ...GOOD, ...changes })[field] ?? ''),
});
const told = ({ errors }: JudgedRow) => errors.map(({ field, message }) => [field, message.split('?')[0]]);

describe('one list', () => {
  test('a pupil written twice in any spelling is bad the second time, and names the first row', () => {
    const judge = judgeWith();
    expect(judge(row(2)).state).toBe('good');
    const second = judge(row(9, { surname: 'MAIGA', birthPlace: 'TILLABERI', sex: 'f' }));
    expect(second).toMatchObject({ state: 'bad', draft: null });
    expect(second.errors).toMatchObject([{ field: 'surname', message: 'imports:row.twice?row=2' }]);
  });

  test('two pupils with one identity number: the second is bad', () => {
    const judge = judgeWith();
    judge(row(2, { nationalId: 'NE 1' }));
    expect(told(judge(row(3, { surname: 'Seyni', nationalId: 'ne-1' })))).toEqual([
      ['nationalId', 'imports:row.sameNumber'],
    ]);
  });

  test('rows of an earlier run are known', () => {
    const seen = none();
    judgeWith({}, seen)(row(2));
    expect(told(judgeWith({}, seen)(row(3)))).toEqual([['surname', 'imports:row.twice']]);
  });
});

describe('the sitting’s rules', () => {
  const label = { fr: 'Brevet', en: 'Lower certificate' };
  const rules: Partial<EntryRules> = {
    age: { minimum: 17, maximum: 20 },
    nationalId: 'required',
    attempts: { maximum: 3 },
    seriesFor: { official: ['D'] },
    earlierDiploma: { code: 'BEPC', label, yearsBefore: 3 },
  };

  test('are all told, in words of both languages', () => {
    const judged = judgeWith(rules)(
      row(2, { birthDate: '01/01/2012', attempts: '3', diplomaExam: 'CEP', diplomaYear: '2020' }),
    );
    expect(told(judged)).toEqual([
      ['birthDate', 'imports:rules.tooYoung'],
      ['series', 'imports:rules.seriesNotForKind'],
      ['nationalId', 'common:errors.required'],
      ['diplomaExam', 'imports:rules.diplomaUnknown'],
      ['attempts', 'imports:rules.tooManyAttempts'],
    ]);
    for (const locale of ['fr', 'en'] as const)
      for (const { message } of judged.errors)
        expect(messageText(locale, message)).not.toMatch(/\{\{|^\w+:|undefined/);
  });

  test('a diploma is known by code, by words in either language, or by its year alone', () => {
    const read = (exam: string | null) =>
      earlierDiploma({ diploma: { exam, year: 2024, number: null } }, { ...DEFAULT_ENTRY_RULES, ...rules })
        ?.exam;
    expect([read('bepc'), read('BREVET'), read('lower certificate'), read(null), read('CEP')]).toEqual([
      'BEPC',
      'BEPC',
      'BEPC',
      'BEPC',
      'CEP',
    ]);
    expect(earlierDiploma({ diploma: null }, DEFAULT_ENTRY_RULES)).toBeNull();
    expect(
      earlierDiploma({ diploma: { exam: null, year: 2024, number: null } }, DEFAULT_ENTRY_RULES),
    ).toBeNull();
  });

  test('times taken before make which time this is', () => {
    expect([attemptOf({ attempts: 0 }), attemptOf({ attempts: 2 }), attemptOf({ attempts: null })]).toEqual([
      1,
      3,
      null,
    ]);
  });
});

test.each(['fr', 'en'] as const)('the model’s titles in %s are all recognised', (locale) => {
  const { fields } = modelSheet(regulation, 2027);
  const titles = fields.map((field) => messageText(locale, `import:fields.${field}`));
  const proposed = proposeMapping(titles, requiredFields(regulation, null));
  expect(proposed).toMatchObject({ missing: [], doubled: [], joined: [], unmapped: [] });
  expect(proposed.mapping).toEqual(Object.fromEntries(fields.map((field, index) => [field, index])));
});
