import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStatistics } from '../deliberation/statistics.ts';
import { DECISIONS } from '../regulation/schema.ts';
import { countGroups, publicStatistics } from './public-statistics.ts';

const one = fc.record({
  group: fc.constantFrom('A', 'C', 'D', 'E'),
  outcome: fc.record({ decision: fc.constantFrom(...DECISIONS), honours: fc.constantFrom(null, 'bien') }),
  marks: fc.constantFrom({ X: { state: 'mark' as const, value: 0 } }, { X: { state: 'absent' as const } }),
});
const many = fc.array(one, { maxLength: 80 });

describe('statistics of a publication', () => {
  it('sum in each group, and groups sum to the whole', () => {
    fc.assert(
      fc.property(many, (candidates) => {
        const { whole, groups } = countGroups(candidates);
        for (const { statistics } of [{ statistics: whole }, ...groups])
          expect(checkStatistics(statistics)).toEqual([]);
        const sum = (key: 'registered' | 'present' | 'absent') =>
          groups.reduce((total, { statistics }) => total + statistics[key], 0);
        expect([sum('registered'), sum('present'), sum('absent')]).toEqual([
          whole.registered,
          whole.present,
          whole.absent,
        ]);
      }),
    );
  });

  it('hide groups under 10, and never a single group', () => {
    fc.assert(
      fc.property(many, (candidates) => {
        const counted = countGroups(candidates);
        const shown = publicStatistics(counted);
        const hidden = shown.groups.filter(({ statistics }) => statistics === null).length;
        for (const [i, { statistics }] of shown.groups.entries())
          if ((counted.groups[i]?.statistics.registered ?? 0) < 10) expect(statistics).toBeNull();
        if (shown.groups.length > 1) expect(hidden).not.toBe(1);
        expect(shown.whole === null).toBe(candidates.length < 10);
      }),
    );
  });
});
