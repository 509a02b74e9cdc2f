import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFrom, hashCode, readCode } from './contact-code.ts';

test('any four bytes give six digits or ask for others', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      const code = codeFrom(bytes);
      expect(code ?? '000000').toMatch(/^[0-9]{6}$/);
    }),
  );
  expect(codeFrom(new Uint8Array([0, 0, 0, 7]))).toBe('000007');
  expect(codeFrom(new Uint8Array([255, 255, 255, 255]))).toBeUndefined();
});

test.each([['123456'], [' 123 456 '], ['123-456'], ['١٢٣٤٥٦'], ['１２３４５６']])('reads %j', (typed) => {
  expect(readCode(typed)).toBe('123456');
});

test.each(['', '12345', '1234567', '12345a', '-12345'])('refuses %j', (typed) => {
  expect(readCode(typed)).toBeUndefined();
});

test('a stored code is bound to the person, the purpose and the browser', () => {
  const of = { userId: 'u', purpose: 'verify', ticket: 't' } as const;
  const hashes = [
    hashCode('123456', of),
    hashCode('123457', of),
    hashCode('123456', { ...of, userId: 'v' }),
    hashCode('123456', { ...of, purpose: 'reset' }),
    hashCode('123456', { ...of, ticket: 's' }),
  ];
  expect(new Set(hashes).size).toBe(5);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
