import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkValue } from '../shared/mark.ts';
import { nextState } from '../shared/state-table.ts';
import {
  type Entry,
  type MarkingPolicy,
  markingPolicyOf,
  type Parts,
  type Pass,
  resolve,
} from './resolve.ts';
import { BUNDLE_STATES, BUNDLE_TABLE } from './states.ts';

const BLIND = markingPolicyOf({ entries: 2, tolerance: 0, third: 'decides' });
const ALGERIA = markingPolicyOf({ entries: 2, tolerance: 3, third: 'meanOfClosest' });
const mark = (value: number): MarkValue => ({ state: 'mark', value });
const entry = (pass: Pass, value: MarkValue, at = 1, by = `user-${pass}`): Entry => ({ pass, value, at, by });
const agreed = (value: number) => ({ status: 'agreed', value: mark(value) });

describe('blind double entry', () => {
  it('waits for both', () => {
    expect(resolve([], BLIND)).toEqual({ status: 'awaited', passes: [1, 2] });
    expect(resolve([entry(2, mark(900))], BLIND)).toEqual({ status: 'awaited', passes: [1] });
    expect(resolve([entry(1, mark(900))], BLIND)).toEqual({ status: 'awaited', passes: [2] });
  });
  it('agrees only on the very same mark', () => {
    expect(resolve([entry(1, mark(999)), entry(2, mark(999))], BLIND)).toEqual(agreed(999));
    expect(resolve([entry(1, mark(999)), entry(2, mark(1000))], BLIND)).toEqual({
      status: 'disagreed',
      values: [mark(999), mark(1000)],
    });
  });
  it('does not take a zero for an absence', () => {
    const entries = [entry(1, mark(0)), entry(2, { state: 'absent' })];
    expect(resolve(entries, BLIND).status).toBe('disagreed');
    expect(resolve([entry(1, { state: 'absent' }), entry(2, { state: 'absent' })], BLIND)).toEqual({
      status: 'agreed',
      value: { state: 'absent' },
    });
  });
  it('lets the third decide', () => {
    expect(resolve([entry(1, mark(900)), entry(2, mark(1200)), entry(3, mark(1100))], BLIND)).toEqual(
      agreed(1100),
    );
  });
  it('counts the latest of each pass', () => {
    const entries = [entry(1, mark(1200), 5), entry(2, mark(1200), 2), entry(1, mark(900), 1)];
    expect(resolve(entries, BLIND)).toEqual(agreed(1200));
  });
  it('needs different people', () => {
    const same = [entry(1, mark(900), 1, 'ada'), entry(2, mark(900), 2, 'ada')];
    expect(resolve(same, BLIND)).toEqual({ status: 'awaited', passes: [2] });
    const judge = [entry(1, mark(900)), entry(2, mark(800)), entry(3, mark(900), 3, 'user-1')];
    expect(resolve(judge, BLIND).status).toBe('disagreed');
  });
  it('does not depend on the order in which rows are read', () => {
    const one = fc.record({
      pass: fc.constantFrom<Pass>(1, 2, 3, 4),
      value: fc.integer({ min: 0, max: 2000 }).map(mark),
      by: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), fc.constantFrom(BLIND, ALGERIA), (rows, policy) => {
        const entries = rows.map((row, at) => ({ ...row, at }));
        expect(resolve([...entries].reverse(), policy)).toEqual(resolve(entries, policy));
      }),
    );
  });
});

describe('double marking with a tolerance (Algeria: more than 3 points needs a third)', () => {
  const two = (a: number, b: number, policy: MarkingPolicy = ALGERIA) =>
    resolve([entry(1, mark(a)), entry(2, mark(b))], policy);
  it('takes the mean within 3 points, 3 included', () => {
    expect(two(1000, 1300)).toEqual(agreed(1150));
    expect(two(1000, 1301).status).toBe('disagreed');
  });
  it('takes the mean of the two closest of three', () => {
    const three = (c: number) =>
      resolve([entry(1, mark(800)), entry(2, mark(1400)), entry(3, mark(c))], ALGERIA);
    expect(three(1300)).toEqual(agreed(1350));
    expect(three(900)).toEqual(agreed(850));
    expect(three(1100)).toEqual(agreed(1250));
  });
});

describe('a moderation', () => {
  const both = [entry(1, mark(900), 1), entry(2, mark(900), 2)];
  it('takes the place of the agreed mark', () => {
    expect(resolve([...both, entry(4, mark(950), 3)], BLIND)).toEqual(agreed(950));
    expect(resolve([...both, entry(4, mark(950), 3), entry(4, mark(1000), 4)], BLIND)).toEqual(agreed(1000));
  });
  it('takes the place of what a third person settled', () => {
    const settled = [entry(1, mark(900), 1), entry(2, mark(1000), 2), entry(3, mark(1000), 3)];
    expect(resolve([...settled, entry(4, mark(1050), 4)], BLIND)).toEqual(agreed(1050));
  });
  it('is void once the script is keyed again', () => {
    expect(resolve([...both, entry(4, mark(950), 3), entry(2, mark(900), 4)], BLIND)).toEqual(agreed(900));
    expect(resolve([...both, entry(4, mark(950), 3), entry(2, mark(800), 4)], BLIND).status).toBe(
      'disagreed',
    );
  });
  it('makes no mark where none is agreed', () => {
    expect(resolve([entry(1, mark(900), 1), entry(4, mark(950), 3)], BLIND).status).toBe('awaited');
  });
  it('may be applied by who keyed the marks', () => {
    expect(resolve([...both, entry(4, mark(950), 3, 'user-1')], BLIND)).toEqual(agreed(950));
  });
});

describe('a paper in components', () => {
  const parted = (pass: Pass, parts: Parts, by?: string): Entry => {
    const total = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    const value = parts.includes(null) ? ({ state: 'awaited' } as const) : mark(total);
    return { ...entry(pass, value, 1, by), parts };
  };
  it('agrees only when every component does', () => {
    expect(resolve([parted(1, [400, 500]), parted(2, [400, 500])], BLIND)).toEqual(agreed(900));
    expect(resolve([parted(1, [400, 500]), parted(2, [500, 400])], BLIND).status).toBe('disagreed');
  });
  it('compares totals where two people mark, each in their own way', () => {
    expect(resolve([parted(1, [400, 500]), parted(2, [600, 500])], ALGERIA)).toEqual(agreed(1000));
  });
  it('waits while a component is missing, in every pass', () => {
    expect(resolve([parted(1, [400, null]), parted(2, [400, 500])], BLIND)).toEqual({
      status: 'awaited',
      passes: [1],
    });
    const third = [parted(1, [400, 500]), parted(2, [500, 500]), parted(3, [400, null])];
    expect(resolve(third, BLIND).status).toBe('disagreed');
  });
});

describe('bundle states', () => {
  it('closes only what was handed out', () => {
    expect(nextState(BUNDLE_TABLE, 'prepared', 'close').ok).toBe(false);
    expect(nextState(BUNDLE_TABLE, 'handedOut', 'close')).toEqual({ ok: true, value: 'closed' });
  });
  it('reaches every state', () => {
    const reached = new Set([BUNDLE_TABLE.initial, ...BUNDLE_TABLE.transitions.map(({ to }) => to)]);
    expect([...reached].sort()).toEqual([...BUNDLE_STATES].sort());
  });
});
