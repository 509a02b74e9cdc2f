import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupJuries } from './group-juries.ts';

const centre = (id: string, candidates: number, region = 'R1') => ({ id, candidates, region });
const ids = (groups: ReturnType<typeof groupJuries>) => groups.map((group) => group.map(({ id }) => id));

test('neighbours share a jury up to its size, within a region', () => {
  const centres = [centre('a', 200), centre('b', 300), centre('c', 1), centre('d', 10, 'R2')];
  expect(ids(groupJuries(centres))).toEqual([['a', 'b'], ['c'], ['d']]);
  expect(ids(groupJuries([centre('big', 900), centre('small', 5)]))).toEqual([['big'], ['small']]);
  expect(groupJuries([])).toEqual([]);
});

test('every centre is in one jury, and a jury over the size has one centre', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ size: fc.nat(700), region: fc.constantFrom('R1', 'R2') })), (sizes) => {
      const centres = sizes.map(({ size, region }, i) => centre(`c${i}`, size, region));
      const groups = groupJuries(centres);
      expect(groups.flat()).toEqual(centres);
      for (const group of groups) {
        const held = group.reduce((sum, { candidates }) => sum + candidates, 0);
        expect(held <= 500 || group.length === 1).toBe(true);
      }
    }),
  );
});
