import { expect, test } from 'vitest';
import { matchCode } from './match-code.server.ts';

const CODES = ['AAAA-BBBB-CCC', 'DDDD-EEEE-FFF', 'GGGG-HHHH-JJJ'];

test.each([
  [CODES, 'DDDDEEEEFFF', 1],
  [CODES, 'AAAABBBBCCC', 0],
  [CODES, 'AAAABBBBCCD', -1],
  [[], 'AAAABBBBCCC', -1],
  [[], '', -1],
  [[''], '', -1],
])('of %j, %j is at %i', (printed, typed, place) => {
  expect(matchCode(printed, typed)).toBe(place);
});

test('the code of the document that is read in an unknown number’s place is nobody’s', () => {
  const read = ['RN2026BAC000124 AAAA-BBBB-CCC'];
  expect(matchCode(read, 'RN2026BAC000124 AAAABBBBCCC')).toBe(0);
  expect(matchCode(read, 'RN2026BAC000123 AAAABBBBCCC')).toBe(-1);
});

test('an unknown number, a wrong code, a mistyped one and the right one take as many comparisons', () => {
  const counts = [[], CODES, CODES.slice(1), CODES].map((printed, at) => {
    let count = 0;
    matchCode(printed, at === 3 ? 'AAAABBBBCCC' : 'ZZZZZZZZZZZ', (left, right) => {
      count += 1;
      return left === right;
    });
    return count;
  });
  expect(counts).toEqual([16, 16, 16, 16]);
});
