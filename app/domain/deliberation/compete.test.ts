import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import type { Decision } from '../regulation/schema.ts';
import { compete } from './compete.ts';

const regulation = sampleRegulation('competition-sample');
const one = (code: string, mark: number, decision: Decision = 'passed') => ({
  code,
  decision,
  snapshot: { series: 'ENS', fit: true, marks: marksOf({ CG: mark, SPE: mark, ENT: mark }) },
});

describe('a competition before its jury', () => {
  it('ranks by code whom the jury lets pass, whatever the regulation said', () => {
    const allocation = compete([one('A', 15), one('B', 18, 'excluded'), one('C', 9)], regulation);
    expect(allocation?.order.map(({ id, rank }) => [id, rank])).toEqual([
      ['A', 1],
      ['C', 2],
    ]);
    expect(allocation?.unranked).toEqual([{ id: 'B', decision: 'excluded' }]);
    expect(allocation?.posts.reduce((sum, { holders }) => sum + holders.length, 0)).toBe(2);
  });
  it('is nothing for an examination', () => {
    expect(compete([], sampleRegulation('bepc-sample'))).toBeUndefined();
  });
});
