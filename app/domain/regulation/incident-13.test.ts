import { describe, expect, test } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';
import { evaluate } from './evaluate.ts';
import { parseRegulationText } from './parse-regulation-text.ts';
import type { Regulation } from './schema.ts';

const togo = sampleRegulation('togo-bac1');
const D = ['FRA', 'HG', 'ANG', 'MAT', 'PC', 'SVT', 'EPS'];
const every = (mark: number | 'absent') => Object.fromEntries(D.map((paper) => [paper, mark]));
const run = (written: Parameters<typeof marksOf>[0], regulation = togo) =>
  evaluate({ series: 'D', fit: true, marks: marksOf(written) }, regulation);
const problemsOf = (change: (draft: Draft) => void, from: Regulation = togo) => {
  const draft = structuredClone(from) as unknown;
  change(draft as Draft);
  const parsed = parseRegulation(draft);
  return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
};
type Draft = {
  series: Record<string, { papers: { paper: string; coefficient: number; group: number }[] }>;
};

describe('incident 13 (Togo): coefficients written twice', () => {
  test('incident 13 (Togo): the same key twice in the file is refused, with its place', () => {
    const text = JSON.stringify(togo).replace('"series":{"A4":', '"series":{"D":{},"A4":');
    expect(parseRegulationText(text)).toMatchObject({
      problems: [{ place: 'series.D', reason: 'regulation.keyTwice' }],
    });
  });
  test('incident 13 (Togo): a paper twice in a series is refused', () => {
    expect(
      problemsOf(({ series }) => series.D?.papers.push({ paper: 'MAT', coefficient: 4, group: 1 })),
    ).toEqual([
      'series.D.papers[11].paper regulation.paperTwice',
      expect.stringMatching(/^series\.D\.coefficientTotal/),
    ]);
  });
  test('incident 13 (Togo): a stated total that the coefficients don’t give is refused', () => {
    expect(
      problemsOf(({ series }) => {
        const [first] = series.D?.papers ?? [];
        if (first) first.coefficient = 4;
      }),
    ).toEqual(['series.D.coefficientTotal regulation.coefficientTotalDiffers']);
  });
  test('incident 13 (Togo): another coefficient beside the paper it replaces is refused', () => {
    const niger = sampleRegulation('niger-bac');
    expect(
      problemsOf(({ series }) => {
        const oral = series.D?.papers.find(({ paper }) => paper === 'MAT-O');
        if (oral) oral.coefficient = 4;
      }, niger),
    ).toEqual([
      expect.stringMatching(/^series\.D\.papers\[\d+\]\.coefficient regulation\.coefficientsDiffer$/),
    ]);
  });
});

test('incident 13 (Togo): all-zero is not absent', () => {
  const zero = run(every(0));
  const absent = run(every('absent'));
  expect(zero.outcome).toMatchObject({ decision: 'failed', average: 0 });
  const states = ({ trace }: typeof zero) =>
    trace.flatMap((step) => (step.step === 'paper' ? step.state : []));
  expect(new Set(states(zero))).toEqual(new Set(['mark']));
  expect(new Set(states(absent))).toEqual(new Set(['absent']));
  const excluding: Regulation = { ...togo, states: { absent: 'excludes', fraud: 'excludes' } };
  expect(run(every(0), excluding).outcome.decision).toBe('failed');
  expect(run(every('absent'), excluding).outcome.decision).toBe('excluded');
});

test('incident 13 (Togo): orals are not erased by recalculation', () => {
  const marks = { ...every(9.5), 'FRA-O': 11, 'MAT-O': 10 };
  const first = run(marks);
  expect(first.outcome).toMatchObject({ decision: 'passed', stage: 'orals' });
  expect(run(marks)).toEqual(first);
  const corrected = run({ ...marks, HG: 9.4 });
  expect(corrected.outcome).toMatchObject({
    decision: 'passed',
    stage: 'orals',
    average: first.outcome.average,
  });
});
