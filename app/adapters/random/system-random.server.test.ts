import { expect, test } from 'vitest';
import { systemRandom } from './system-random.server.ts';

test('gives as many bytes as asked, and never the same ones', () => {
  const first = systemRandom.bytes(32);
  expect(first).toHaveLength(32);
  expect(first).not.toEqual(systemRandom.bytes(32));
});

test('refuses a count that is not a number of bytes', () => {
  expect(() => systemRandom.bytes(-1)).toThrow(RangeError);
});

test('gives version 4 identifiers', () => {
  expect(systemRandom.uuid()).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
