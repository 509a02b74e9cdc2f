import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillDays, type HeadcountCell, tabulate } from './headcount.ts';

const cell: fc.Arbitrary<HeadcountCell> = fc.record({
  key: fc.constantFrom('', 'Dosso', 'Zinder', 'Agadez'),
  sex: fc.constantFrom('F', 'M', null),
  count: fc.nat(100_000),
});

test('girls are a part of the total, every line sums, and the lines make the sum', () => {
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const { rows, sum } = tabulate(cells);
      for (const row of [...rows, sum]) expect(row.girls + row.boys + row.unsaid).toBe(row.total);
      expect(rows.reduce((all, { total }) => all + total, 0)).toBe(sum.total);
      expect(sum.total).toBe(cells.reduce((all, { count }) => all + count, 0));
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    }),
  );
});

test('a day without an entry is a day too, and a day outside the dates is not lost', () => {
  const counts = [
    { day: '2027-02-27', count: 1 },
    { day: '2027-03-02', count: 5 },
  ];
  expect(fillDays(counts, '2027-02-28', '2027-03-03')).toEqual([
    { day: '2027-02-27', count: 1 },
    { day: '2027-02-28', count: 0 },
    { day: '2027-03-01', count: 0 },
    { day: '2027-03-02', count: 5 },
    { day: '2027-03-03', count: 0 },
  ]);
});

test('dates a century apart do not make a page of a century', () => {
  expect(fillDays([], '1927-01-01', '2027-01-01').length).toBeLessThanOrEqual(401);
});
