import { expect, it } from 'vitest';
import { isSameCode, normaliseTableNumber } from './result-access.ts';

it('compares codes however they are typed, and never an empty one', () => {
  expect(isSameCode(' abcd-2345', 'ABCD2345')).toBe(true);
  expect(isSameCode('ABCD2346', 'ABCD2345')).toBe(false);
  expect(isSameCode('ABCD234', 'ABCD2345')).toBe(false);
  expect(isSameCode('', '')).toBe(false);
  expect(isSameCode(' - ', '')).toBe(false);
});

it('keeps the zeros of a table number', () => {
  expect(normaliseTableNumber(' 00 12a')).toBe('0012A');
});
