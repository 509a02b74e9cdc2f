import { expect, test } from 'vitest';
import { chanceOf, compareSamples } from './compare-samples.ts';

test('a deviate’s chance is the table’s', () => {
  expect(chanceOf(0)).toBeCloseTo(1, 6);
  expect(chanceOf(1.96)).toBeCloseTo(0.05, 3);
  expect(chanceOf(-2.576)).toBeCloseTo(0.01, 3);
});

test('the same samples do not differ, and shifted ones do', () => {
  const some = Array.from({ length: 500 }, (_, at) => 100 + ((at * 7919) % 101));
  const same = compareSamples(some, [...some].reverse());
  expect([same.welch.t, same.mannWhitney.z, same.mannWhitney.larger]).toEqual([0, 0, 0.5]);
  const shifted = compareSamples(
    some,
    some.map((value) => value + 20),
  );
  expect(shifted.welch.p).toBeLessThan(0.001);
  expect(shifted.mannWhitney.p).toBeLessThan(0.001);
  expect(shifted.mannWhitney.larger).toBeGreaterThan(0.6);
});

test('Mann and Whitney’s own example of a few ranks', () => {
  // U = 2 of 3 × 4 pairs: of the first, only one is above any of the second.
  expect(compareSamples([1, 2, 5], [3, 4, 6, 7]).mannWhitney.larger).toBeCloseTo(1 - 2 / 12, 10);
});
