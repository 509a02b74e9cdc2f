import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeResultCode } from './result-code.ts';

test('a result code is eight characters that nobody reads two ways, and says its bytes', () => {
  expect(makeResultCode(new Uint8Array(5))).toBe('00000000');
  expect(makeResultCode(new Uint8Array(5).fill(255))).toBe('ZZZZZZZZ');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
      expect(makeResultCode(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    }),
  );
  expect(() => makeResultCode(new Uint8Array(4))).toThrow(RangeError);
});
