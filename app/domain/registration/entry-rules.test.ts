import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { reasonText } from '#app/i18n/translate.ts';
import { checkAge } from './check-rules.ts';
import { diplomaSchema, nationalIdSchema } from './earlier-diploma.ts';
import { eligibility } from './eligibility.ts';
import { charactersOf, readCharacters, showCharacters } from './entry-reference.ts';
import { type EntryRules, entryRulesSchema, missingForValidation } from './entry-rules.ts';
import { seriesOpenTo } from './papers.ts';
import { isProofAccepted, takesProof } from './proof.ts';
import { holdsPlace, limitsFor, limitsOf } from './quota.ts';
import { ENTRY_STATES } from './states.ts';
import { type Answers, firstUnanswered, stepsFor } from './steps.ts';

const bac = regulationSchema.parse(
  JSON.parse(readFileSync(new URL('../../../db/seed/regulations/benin-bac.json', import.meta.url), 'utf8')),
);
const FIRST_DAY = '2027-06-07';
const label = { fr: 'Acte de naissance', en: 'Birth certificate' };
const bepc = { code: 'BEPC', label: { fr: 'BEPC', en: 'BEPC' } };

const complete: Answers = {
  kind: 'free',
  schoolId: null,
  regionId: '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11',
  surname: 'Maïga',
  givenNames: 'Aïssatou',
  sex: 'F',
  birthDate: '2008-11-23',
  birthPlace: 'Tillabéri',
  nationality: 'NE',
  series: 'C',
  options: [],
  fit: true,
  photoKey: null,
  nationalId: null,
  earlierDiploma: null,
  attempt: null,
  documents: [],
};
const judge = (rules: Partial<EntryRules>, change: Partial<Answers> = {}) =>
  eligibility(
    { ...complete, ...change },
    bac,
    FIRST_DAY,
    entryRulesSchema.parse({ documents: [], ...rules }),
  );

describe('ages, in whole years on the first day of the papers', () => {
  const between = (minimum?: number, maximum?: number) => ({
    documents: [],
    age: { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) },
  });
  test.each<[string, number, boolean]>([
    ['2012-06-07', 15, true],
    ['2012-06-08', 15, false],
    ['2011-01-01', 15, true],
  ])('born on %s is at least %i: %s', (birthDate, minimum, allowed) => {
    expect(checkAge(birthDate, between(minimum), FIRST_DAY).ok).toBe(allowed);
  });
  test.each<[string, number, boolean]>([
    ['2001-06-08', 25, true],
    ['2001-06-07', 25, false],
  ])('born on %s is at most %i: %s', (birthDate, maximum, allowed) => {
    expect(checkAge(birthDate, between(undefined, maximum), FIRST_DAY).ok).toBe(allowed);
  });
  test('a leapling turns a year older on 28 February of other years', () => {
    expect(checkAge('2012-02-29', between(15), '2027-02-28').ok).toBe(false);
    expect(checkAge('2012-02-28', between(15), '2027-02-28').ok).toBe(true);
    expect(checkAge('2012-02-29', between(15), '2027-03-01').ok).toBe(true);
  });
  test('the refusal says which age, on which day, and what date was given', () => {
    const refused = judge({ age: { minimum: 20 } });
    expect(refused).toMatchObject({ reason: 'rules.tooYoung', detail: { step: 'birth', minimum: 20 } });
    if (refused.ok) return;
    const said = (locale: 'fr' | 'en') => reasonText(locale, refused).replaceAll('\u00a0', ' ');
    expect(said('fr')).toContain('Il faut avoir 20 ans le 7 juin 2027');
    expect(said('fr')).toContain('23 novembre 2008');
    expect(said('en')).toContain('7 June 2027');
  });
});

describe('what the rules ask is asked, and nothing else', () => {
  const steps = (rules: Partial<EntryRules>, kind: 'official' | 'free' = 'free') =>
    stepsFor({ series: 'C', kind }, bac, { documents: [], ...rules });
  test('no rule, no question', () => {
    for (const step of ['nationalId', 'diploma', 'attempt', 'photo', 'documents'])
      expect(steps({})).not.toContain(step);
  });
  test('each rule has its question, for whom it concerns', () => {
    expect(steps({ nationalId: 'optional' })).toContain('nationalId');
    expect(steps({ attempts: { maximum: 3 } })).toContain('attempt');
    const forFree = { earlierDiploma: { ...bepc, candidateKinds: ['free' as const] } };
    expect(steps(forFree)).toContain('diploma');
    expect(steps(forFree, 'official')).not.toContain('diploma');
    const papers = { documents: [{ code: 'birth', label, neededFor: 'submission' as const }] };
    expect(steps(papers)).toContain('documents');
    expect(steps(papers)).not.toContain('photo');
  });
  test('a number that may be left empty holds nobody up; one that is required does', () => {
    expect(judge({ nationalId: 'optional' }).ok).toBe(true);
    expect(judge({ nationalId: 'required' })).toMatchObject({ detail: { step: 'nationalId' } });
    expect(nationalIdSchema.parse({})).toEqual({ nationalId: null });
    expect(nationalIdSchema.parse({ nationalId: '  12  34 ' })).toEqual({ nationalId: '12 34' });
  });
});

describe('papers of the file', () => {
  const rules = entryRulesSchema.parse({
    documents: [
      { code: 'photo', label, neededFor: 'submission', candidateKinds: ['free'] },
      { code: 'photo', label, neededFor: 'validation', candidateKinds: ['official'] },
      { code: 'birth', label, neededFor: 'submission' },
      { code: 'transcript', label, neededFor: 'validation' },
    ],
  });
  const official = { ...complete, kind: 'official' as const, schoolId: complete.regionId };
  test('what is needed to send is, what is needed later waits', () => {
    expect(firstUnanswered(complete, bac, rules)).toBe('photo');
    const pictured = { ...complete, photoKey: 'photos/a.jpg' };
    expect(firstUnanswered(pictured, bac, rules)).toBe('documents');
    expect(firstUnanswered({ ...pictured, documents: ['birth'] }, bac, rules)).toBeUndefined();
    expect(firstUnanswered({ ...official, documents: ['birth'] }, bac, rules)).toBeUndefined();
  });
  test('the office validates with all of them', () => {
    const missing = (answers: Answers) => missingForValidation(rules, answers)?.code;
    expect(missing({ ...official, documents: ['birth'] })).toBe('photo');
    expect(missing({ ...official, documents: ['birth'], photoKey: 'photos/a.jpg' })).toBe('transcript');
    expect(
      missing({ ...official, documents: ['birth', 'transcript'], photoKey: 'photos/a.jpg' }),
    ).toBeUndefined();
  });
  test('a code is asked once of one kind of candidate', () => {
    const twice = [
      { code: 'birth', label, neededFor: 'submission' },
      { code: 'birth', label, neededFor: 'validation', candidateKinds: ['free'] },
    ];
    expect(entryRulesSchema.safeParse({ documents: twice }).success).toBe(false);
  });
});

describe('series, diploma and attempts', () => {
  test('a kind of candidate chooses among its own series', () => {
    const seriesFor = { free: ['A1', 'B'] };
    expect(judge({ seriesFor })).toMatchObject({ reason: 'rules.seriesNotForKind', detail: { series: 'C' } });
    expect(judge({ seriesFor }, { series: 'B' }).ok).toBe(true);
    const codes = (kind: 'official' | 'free') =>
      seriesOpenTo(bac, { documents: [], seriesFor }, kind).map(({ code }) => code);
    expect(codes('free')).toEqual(['A1', 'B']);
    expect(codes('official')).toHaveLength(5);
  });
  test('the diploma asked for, so many years before', () => {
    const earlierDiploma = { ...bepc, yearsBefore: 3 };
    const had = (exam: string, year: number) =>
      judge({ earlierDiploma }, { earlierDiploma: { exam, year, number: null } });
    expect(judge({ earlierDiploma })).toMatchObject({ detail: { step: 'diploma' } });
    const unknown = had('CEPD', 2020);
    expect(unknown).toMatchObject({ reason: 'rules.diplomaUnknown' });
    expect(unknown.ok ? '' : reasonText('en', unknown)).toContain('BEPC');
    expect(had('BEPC', 2025)).toMatchObject({ reason: 'rules.diplomaTooRecent', detail: { latest: 2024 } });
    expect(had('BEPC', 2024).ok).toBe(true);
  });
  test('a year before the birth or after the exam is a slip', () => {
    const schema = diplomaSchema(bepc, FIRST_DAY, '2008-11-23');
    expect(schema.safeParse({ year: '2008' }).success).toBe(false);
    expect(schema.safeParse({ year: '2028' }).success).toBe(false);
    expect(schema.parse({ year: '2023', number: ' 12-B ' })).toEqual({
      earlierDiploma: { exam: 'BEPC', year: 2023, number: '12-B' },
    });
  });
  test('attempts, this one included', () => {
    const attempts = { maximum: 3 };
    expect(judge({ attempts })).toMatchObject({ detail: { step: 'attempt' } });
    expect(judge({ attempts }, { attempt: 3 }).ok).toBe(true);
    expect(judge({ attempts }, { attempt: 4 })).toMatchObject({ reason: 'rules.tooManyAttempts' });
  });
});

describe('places', () => {
  test('count in the whole sitting first, then in the series', () => {
    const rules: EntryRules = { documents: [], quota: { total: 10, series: { C: 2, D: 3 } } };
    expect(limitsFor(rules, 'C')).toEqual([
      { series: '*', places: 10 },
      { series: 'C', places: 2 },
    ]);
    expect(limitsFor(rules, 'A1')).toEqual([{ series: '*', places: 10 }]);
    expect(limitsOf(rules)).toHaveLength(3);
    expect(limitsFor({ documents: [] }, 'C')).toEqual([]);
  });
  test('are held from sending to withdrawal or rejection', () => {
    expect(ENTRY_STATES.filter((state) => holdsPlace({ state }))).toEqual([
      'submitted',
      'paid',
      'validated',
      'returned',
    ]);
  });
});

describe('reference and code', () => {
  test('are read however they are typed', () => {
    expect(showCharacters('7K3M2Q9P')).toBe('7K3M-2Q9P');
    for (const typed of ['7k3m-2q9p', ' 7K3M 2Q9P ', '7K3M–2Q9P'])
      expect(readCharacters(typed, 8)).toBe('7K3M2Q9P');
    expect(readCharacters('oil0OIL1', 8)).toBe('01100111');
    for (const typed of ['7K3M2Q9', '7K3M2Q9PX', '7K3M2Q9U', '7K3M2Q9é', ''])
      expect(readCharacters(typed, 8)).toBeUndefined();
  });
  test('come from bytes, evenly', () => {
    const all = charactersOf(Uint8Array.from({ length: 256 }, (_, at) => at));
    const counts = new Map<string, number>();
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
    expect(counts.size).toBe(32);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });
});

describe('the proof sheet', () => {
  const sitting = {
    state: 'open',
    entriesOpenAt: new Date('2027-01-01T00:00:00Z'),
    entriesCloseAt: new Date('2027-04-01T00:00:00Z'),
  } as const;
  test('is accepted once paid for, until entries close', () => {
    const at = (state: 'submitted' | 'paid' | 'validated' | 'returned', day: string) =>
      takesProof({ state }, sitting, new Date(`${day}T00:00:00Z`)).ok;
    expect([at('submitted', '2027-02-01'), at('returned', '2027-02-01')]).toEqual([false, false]);
    expect([at('paid', '2027-02-01'), at('validated', '2027-02-01')]).toEqual([true, true]);
    expect(at('paid', '2027-04-01')).toBe(false);
  });
  test('is accepted with a version and a moment', () => {
    expect(isProofAccepted({ proofVersion: null, proofAcceptedAt: null })).toBe(false);
    expect(isProofAccepted({ proofVersion: 3, proofAcceptedAt: new Date(0) })).toBe(true);
  });
});
