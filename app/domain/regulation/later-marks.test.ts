import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { marksOf, regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import type { MarkValue } from '../shared/mark.ts';
import { evaluate } from './evaluate.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';

type Written = Parameters<typeof marksOf>[0];
type Later = { readonly reviewed?: Written; readonly resat?: Written; readonly kept?: Written };

const snapshotOf = (marks: Written, { reviewed, resat, kept }: Later = {}): Snapshot => ({
  series: 'X',
  fit: true,
  marks: marksOf(marks),
  ...(reviewed ? { reviewed: marksOf(reviewed) } : {}),
  ...(resat ? { resat: marksOf(resat) } : {}),
  ...(kept ? { kept: marksOf(kept) } : {}),
});

describe('a mark reviewed on appeal', () => {
  const regulation = regulationWith(
    { A: 1 },
    { review: { minimumChange: '0.50', always: [{ from: '4.50', below: 5 }] } },
  );
  const settled = (first: Written[string], second: Written[string]) => {
    const { outcome, trace } = evaluate(snapshotOf({ A: first }, { reviewed: { A: second } }), regulation);
    return { average: outcome.average, why: trace.find((step) => step.step === 'review')?.why };
  };
  it.each([
    [8, 8.5, 850, 'enough'],
    [8, 8.49, 800, 'tooSmall'],
    [8, 7.5, 750, 'enough'],
    [8, 7.51, 800, 'tooSmall'],
    [4.5, 4.51, 451, 'band'],
    [4.99, 5, 500, 'band'],
    [4.49, 4.98, 449, 'tooSmall'],
    [5, 5.49, 500, 'tooSmall'],
  ] as const)('%d then %d: %d (%s)', (first, second, average, why) => {
    expect(settled(first, second)).toEqual({ average, why });
  });
  it('waits for a review that goes on, and reviews marks only', () => {
    expect(evaluate(snapshotOf({ A: 12 }, { reviewed: { A: 'awaited' } }), regulation).outcome).toMatchObject(
      { final: false, awaited: ['A'] },
    );
    expect(settled('absent', 15)).toEqual({ average: 0, why: undefined });
  });
});

describe('marks kept from earlier sittings', () => {
  const kept = { from: 10, sittings: 5, honours: false };
  const regulation = regulationWith(
    { A: 1, B: 1 },
    { kept, honours: [{ code: 'ab', name: { fr: 'ab', en: 'ab' }, from: 12 }] },
  );
  it('count where this sitting gave none, without honours', () => {
    const { outcome, trace } = evaluate(snapshotOf({ A: 14 }, { kept: { B: 14 } }), regulation);
    expect(outcome).toMatchObject({ decision: 'passed', average: 1400, honours: null });
    expect(trace).toContainEqual({ step: 'kept', paper: 'B', mark: 1400 });
    expect(trace.at(-1)).toEqual({ step: 'noHonours', why: 'kept' });
  });
  it('are given up by sitting the paper again, and honours then come back', () => {
    const { outcome } = evaluate(snapshotOf({ A: 14, B: 12 }, { kept: { B: 14 } }), regulation);
    expect(outcome).toMatchObject({ average: 1300, honours: 'ab' });
  });
  it('are refused below the mark, and where no rule knows them', () => {
    const reasons = (one: Snapshot, by = regulation) => checkSnapshot(one, by).map(({ reason }) => reason);
    expect(reasons(snapshotOf({ A: 14 }, { kept: { B: 9.99 } }))).toEqual(['snapshot.keptBelow']);
    const plain = regulationWith({ A: 1, B: 1 });
    expect(reasons(snapshotOf({ A: 14 }, { kept: { B: 14 } }), plain)).toEqual(['snapshot.keptUnknown']);
    expect(reasons(snapshotOf({ A: 14, B: 9 }, { resat: { B: 14 } }), plain)).toEqual([
      'snapshot.resatUnknown',
    ]);
    expect(reasons(snapshotOf({ A: 14, B: 9 }, { reviewed: { B: 20.01 } }), plain)).toEqual([
      'snapshot.markOffScale',
      'snapshot.reviewedUnknown',
    ]);
  });
});

describe('a paper sat again', () => {
  const regulation = regulationWith({ A: 1, B: 1 }, { resit: { keep: 'better' } });
  it.each([
    [8, 12, 1100, 'second'],
    [12, 8, 1100, 'first'],
    ['absent', 7, 850, 'second'],
    [9, 'absent', 950, 'first'],
    ['awaited', 9, 950, 'second'],
  ] as const)('%s then %s: %d', (first, second, average, taken) => {
    const { outcome, trace } = evaluate(
      snapshotOf({ A: first, B: 10 }, { resat: { A: second } }),
      regulation,
    );
    expect(outcome.average).toBe(average);
    expect(trace.find((step) => step.step === 'resit')).toMatchObject({ taken });
  });
  it('does not bring an exempt or a fraudulent paper back into the sum', () => {
    const of = (first: Written[string]) =>
      evaluate(snapshotOf({ A: first, B: 10 }, { resat: { A: 2 } }), regulation).outcome;
    expect(of('exempt')).toMatchObject({ average: 1000, coefficients: 100 });
    expect(of('fraud')).toMatchObject({ decision: 'excluded' });
  });
  it('waits for the mark, and a fraud at it is a fraud', () => {
    const of = (second: Written[string]) =>
      evaluate(snapshotOf({ A: 12, B: 10 }, { resat: { A: second } }), regulation).outcome;
    expect(of('awaited')).toMatchObject({ decision: 'reserved', final: false });
    expect(of('fraud')).toMatchObject({ decision: 'excluded' });
  });
});

/** 10 in every compulsory first-group paper of Niger's series D, then the rest. */
const niger = sampleRegulation('niger-bac');
const D = ['FRA', 'PHI', 'HG', 'ANG', 'MAT', 'PC', 'SVT', 'EPS'];
const seriesD = (marks: Written, resat?: Written): Snapshot => ({
  ...snapshotOf({ ...Object.fromEntries(D.map((paper) => [paper, 10])), ...marks }, resat ? { resat } : {}),
  series: 'D',
});

describe('incident 2 (Niger 2023): mathematics of series D sat again after publication', () => {
  test('incident 2 (Niger 2023): the failed may pass, and the better mark is kept', () => {
    expect(evaluate(seriesD({ MAT: 4 }), niger).outcome).toMatchObject({ decision: 'secondGroup' });
    expect(evaluate(seriesD({ MAT: 4 }, { MAT: 10 }), niger).outcome).toMatchObject({
      decision: 'passed',
      average: 1000,
    });
  });
  test('incident 2 (Niger 2023): the passed may rise to honours and never fall', () => {
    expect(evaluate(seriesD({}, { MAT: 20 }), niger).outcome).toMatchObject({ honours: 'assez-bien' });
    const before = evaluate(seriesD({}), niger).outcome;
    expect(evaluate(seriesD({}, { MAT: 0 }), niger).outcome).toEqual(before);
    expect(evaluate(seriesD({}, { MAT: 'absent' }), niger).outcome).toEqual(before);
  });
  test('incident 2 (Niger 2023): no decision is lowered, even where the regulation punishes a higher mark', () => {
    const strange = regulationWith(
      { A: 1 },
      {
        resit: { keep: 'better' },
        stages: [
          {
            code: 'only',
            name: { fr: 'x', en: 'x' },
            mode: 'sum',
            honours: false,
            decisions: [
              { when: { quantity: 'average', atLeast: 15 }, decision: 'failed' },
              { when: { quantity: 'average', atLeast: 10 }, decision: 'passed' },
              { decision: 'failed' },
            ],
          },
        ],
      },
    );
    const { outcome, trace } = evaluate(snapshotOf({ A: 12 }, { resat: { A: 16 } }), strange);
    expect(outcome).toMatchObject({ decision: 'passed', average: 1200 });
    expect(trace[0]).toEqual({ step: 'resitLeftOut' });
  });
  test('incident 2 (Niger 2023): whatever the marks, sitting again never lowers a decision or an average', () => {
    const order = { excluded: 0, failed: 1, secondGroup: 2, passed: 3, reserved: -1 };
    const value = fc.oneof(
      fc
        .integer({ min: 0, max: 2000 })
        .map((hundredths): MarkValue => ({ state: 'mark', value: hundredths })),
      fc.constantFrom<MarkValue>({ state: 'absent' }, { state: 'exempt' }, { state: 'excused' }),
    );
    const marks = fc.record(Object.fromEntries(D.map((paper) => [paper, value])));
    fc.assert(
      fc.property(marks, fc.record({ MAT: value }), (first, resat) => {
        const one = { series: 'D', fit: true, marks: first };
        const before = evaluate(one, niger).outcome;
        const after = evaluate({ ...one, resat }, niger).outcome;
        expect(order[after.decision]).toBeGreaterThanOrEqual(order[before.decision]);
        if (after.decision === before.decision)
          expect(after.average ?? 0).toBeGreaterThanOrEqual(before.average ?? 0);
      }),
    );
  });
});
