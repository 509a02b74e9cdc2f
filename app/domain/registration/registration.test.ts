import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { messageText } from '#app/i18n/translate.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { birthBounds, birthSchema } from './birth.ts';
import { candidateNumber } from './candidate-number.ts';
import { eligibility, takesCorrections, takesEntries } from './eligibility.ts';
import { DEFAULT_ENTRY_RULES } from './entry-rules.ts';
import { countries, countryName, findCountry, nationalityWording } from './nationality.ts';
import { beyondProgramme, optionalPapers, optionsSchema, seriesChoices } from './papers.ts';
import {
  type Answers,
  answersAfterSeries,
  firstUnanswered,
  stepAfter,
  stepBefore,
  stepsFor,
} from './steps.ts';
import { nameField } from './text-field.ts';

const read = (name: string) =>
  regulationSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../db/seed/regulations/${name}.json`, import.meta.url), 'utf8')),
  );
const bac = read('benin-bac');
const bepc = read('bepc-sample');
const SOLE = seriesChoices(bepc)[0]?.code ?? '';
const UUID = '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11';

const complete: Answers = {
  kind: 'official',
  schoolId: UUID,
  regionId: UUID,
  surname: 'Maïga',
  givenNames: 'Aïssatou',
  sex: 'F',
  birthDate: '2008-11-23',
  birthPlace: 'Tillabéri',
  nationality: 'NE',
  series: 'C',
  options: ['DES'],
  fit: true,
  photoKey: 'photos/a.jpg',
  nationalId: null,
  earlierDiploma: null,
  attempt: null,
  documents: [],
};
const rules = DEFAULT_ENTRY_RULES;

describe('names', () => {
  const field = nameField(20);
  test.each([
    ['محمد', 'محمد'],
    ['  Maïga  ', 'Maïga'],
    ['N’Diaye', 'N’Diaye'],
    ["N'Diaye", "N'Diaye"],
    ['Ƴarʼadua', 'Ƴarʼadua'],
    ['Aïssatou   Bâ', 'Aïssatou Bâ'],
    ['E\u0301mile', 'Émile'],
    ['O', 'O'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(field.parse(typed)).toBe(kept);
  });

  test.each([
    ['', 'Remplissez'],
    ['   ', 'Remplissez'],
    ['123', 'lettre'],
    ['Ma\u0000ïga', 'invisible'],
    ['Ma\nïga', 'invisible'],
    ['\u202Eagïam', 'invisible'],
    ['a'.repeat(21), '20'],
    ['漢字', '漢'],
  ])('%j is refused with what to do', (typed, words) => {
    const parsed = field.safeParse(typed);
    expect(parsed.success).toBe(false);
    expect(messageText('fr', parsed.error?.issues[0]?.message ?? '')).toContain(words);
  });
});

describe('birth', () => {
  const bounds = birthBounds('2027-06-14');
  test('the bounds are ages on the first day of the papers', () => {
    expect(bounds).toEqual({ minimum: '1927-06-14', maximum: '2018-06-14' });
    expect(birthBounds('2028-02-29').maximum).toBe('2019-02-28');
    expect(birthBounds('2028-02-29').minimum).toBe('1928-02-29');
  });
  test('a date beyond them is refused, on them it is not', () => {
    const schema = birthSchema(bounds);
    const at = (birthDate: string) => schema.safeParse({ birthDate, birthPlace: 'Dosso' }).success;
    expect([
      at('1927-06-13'),
      at('1927-06-14'),
      at('2018-06-14'),
      at('2018-06-15'),
      at('2008-02-30'),
    ]).toEqual([false, true, true, false, false]);
  });
});

describe('nationality', () => {
  test.each([
    ['Niger', 'NE'],
    ['nigérienne', 'NE'],
    ['NIGERIANE', 'NG'],
    ['cote d ivoire', 'CI'],
    ['Côte d’Ivoire', 'CI'],
    ['Germany', 'DE'],
    ['bj', 'BJ'],
  ])('%s is %s', (typed, code) => {
    expect(findCountry(typed)).toBe(code);
  });
  test('an unknown country is no country', () => {
    expect(findCountry('Wakanda')).toBeUndefined();
    expect(findCountry('')).toBeUndefined();
  });
  test('every country has a name in both languages and is found by it', () => {
    for (const { code, name } of countries('fr')) {
      expect(name).not.toBe(code);
      expect(findCountry(name)).toBe(code);
      expect(findCountry(countryName(code, 'en'))).toBe(code);
    }
  });
  test('the office’s own country comes first', () => {
    expect(countries('fr', ['NE'])[0]).toEqual({ code: 'NE', name: 'Niger' });
  });
  test('documents print the adjective', () => {
    expect(nationalityWording('NE')).toEqual({ fr: 'nigérienne', en: 'Nigerien' });
    expect(nationalityWording('DE')).toEqual({ fr: 'Allemagne', en: 'Germany' });
  });
});

describe('series, options and sport come from the regulation', () => {
  test('series by code, whatever the order of keys', () => {
    expect(seriesChoices(bac).map(({ code }) => code)).toEqual(['A1', 'A2', 'B', 'C', 'D']);
    const shuffled = { ...bac, series: Object.fromEntries(Object.entries(bac.series).reverse()) };
    expect(seriesChoices(shuffled)).toEqual(seriesChoices(bac));
    expect(optionalPapers(bac, 'C').map(({ code }) => code)).toEqual(['DES', 'COU', 'MUS']);
    expect(optionalPapers(bac, 'toString')).toEqual([]);
    const kcse = sampleRegulation('kcse-best-of');
    const offered = optionalPapers(kcse, 'KCSE').map(({ code }) => code);
    expect(offered).toEqual(
      kcse.series['KCSE']?.papers.filter(({ elective }) => elective).map(({ paper }) => paper),
    );
    expect(optionsSchema(kcse, 'KCSE').parse({ options: offered.slice(0, 2) }).options).toHaveLength(2);
    expect(beyondProgramme(bac, ['DES'])).toEqual(['DES']);
    expect(beyondProgramme(kcse, offered)).toEqual([]);
  });
  test('options are known, once, in order; none is an answer', () => {
    const schema = optionsSchema(bac, 'C');
    expect(schema.parse({ options: ['MUS', 'DES', 'MUS'] })).toEqual({ options: ['DES', 'MUS'] });
    expect(schema.parse({})).toEqual({ options: [] });
    expect(schema.safeParse({ options: ['FRA'] }).success).toBe(false);
  });
  test('a question that does not concern the series is not asked', () => {
    expect(stepsFor({ series: SOLE, kind: 'free' }, bepc, rules)).not.toContain('options');
    expect(stepsFor({ series: 'C', kind: 'free' }, bac, rules)).toContain('options');
    expect(stepAfter('series', { ...complete, series: SOLE }, bepc, rules)).toBe('sport');
    expect(stepBefore('sport', { ...complete, series: SOLE }, bepc, rules)).toBe('series');
    expect(stepAfter('photo', complete, bac, rules)).toBeUndefined();
    expect(stepBefore('school', complete, bac, rules)).toBeUndefined();
  });
  test('changing series asks again only what it must', () => {
    expect(answersAfterSeries({ options: ['DES'], fit: false }, 'D', bac)).toEqual({
      options: ['DES'],
      fit: false,
    });
    expect(answersAfterSeries({ options: ['DES'], fit: null }, SOLE, bepc)).toEqual({
      options: [],
      fit: null,
    });
    expect(answersAfterSeries({ options: ['GONE'], fit: true }, 'D', bac).options).toBeNull();
    expect(answersAfterSeries({ options: null, fit: true }, 'D', bac).options).toBeNull();
  });
});

describe('eligibility', () => {
  const judge = (change: Partial<Answers>) =>
    eligibility({ ...complete, ...change }, bac, '2027-06-14', rules);
  test('a complete entry is accepted', () => {
    expect(judge({})).toEqual({ ok: true, value: complete });
    expect(judge({ kind: 'free', schoolId: null }).ok).toBe(true);
  });
  test.each<[Partial<Answers>, string]>([
    [{ schoolId: null }, 'school'],
    [{ kind: 'free', schoolId: null, regionId: null }, 'school'],
    [{ sex: null }, 'identity'],
    [{ birthPlace: null }, 'birth'],
    [{ nationality: null }, 'nationality'],
    [{ series: null, options: null }, 'series'],
    [{ options: null }, 'options'],
    [{ fit: null }, 'sport'],
    [{ photoKey: null }, 'photo'],
  ])('%j leaves %s to answer', (change, step) => {
    expect(judge(change)).toEqual({ ok: false, reason: 'entry.incomplete', detail: { step } });
    expect(firstUnanswered({ ...complete, ...change }, bac, rules)).toBe(step);
  });
  test.each<[Partial<Answers>, string]>([
    [{ surname: '\u0007' }, 'identity'],
    [{ birthDate: '2025-01-01' }, 'birth'],
    [{ series: 'Z', options: [] }, 'series'],
    [{ options: ['FRA'] }, 'options'],
  ])('%j is to be answered again', (change, step) => {
    expect(judge(change)).toEqual({ ok: false, reason: 'entry.stepInvalid', detail: { step } });
  });
});

describe('the window of a sitting', () => {
  const opens = new Date('2027-01-01T00:00:00Z');
  const closes = new Date('2027-04-01T00:00:00Z');
  const sitting = { state: 'open', entriesOpenAt: opens, entriesCloseAt: closes } as const;
  test('opens on its first moment and closes on its last', () => {
    expect(takesEntries(sitting, new Date(opens.getTime() - 1))).toMatchObject({
      reason: 'sitting.notYetOpen',
    });
    expect(takesEntries(sitting, opens).ok).toBe(true);
    expect(takesEntries(sitting, new Date(closes.getTime() - 1)).ok).toBe(true);
    expect(takesEntries(sitting, closes)).toMatchObject({ reason: 'sitting.closed' });
    expect(takesEntries({ ...sitting, state: 'closed' }, opens)).toMatchObject({ reason: 'sitting.closed' });
    expect(takesEntries({ ...sitting, state: 'draft' }, opens)).toMatchObject({
      reason: 'sitting.notYetOpen',
    });
  });
  test('corrections are taken until seats are given', () => {
    expect(takesCorrections({ state: 'closed' }).ok).toBe(true);
    expect(takesCorrections({ state: 'seated' }).ok).toBe(false);
  });
});

test('candidate numbers', () => {
  expect(candidateNumber('BAC', 2027, 123)).toBe('BAC-2027-000123');
  expect(candidateNumber('BAC', 2027, 1_234_567)).toBe('BAC-2027-1234567');
  expect(() => candidateNumber('BAC', 2027, 0)).toThrow(RangeError);
});
