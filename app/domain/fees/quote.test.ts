import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CANDIDATE_KINDS, feeScheduleSchema } from './fee-schedule.ts';
import { parseQuote, quote, quoteClaim, serialiseQuote } from './quote.ts';

const label = (fr: string) => ({ fr, en: fr });
const FILE = {
  code: 'bac-test',
  title: label('Bac'),
  currency: 'XOF',
  source: 'test',
  series: ['A1', 'C'],
  lines: [
    { code: 'base', label: label('Inscription'), amount: '6000', per: 'entry', candidateKinds: ['official'] },
    { code: 'free', label: label('Candidat libre'), amount: '12000', per: 'entry', candidateKinds: ['free'] },
    { code: 'lab', label: label('Travaux pratiques'), amount: '1500', per: 'entry', series: ['C'] },
    { code: 'optional', label: label('Épreuve facultative'), amount: '500', per: 'optionalPaper' },
    { code: 'draw', label: label('Matériel'), amount: '300', per: 'optionalPaper', papers: ['dessin'] },
    { code: 'late', label: label('Retard'), amount: '2000', per: 'entry', after: '2027-01-31' },
  ],
};
const EXEMPTION = { code: 'orphan', label: label('Orphelin'), lines: ['base'], percent: 50 };
const schedule = feeScheduleSchema.parse(FILE);
const seeds = join(import.meta.dirname, '../../../db/seed/fees');
const official = { series: 'A1', candidateKind: 'official', optionalPapers: [] } as const;

function amounts(facts: Parameters<typeof quote>[0], today = '2027-01-15') {
  return Object.fromEntries(
    quote(facts, schedule, today).lines.map((line) => [
      line.paper ? `${line.code}:${line.paper}` : line.code,
      line.amount,
    ]),
  );
}

describe('quote', () => {
  test('an official candidate in time pays the base fee alone', () => {
    expect(quote(official, schedule, '2027-01-15')).toEqual({
      currency: 'XOF',
      lines: [{ code: 'base', label: label('Inscription'), amount: 6000n }],
      total: 6000n,
    });
  });

  test('a free candidate pays the other fee, not both', () => {
    expect(amounts({ ...official, candidateKind: 'free' })).toEqual({ free: 12000n });
  });

  test('a series may cost more', () => {
    expect(amounts({ ...official, series: 'C' })).toEqual({ base: 6000n, lab: 1500n });
  });

  test('each optional paper is a line, once', () => {
    expect(amounts({ ...official, optionalPapers: ['dessin', 'musique', 'musique'] })).toEqual({
      base: 6000n,
      'optional:dessin': 500n,
      'optional:musique': 500n,
      'draw:dessin': 300n,
    });
  });

  test('the late fee is due the day after its date, not on it', () => {
    expect(amounts(official, '2027-01-31')).toEqual({ base: 6000n });
    expect(amounts(official, '2027-02-01')).toEqual({ base: 6000n, late: 2000n });
  });

  test('an unknown series or a malformed date is never free', () => {
    expect(() => quote({ ...official, series: 'Z' }, schedule, '2027-01-15')).toThrow(RangeError);
    expect(() => quote(official, schedule, '15/01/2027')).toThrow(RangeError);
    expect(() => quote(official, schedule, '2027-02-30')).toThrow(RangeError);
  });

  test('the total is the sum of the lines, and JSON keeps it exact', () => {
    const facts = fc.record({
      series: fc.constantFrom('A1', 'C'),
      candidateKind: fc.constantFrom(...CANDIDATE_KINDS),
      optionalPapers: fc.array(fc.constantFrom('dessin', 'musique', 'couture')),
    });
    const day = fc.constantFrom('2026-12-01', '2027-01-31', '2027-02-01', '2030-01-01');
    fc.assert(
      fc.property(facts, day, fc.bigInt({ min: 0n, max: 1_000_000_000_000n }), (entry, today, amount) => {
        const dear = { ...schedule, lines: schedule.lines.map((line) => ({ ...line, amount })) };
        const quoted = quote(entry, dear, today);
        expect(quoted.total).toBe(BigInt(quoted.lines.length) * amount);
        expect(parseQuote(JSON.parse(JSON.stringify(serialiseQuote(quoted))))).toEqual(quoted);
      }),
    );
  });
});

describe('what a review costs', () => {
  const claims = feeScheduleSchema.parse({
    ...FILE,
    lines: [
      ...FILE.lines,
      { code: 'deposit', label: label('Consignation'), amount: '50000', per: 'claim', refundable: true },
      { code: 'oral', label: label('Écoute'), amount: '100', per: 'claim', papers: ['anglais'] },
    ],
  });
  test('each paper reviewed has its lines, deposits said to be given back', () => {
    const quoted = quoteClaim(claims, ['maths', 'anglais', 'maths']);
    expect(
      quoted.lines.map(({ code, paper, amount, refundable }) => [code, paper, amount, refundable]),
    ).toEqual([
      ['deposit', 'maths', 50000n, true],
      ['deposit', 'anglais', 50000n, true],
      ['oral', 'anglais', 100n, undefined],
    ]);
    expect(quoted.total).toBe(100_100n);
    expect(parseQuote(JSON.parse(JSON.stringify(serialiseQuote(quoted))))).toEqual(quoted);
  });
  test('an entry never pays for one', () => {
    expect(quote(official, claims, '2027-02-01')).toEqual(quote(official, schedule, '2027-02-01'));
  });
  test('a schedule without such a line asks nothing, and says so by having no line', () => {
    expect(quoteClaim(schedule, ['maths'])).toEqual({ currency: 'XOF', lines: [], total: 0n });
  });
});

const sample = (name: string) =>
  feeScheduleSchema.parse(JSON.parse(readFileSync(join(seeds, `${name}.json`), 'utf8')));

test('as in Senegal: 5 000, 500 for each optional paper, 300 for the file', () => {
  const facts = { series: 'S2', candidateKind: 'official', optionalPapers: ['drawing', 'music'] } as const;
  expect(quote(facts, sample('example-senegal'), '2027-01-15').total).toBe(6_300n);
});

test('as in Cameroon: a deposit of 50 000 for a review, given back', () => {
  const quoted = quoteClaim(sample('example-cameroon'), ['maths']);
  expect(quoted).toMatchObject({ currency: 'XAF', total: 50_000n, lines: [{ refundable: true }] });
});

describe('a fee schedule is refused', () => {
  const line = FILE.lines[0];
  test.each([
    ['a decimal amount', { lines: [{ ...line, amount: '60.00' }] }],
    ['a negative amount', { lines: [{ ...line, amount: '-1' }] }],
    ['an absurd amount', { lines: [{ ...line, amount: '1000000000001' }] }],
    ['an amount as a number', { lines: [{ ...line, amount: 6000 }] }],
    ['a currency without known decimals', { currency: 'ZZZ' }],
    [
      'a line for a series it does not have',
      { lines: [...FILE.lines, { ...line, code: 'x', series: ['D'] }] },
    ],
    ['a code used twice', { lines: [...FILE.lines, line] }],
    ['a kind of candidate nobody charges', { lines: [line] }],
    [
      'a series charged only when late',
      { lines: [{ ...line, candidateKinds: undefined, after: '2027-01-01' }] },
    ],
    [
      'papers on a line for the entry',
      { lines: [...FILE.lines, { ...line, code: 'x', papers: ['dessin'] }] },
    ],
    ['a deposit that is no claim', { lines: [...FILE.lines, { ...line, code: 'x', refundable: true }] }],
    [
      'a claim that depends on the series',
      { lines: [...FILE.lines, { ...line, code: 'x', per: 'claim', series: ['C'] }] },
    ],
    ['a schedule that only prices claims', { lines: [{ ...line, candidateKinds: undefined, per: 'claim' }] }],
    ['an exemption of more than everything', { exemptions: [{ ...EXEMPTION, percent: 101 }] }],
    ['an exemption of nothing', { exemptions: [{ ...EXEMPTION, percent: 0 }] }],
    ['an exemption of half a percent', { exemptions: [{ ...EXEMPTION, percent: 0.5 }] }],
    ['an exemption of a fee that is not there', { exemptions: [{ ...EXEMPTION, lines: ['nothing'] }] }],
    ['an exemption twice', { exemptions: [EXEMPTION, EXEMPTION] }],
    ['an impossible date', { lines: [...FILE.lines, { ...line, code: 'x', after: '2027-02-30' }] }],
    ['a misspelt property', { lines: [...FILE.lines, { ...line, code: 'x', serie: ['C'] }] }],
  ])('for %s', (_, change) => {
    expect(feeScheduleSchema.safeParse({ ...FILE, ...change }).success).toBe(false);
  });
});

test.each(readdirSync(seeds))('the sample %s is valid and survives a round trip', (name) => {
  const file: unknown = JSON.parse(readFileSync(join(seeds, name), 'utf8'));
  expect(z.encode(feeScheduleSchema, feeScheduleSchema.parse(file))).toEqual(file);
});
