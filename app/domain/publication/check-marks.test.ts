import { describe, expect, it } from 'vitest';
import { marksOf } from '#tests/factories/regulations.ts';
import { findForeignMarks, type KeyedScript } from './check-marks.ts';

const keyed = (
  paper: string,
  low: number | null,
  high = low,
  more: Partial<KeyedScript> = {},
): KeyedScript => ({
  paper,
  low,
  high,
  states: low === null ? ['absent'] : ['mark'],
  moderated: null,
  ...more,
});
const one = (marks: Parameters<typeof marksOf>[0]) => ({ series: 'X', fit: true, marks: marksOf(marks) });

describe('marks against what people keyed', () => {
  it('finds nothing where both keyed the mark, or a third settled between them', () => {
    expect(findForeignMarks('D', one({ A: 12, B: 9 }), [keyed('A', 1200), keyed('B', 800, 1000)])).toEqual(
      [],
    );
  });
  it('incident 4 (Île-de-France 2009): a mark that nobody keyed for that script is somebody else’s', () => {
    expect(findForeignMarks('D', one({ A: 12.5 }), [keyed('A', 1200)])).toEqual([
      { dossier: 'D', field: 'mark', paper: 'A', stored: '1250', recomputed: '1200' },
    ]);
    expect(findForeignMarks('D', one({ A: 12 }), [keyed('A', 800, 1000)])).toMatchObject([
      { recomputed: '800–1000' },
    ]);
  });
  it('finds a mark without a script, a script without a mark, and an absence nobody keyed', () => {
    expect(findForeignMarks('D', one({ A: 12 }), [])).toMatchObject([{ paper: 'A', recomputed: '' }]);
    expect(findForeignMarks('D', one({}), [keyed('A', 0)])).toMatchObject([{ paper: 'A', stored: '' }]);
    expect(findForeignMarks('D', one({ A: 'absent' }), [keyed('A', 0)])).toMatchObject([
      { stored: 'absent', recomputed: '0' },
    ]);
    expect(findForeignMarks('D', one({ A: 0 }), [keyed('A', null)])).toMatchObject([
      { recomputed: 'absent' },
    ]);
  });
  it('takes what a moderation left, and a mark in any of the rounds', () => {
    expect(findForeignMarks('D', one({ A: 12 }), [keyed('A', 1100, 1100, { moderated: 1200 })])).toEqual([]);
    const resat = { ...one({ A: 6 }), resat: marksOf({ A: 13 }) };
    expect(findForeignMarks('D', resat, [keyed('A', 600), keyed('A', 1300)])).toEqual([]);
  });
  it('leaves an exemption that left no script', () => {
    expect(findForeignMarks('D', one({ EPS: 'exempt' }), [])).toEqual([]);
  });
});
