import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText } from '../regulation/fraction.ts';
import type { MarkValue } from '../shared/mark.ts';
import { formatShift, judgeShift, previewModeration, readShift } from './moderate.ts';

const mark = (value: number): MarkValue => ({ state: 'mark', value });
const standing = (...values: MarkValue[]) =>
  new Map(values.map((value, i) => [`script-${i}`, value] as const));

describe('a moderation', () => {
  it('moves every mark by the same, and only marks', () => {
    const effect = previewModeration(standing(mark(900), mark(1000), { state: 'absent' }), 50, 2000);
    expect(effect.changes.map(({ before, after }) => [before, after])).toEqual([
      [900, 950],
      [1000, 1050],
    ]);
    expect([effect.marks, effect.clipped]).toEqual([2, 0]);
    expect([exactText(effect.meanBefore), exactText(effect.meanAfter)]).toEqual(['19/2', '10']);
  });
  it('stops at 0 and at the maximum, and says how many marks it stopped', () => {
    const up = previewModeration(standing(mark(2000), mark(1975), mark(1000)), 50, 2000);
    expect(up.changes.map(({ after }) => after)).toEqual([2000, 1050]);
    expect(up.clipped).toBe(2);
    const down = previewModeration(standing(mark(0), mark(25), mark(1000)), -50, 2000);
    expect(down.changes.map(({ after }) => after)).toEqual([0, 950]);
    expect(down.clipped).toBe(2);
  });
  it('never leaves the scale, never changes an order, and its means follow from its marks', () => {
    const values = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: -2000, max: 2000 }), (marks, shift) => {
        const { changes, meanAfter, clipped } = previewModeration(standing(...marks.map(mark)), shift, 2000);
        const after = new Map(changes.map((change) => [change.scriptCode, change.after]));
        const result = marks.map((before, i) => after.get(`script-${i}`) ?? before);
        expect(result.every((value) => value >= 0 && value <= 2000)).toBe(true);
        for (const [i, one] of marks.entries())
          for (const [j, other] of marks.entries())
            if (one < other) expect((result[i] ?? 0) <= (result[j] ?? 0)).toBe(true);
        expect(meanAfter.n).toBe(BigInt(result.reduce((sum, value) => sum + value, 0)));
        expect(clipped).toBe(marks.filter((value, i) => result[i] !== value + shift).length);
      }),
    );
  });
  it('is something: not nothing, and not more than the whole scale', () => {
    expect(judgeShift(50, 2000).ok).toBe(true);
    expect(judgeShift(-2000, 2000).ok).toBe(true);
    for (const shift of [0, 2001, -2001, 0.5, Number.NaN])
      expect(judgeShift(shift, 2000)).toMatchObject({ reason: 'moderation.noShift' });
  });
  it('is written with its sign', () => {
    expect([50, -125, 2000].map((shift) => formatShift(shift))).toEqual(['+0,50', '-1,25', '+20,00']);
    expect(formatShift(-50, '.')).toBe('-0.50');
  });
  it.each([
    ['0,5', 50],
    ['+0.5', 50],
    [' -1,25 ', -125],
    ['\u22122', -200],
    ['1e3', undefined],
    ['0,125', undefined],
    ['', undefined],
  ])('is read from %j', (text, shift) => {
    expect(readShift(text)).toBe(shift);
  });
  it('of no mark changes nothing', () => {
    const effect = previewModeration(standing({ state: 'absent' }), 50, 2000);
    expect([effect.changes.length, exactText(effect.meanBefore)]).toEqual([0, '0']);
  });
});
