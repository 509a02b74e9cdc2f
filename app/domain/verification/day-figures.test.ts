import { expect, test } from 'vitest';
import { figuresBy } from './day-figures.ts';

test('counts are summed by day and by what they mean to an office', () => {
  const rows = [
    { day: '2027-03-02', verdict: 'valid', count: 4 },
    { day: '2027-03-02', verdict: 'forged', count: 3 },
    { day: '2027-03-01', verdict: 'revoked', count: 2 },
    { day: '2027-03-02', verdict: 'authentic', count: 1 },
    { day: '2027-03-02', verdict: 'unreadable', count: 5 },
  ] as const;
  expect(figuresBy(rows, ({ day }) => day)).toEqual([
    { key: '2027-03-02', good: 5, ended: 0, wrong: 3, unclear: 5, total: 13 },
    { key: '2027-03-01', good: 0, ended: 2, wrong: 0, unclear: 0, total: 2 },
  ]);
});
