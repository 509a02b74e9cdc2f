import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import type { MarkValue } from '../shared/mark.ts';
import { evaluatePrepared } from './evaluate.ts';
import { toHundredths } from './fraction.ts';
import { type PreparedPaper, type PreparedRegulation, prepareRegulation } from './prepare-regulation.ts';
import type { Regulation } from './schema.ts';
import { type Snapshot, snapshotChecker } from './snapshot.ts';
import type { TraceStep } from './trace.ts';

const SAMPLES = readdirSync(new URL('../../../db/seed/regulations', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** The same regulation with every number a bigint: nothing it is used with stays a number. */
function inBigints(regulation: PreparedRegulation): PreparedRegulation {
  const made = new Map<unknown, unknown>();
  const convert = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Set) return value;
    const known = made.get(value);
    if (known) return known;
    if ('n' in value && 'd' in value) return { n: BigInt(Number(value.n)), d: BigInt(Number(value.d)) };
    if (value instanceof Map) {
      const map = new Map();
      made.set(value, map);
      for (const [key, one] of value) map.set(key, convert(one));
      return map;
    }
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
    made.set(value, copy);
    for (const [key, one] of Object.entries(value)) Object.assign(copy, { [key]: convert(one) });
    return copy;
  };
  const { source, ...rest } = regulation;
  return { ...(convert(rest) as Omit<PreparedRegulation, 'source'>), source };
}

const STATES = ['absent', 'excused', 'exempt', 'fraud', 'awaited', 'notDue'] as const;

/** A candidate of any kind: marks of every size, states, reviews, papers sat again, marks kept. */
function candidate(random: ReturnType<typeof seededRandom>, regulation: PreparedRegulation): Snapshot {
  const series = random.oneOf([...regulation.series.keys()]);
  const papers = regulation.series.get(series) ?? [];
  const { review, resit, kept }: Regulation = regulation.source;
  const value = (paper: PreparedPaper): MarkValue => {
    if (random.chance(0.06)) return { state: random.oneOf(STATES) };
    const most = toHundredths(paper.maximum);
    const whole = random.below(most + 1);
    return { state: 'mark', value: random.chance(0.5) ? whole : whole - (whole % 50) };
  };
  const some = (share: number, of: readonly PreparedPaper[] = papers): Record<string, MarkValue> =>
    Object.fromEntries(of.filter(() => random.chance(share)).map((paper) => [paper.code, value(paper)]));
  const first = papers.filter(({ group }) => group === 1);
  const second = papers.filter(({ group }) => group === 2);
  return {
    ...{ series, fit: random.chance(0.9), attempts: 1 + random.below(3) },
    marks: { ...some(0.97, first), ...(random.chance(0.5) ? some(1.5 / (second.length || 1), second) : {}) },
    ...(review && random.chance(0.3) ? { reviewed: some(0.3) } : {}),
    ...(resit && random.chance(0.3) ? { resat: some(0.3) } : {}),
    ...(kept && random.chance(0.3) ? { kept: some(0.3) } : {}),
  };
}

describe('evaluating with numbers', () => {
  it.each(SAMPLES)('gives the outcome and every step that bigints give: %s', (name) => {
    const random = seededRandom(name.length);
    const regulation = prepareRegulation(sampleRegulation(name));
    const exact = inBigints(regulation);
    expect(typeof exact.scale.n).toBe('bigint');
    const check = snapshotChecker(regulation.source);
    let sound = 0;
    for (let i = 0; i < 4_000 && sound < 1_000; i += 1) {
      const snapshot = candidate(random, regulation);
      if (check(snapshot).length > 0) continue;
      sound += 1;
      const [steps, exactSteps]: [TraceStep[], TraceStep[]] = [[], []];
      const outcome = evaluatePrepared(snapshot, regulation, steps);
      expect(outcome).toEqual(evaluatePrepared(snapshot, exact, exactSteps));
      expect(steps).toEqual(exactSteps);
      expect(evaluatePrepared(snapshot, regulation)).toEqual(outcome);
    }
    expect(sound).toBeGreaterThan(200);
  });
});
