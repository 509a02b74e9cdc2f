import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOf, regulationWith } from '#tests/factories/regulations.ts';
import type { MarkValue } from '../shared/mark.ts';
import { evaluate, evaluatePrepared } from './evaluate.ts';
import { explain } from './explain.ts';
import { hashRegulation, hashSnapshot } from './hash-regulation.ts';
import { prepareRegulation } from './prepare-regulation.ts';
import { rankByAverage } from './rank.ts';

const AB = regulationWith({ A: 1, B: 2 });
const snapshot = (marks: Parameters<typeof marksOf>[0]) => ({
  series: 'X',
  fit: true,
  marks: marksOf(marks),
});

describe('exactness', () => {
  const one = regulationWith({ A: 3 });
  it('9.99 is not 10', () => {
    expect(evaluate(snapshot({ A: 9.99 }), one).outcome).toMatchObject({ decision: 'failed', average: 999 });
    expect(evaluate(snapshot({ A: 10 }), one).outcome).toMatchObject({ decision: 'passed', average: 1000 });
  });
  it('keeps thirds exact, and never shows an average above the one decided on', () => {
    const { outcome } = evaluate(snapshot({ A: 9.99, B: 10 }), AB);
    expect(outcome).toMatchObject({
      decision: 'failed',
      average: 999,
      exact: { total: '2999/100', average: '2999/300' },
    });
  });
  it('is exact at any threshold in hundredths with any coefficients', () => {
    const marks = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(marks, marks, marks, fc.integer({ min: 1, max: 9 }), (a, b, threshold, weight) => {
        const regulation = regulationWith(
          { A: weight, B: '2.5' },
          {
            stages: [
              {
                ...AB.stages[0],
                decisions: [
                  {
                    when: { quantity: 'average', atLeast: (threshold / 100).toFixed(2) },
                    decision: 'passed',
                  },
                  { decision: 'failed' },
                ],
              },
            ],
          },
        );
        const { outcome } = evaluate(snapshot({ A: a / 100, B: b / 100 }), regulation);
        const passed = 2 * a * weight + 5 * b >= threshold * (2 * weight + 5);
        expect(outcome.decision).toBe(passed ? 'passed' : 'failed');
      }),
    );
  });
});

describe('states of a mark', () => {
  it('absent counts 0 and keeps its coefficient', () => {
    expect(evaluate(snapshot({ A: 'absent', B: 15 }), AB).outcome).toMatchObject({
      average: 1000,
      coefficients: 300,
    });
  });
  it('excused and exempt leave the sum with their coefficient', () => {
    expect(evaluate(snapshot({ A: 'excused', B: 15 }), AB).outcome).toMatchObject({
      average: 1500,
      coefficients: 200,
    });
    expect(evaluate(snapshot({ A: 12, B: 'exempt' }), AB).outcome).toMatchObject({
      average: 1200,
      coefficients: 100,
    });
  });
  it('awaited is never final, and a paper with no mark is awaited', () => {
    const { outcome } = evaluate(snapshot({ A: 20 }), AB);
    expect(outcome).toMatchObject({
      decision: 'reserved',
      final: false,
      awaited: ['B'],
      average: 2000,
      honours: null,
    });
  });
  it('fraud excludes, even with a mark awaited', () => {
    expect(evaluate(snapshot({ A: 'fraud', B: 'awaited' }), AB).outcome).toMatchObject({
      decision: 'excluded',
      final: true,
    });
  });
  it('fraud counts 0 where the regulation says so', () => {
    const regulation = regulationWith({ A: 1, B: 2 }, { states: { absent: 'leaves', fraud: 'zero' } });
    expect(evaluate(snapshot({ A: 'fraud', B: 15 }), regulation).outcome).toMatchObject({ average: 1000 });
    expect(evaluate(snapshot({ A: 'absent', B: 15 }), regulation).outcome).toMatchObject({ average: 1500 });
  });
  it('nothing left to count is no average, not zero', () => {
    const { outcome } = evaluate(snapshot({ A: 'exempt', B: 'excused' }), AB);
    expect(outcome).toMatchObject({ decision: 'reserved', final: false, average: null, exact: null });
  });
  it('an all-zero candidate is not an absent one', () => {
    const zero = evaluate(snapshot({ A: 0, B: 0 }), AB);
    const absent = evaluate(snapshot({ A: 'absent', B: 'absent' }), AB);
    expect(zero.outcome.average).toBe(absent.outcome.average);
    expect(zero.trace).not.toEqual(absent.trace);
  });
});

describe('rounding', () => {
  const averaging = (average: unknown) => regulationWith({ A: 1, B: 1 }, { rounding: { average } });
  const of = (a: number, b: number, average: unknown) =>
    evaluate(snapshot({ A: a, B: b }), averaging(average)).outcome;
  it('half up, half even, truncate', () => {
    expect(of(9.99, 10, [{ mode: 'halfUp', decimals: 2 }])).toMatchObject({
      average: 1000,
      decision: 'passed',
    });
    expect(of(9.99, 10, [{ mode: 'truncate', decimals: 2 }])).toMatchObject({
      average: 999,
      decision: 'failed',
    });
    expect(of(10.01, 10.02, [{ mode: 'halfEven', decimals: 2 }])).toMatchObject({
      exact: { average: '501/50' },
    });
    expect(of(10.02, 10.03, [{ mode: 'halfEven', decimals: 2 }])).toMatchObject({
      exact: { average: '501/50' },
    });
  });
  it('only in its band', () => {
    const benin = [{ mode: 'halfUp', decimals: 1, below: 9 }];
    expect(of(8.95, 8.95, benin).exact?.average).toBe('9');
    expect(of(8.94, 8.95, benin).exact?.average).toBe('89/10');
    expect(of(9.04, 9.05, benin).exact?.average).toBe('1809/200');
  });
});

describe('papers out of another maximum', () => {
  it('brings a mark out of 40 to the scale of 20', () => {
    const regulation = regulationWith(
      { A: 1, B: 1 },
      { papers: { A: { ...AB.papers.A, maximum: 40 }, B: AB.papers.B } },
    );
    expect(evaluate(snapshot({ A: 40, B: 0 }), regulation).outcome).toMatchObject({
      total: 4000,
      average: 1333,
    });
  });
});

describe('properties', () => {
  const value: fc.Arbitrary<MarkValue> = fc.oneof(
    fc.integer({ min: 0, max: 2000 }).map((hundredths): MarkValue => ({ state: 'mark', value: hundredths })),
    fc.constantFrom<MarkValue>(
      { state: 'absent' },
      { state: 'excused' },
      { state: 'awaited' },
      { state: 'fraud' },
    ),
  );
  const codes = ['A', 'B', 'C', 'D'] as const;
  const values = fc.tuple(value, value, value, value);
  const weights = { A: 1, B: '2.5', C: 3, D: 4 };
  const regulation = regulationWith(weights);
  const shuffled = regulationWith({ D: 4, B: '2.5', A: 1, C: 3 });
  it('the order of papers and of marks changes nothing', () => {
    fc.assert(
      fc.property(values, (marks) => {
        const pairs = codes.map((code, i) => [code, marks[i] ?? { state: 'awaited' as const }] as const);
        const one = { series: 'X', fit: true, marks: Object.fromEntries(pairs) };
        const other = { series: 'X', fit: true, marks: Object.fromEntries([...pairs].reverse()) };
        const { awaited, ...a } = evaluate(one, regulation).outcome;
        const { awaited: awaitedToo, ...b } = evaluate(other, shuffled).outcome;
        expect(b).toEqual(a);
        expect([...awaitedToo].sort()).toEqual([...awaited].sort());
        expect(hashSnapshot(other)).toBe(hashSnapshot(one));
      }),
    );
  });
  it('raising a mark never lowers an average', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1999 }), (marks, low) => {
        const rest = Object.fromEntries(
          codes.map((code, i) => [code, marks[i] ?? { state: 'absent' as const }]),
        );
        const at = (mark: number) =>
          evaluate(
            { series: 'X', fit: true, marks: { ...rest, A: { state: 'mark', value: mark } } },
            regulation,
          ).outcome;
        expect(at(low + 1).average ?? 0).toBeGreaterThanOrEqual(at(low).average ?? 0);
      }),
    );
  });
  it('the trace changes nothing in the outcome', () => {
    const prepared = prepareRegulation(regulation);
    fc.assert(
      fc.property(values, (marks) => {
        const one = {
          series: 'X',
          fit: true,
          marks: Object.fromEntries(codes.map((c, i) => [c, marks[i] ?? { state: 'absent' as const }])),
        };
        expect(evaluatePrepared(one, prepared)).toEqual(evaluate(one, regulation).outcome);
      }),
    );
  });
});

describe('what surrounds it', () => {
  it('refuses a snapshot the regulation does not know', () => {
    expect(() => evaluate({ ...snapshot({}), series: 'Z' }, AB)).toThrow(/seriesUnknown/);
    expect(() => evaluate(snapshot({ Z: 1 }), AB)).toThrow(/paperUnknown/);
    expect(() => evaluate(snapshot({ A: 20.01 }), AB)).toThrow(/markOffScale/);
    expect(() => evaluate(snapshot({ A: -1 }), AB)).toThrow(/markOffScale/);
  });
  it('explains in keys and values, with the names of the papers', () => {
    const lines = explain(evaluate(snapshot({ A: 'absent', B: 15.5 }), AB), AB);
    expect(lines.map(({ key }) => key)).toEqual([
      'stage',
      'paper.zero',
      'paper.counted',
      'sum',
      'average',
      'test.held',
      'decision.rule',
    ]);
    expect(lines[2]?.values).toMatchObject({
      paper: { fr: 'B', en: 'B' },
      mark: 1550,
      coefficient: '2',
      points: '31',
    });
    expect(lines[4]?.values).toEqual({ value: '10.3333…' });
    expect(lines[5]?.values).toMatchObject({ quantity: 'average', atLeast: 10, value: '10.3333…' });
  });
  it('hashes a regulation by content, not by order of keys', () => {
    expect(
      hashRegulation(
        Object.assign(
          {},
          ...Object.entries(AB)
            .reverse()
            .map(([k, v]) => ({ [k]: v })),
        ),
      ),
    ).toBe(hashRegulation(AB));
    expect(hashRegulation({ ...AB, version: '2' })).not.toBe(hashRegulation(AB));
  });
  it('ranks by exact average, ties shared: 1, 2, 2, 4', () => {
    const outcomes = [10, 12, 15, 12].map((mark) => evaluate(snapshot({ A: mark, B: mark }), AB).outcome);
    const nothing = evaluate(snapshot({ A: 'exempt', B: 'exempt' }), AB).outcome;
    expect(rankByAverage([...outcomes, nothing])).toEqual([4, 2, 1, 2, null]);
  });
});
