import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import type { MarkValue } from '../shared/mark.ts';
import { evaluate, evaluatePrepared } from './evaluate.ts';
import { compare, exactText, fromHundredths, parseDecimal } from './fraction.ts';
import { prepareRegulation } from './prepare-regulation.ts';
import { rankByAverage } from './rank.ts';
import type { Regulation, Stage } from './schema.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';

const SAMPLES = [
  'benin-bac',
  'niger-bac',
  'bepc-sample',
  'bts-sample',
  'mock-bepc',
  'france-d336',
  'senegal-bfem',
  'togo-bac1',
  'cote-divoire-bac',
  'cote-divoire-bepc',
  'kcse-best-of',
  'romania-style',
  'competition-sample',
] as const;
const ORDER = { excluded: 0, failed: 1, secondGroup: 2, passed: 3, reserved: undefined };
const maximumOf = (paper: string, { papers, scale }: Regulation) =>
  Math.round(Number(papers[paper]?.maximum ?? scale.maximum) * 100);

/** A candidate of the sample: a mark or an absence in each paper, second-group papers within what may be chosen. */
function candidates(regulation: Regulation): fc.Arbitrary<Snapshot> {
  const series = fc.constantFrom(...Object.keys(regulation.series));
  return series.chain((code) => {
    const papers = regulation.series[code]?.papers ?? [];
    const value = (paper: string): fc.Arbitrary<MarkValue> =>
      fc.oneof(
        { weight: 8, arbitrary: mark(maximumOf(paper, regulation)) },
        { weight: 1, arbitrary: fc.constantFrom<MarkValue>({ state: 'absent' }, { state: 'exempt' }) },
      );
    const marks = fc.record(Object.fromEntries(papers.map(({ paper }) => [paper, value(paper)])), {
      requiredKeys: papers.filter(({ group }) => group === 1).map(({ paper }) => paper),
    });
    return fc
      .record({ series: fc.constant(code), fit: fc.boolean(), marks })
      .filter((one) => checkSnapshot(one, regulation).length === 0);
  });
}
/** Half of them near a threshold, where decisions change. */
const mark = (maximum: number): fc.Arbitrary<MarkValue> =>
  fc
    .oneof(
      fc.integer({ min: 0, max: maximum }),
      fc.integer({ min: Math.floor(maximum * 0.42), max: Math.ceil(maximum * 0.52) }),
    )
    .map((value) => ({ state: 'mark', value }));
const reversed = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).reverse()) as T;

describe.each(SAMPLES)('%s', (name) => {
  const regulation = sampleRegulation(name);
  const prepared = prepareRegulation(regulation);

  it('the order of papers and of marks changes nothing', () => {
    const series = Object.fromEntries(
      Object.entries(regulation.series).map(([code, one]) => [
        code,
        { ...one, papers: [...one.papers].reverse() },
      ]),
    );
    const other = prepareRegulation({ ...regulation, series, papers: reversed(regulation.papers) });
    fc.assert(
      fc.property(candidates(regulation), (one) => {
        const { awaited: _, ...a } = evaluatePrepared(one, prepared);
        const { awaited: __, ...b } = evaluatePrepared({ ...one, marks: reversed(one.marks) }, other);
        expect(b).toEqual(a);
      }),
      { numRuns: 60 },
    );
  });
  it('the order of candidates changes nothing, and ranks are 1 + the number of better averages', () => {
    fc.assert(
      fc.property(fc.array(candidates(regulation), { minLength: 2, maxLength: 8 }), (several) => {
        const outcomes = several.map((one) => evaluatePrepared(one, prepared));
        const ranks = rankByAverage(outcomes, regulation.scale.better);
        const back = rankByAverage([...outcomes].reverse(), regulation.scale.better);
        expect([...back].reverse()).toEqual(ranks);
      }),
      { numRuns: 30 },
    );
  });
  it('raising a mark never lowers a decision; a case reserved for a zero is neither above nor below', () => {
    fc.assert(
      fc.property(candidates(regulation), fc.nat(), fc.integer({ min: 1, max: 300 }), (one, which, by) => {
        const raisable = Object.entries(one.marks).filter(([, value]) => value.state === 'mark');
        const [paper, value] = raisable[which % raisable.length] ?? [];
        if (paper === undefined || value?.state !== 'mark') return;
        const higher = Math.min(maximumOf(paper, regulation), value.value + by);
        const marks = { ...one.marks, [paper]: { state: 'mark' as const, value: higher } };
        const before = ORDER[evaluatePrepared(one, prepared).decision];
        const after = ORDER[evaluatePrepared({ ...one, marks }, prepared).decision];
        if (before !== undefined && after !== undefined) expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 150 },
    );
  });
  it('papers sat again never lower a decision, where the better mark is kept', () => {
    const again: Regulation = { ...regulation, resit: { keep: 'better' } };
    const ready = prepareRegulation(again);
    fc.assert(
      fc.property(candidates(regulation), candidates(regulation), (one, other) => {
        const known = new Set(regulation.series[one.series]?.papers.map(({ paper }) => paper));
        const first = Object.entries(other.marks).filter(([paper]) => known.has(paper) && paper in one.marks);
        const resat = Object.fromEntries(first);
        const before = ORDER[evaluatePrepared(one, ready).decision];
        const after = ORDER[evaluatePrepared({ ...one, resat }, ready).decision];
        if (before !== undefined && after !== undefined && before > 0)
          expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 60 },
    );
  });
  it('is exact at every boundary of its first stage, its honours and its rescue bands', () => {
    for (const [series, threshold] of thresholds(regulation)) {
      const at = atThreshold(regulation, series, threshold.quantity, threshold.value);
      if (!at) continue;
      const held = (one: Snapshot) => evaluate(one, regulation).outcome;
      const exactly = held(at);
      const below = held(lowered(at));
      expect(exactly.exact?.[threshold.quantity]).toBe(exactText(parseDecimal(threshold.value)));
      expect(threshold.reached(exactly), `${name} ${series} at ${threshold.value}`).toBe(true);
      expect(threshold.reached(below), `${name} ${series} below ${threshold.value}`).toBe(false);
    }
  });
});

type Threshold = {
  readonly quantity: 'average' | 'total';
  readonly value: string;
  readonly reached: (outcome: ReturnType<typeof evaluatePrepared>) => boolean;
};

/** Where the first stage goes on or passes, the honours, and the bottom of each rescue band. */
function thresholds(regulation: Regulation): readonly (readonly [string, Threshold])[] {
  const [stage] = regulation.stages;
  const each = (threshold: Threshold) =>
    Object.keys(regulation.series).map((series) => [series, threshold] as const);
  const rules = (stage ? boundsOf(stage) : []).map(({ quantity, value, reached }) => ({
    quantity,
    value,
    reached,
  }));
  const honours = stage?.honours && !regulation.honoursOn ? regulation.honours : [];
  return [
    ...rules.flatMap(each),
    ...honours.flatMap(({ code, from }) =>
      each({ quantity: 'average', value: String(from), reached: (outcome) => outcome.honours === code }),
    ),
    ...regulation.rescue
      .filter((band) => band.stage === stage?.code && (!band.when || 'quantity' in band.when))
      .flatMap(({ quantity, from, decision }) =>
        each({ quantity, value: String(from), reached: ({ rescuable }) => rescuable.includes(decision) }),
      ),
  ];
}

function boundsOf({ decisions }: Stage): readonly Threshold[] {
  return decisions.flatMap(({ when, decision }) => {
    if (!when || !('quantity' in when) || when.atLeast === undefined) return [];
    if (when.quantity !== 'average' && when.quantity !== 'total') return [];
    const reached: Threshold['reached'] = (outcome) => outcome.decision === decision;
    return [{ quantity: when.quantity, value: String(when.atLeast), reached }];
  });
}

/** The same mark everywhere that gives exactly this average or total; `undefined` where no whole hundredths do. */
function atThreshold(
  regulation: Regulation,
  series: string,
  quantity: 'average' | 'total',
  value: string,
): Snapshot | undefined {
  const papers = regulation.series[series]?.papers.filter(({ group, paper }) => {
    const declared = regulation.papers[paper];
    return group === 1 && declared?.kind !== 'optional' && !declared?.converts;
  });
  if (!papers || papers.length === 0) return undefined;
  const coefficients = papers.reduce((sum, { coefficient }) => sum + Number(coefficient), 0);
  const mark = Math.round((Number(value) / (quantity === 'total' ? coefficients : 1)) * 100);
  const marks = Object.fromEntries(
    papers.map(({ paper }) => [paper, { state: 'mark' as const, value: mark }]),
  );
  const reached = { n: BigInt(mark) * BigInt(Math.round(coefficients * 100)), d: 10_000n };
  const exact =
    quantity === 'average'
      ? compare(fromHundredths(mark), parseDecimal(value)) === 0
      : compare(reached, parseDecimal(value)) === 0;
  return exact ? { series, fit: true, marks } : undefined;
}

function lowered(snapshot: Snapshot): Snapshot {
  const [paper, value] = Object.entries(snapshot.marks)[0] ?? [];
  if (paper === undefined || value?.state !== 'mark') return snapshot;
  return { ...snapshot, marks: { ...snapshot.marks, [paper]: { state: 'mark', value: value.value - 1 } } };
}
