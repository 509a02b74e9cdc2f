import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumberKey, formatTypedCode, makeTypedCode, parseTypedCode } from './typed-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const secrets = fc.bigInt({ min: 0n, max: (1n << 50n) - 1n });
const numbers = fc.stringMatching(/^[A-Z]{2,5}-20[0-9]{2}-[0-9]{6}-[0-9]$/);

describe('the typed code', () => {
  it('is ten characters of the secret and a check character', () => {
    expect(makeTypedCode('BAC-2026-048213-7', 0n)).toMatch(/^0{10}[0-9A-HJKMNP-TV-Z]$/);
    expect(makeTypedCode('BAC-2026-048213-7', (1n << 50n) - 1n)).toMatch(/^Z{10}.$/);
    expect(makeTypedCode('BAC-2026-048213-7', 1n).slice(0, 10)).toBe('0000000001');
    expect(() => makeTypedCode('A', 1n << 50n)).toThrow(RangeError);
    expect(() => makeTypedCode('A', -1n)).toThrow(RangeError);
    expect(() => makeTypedCode('É', 1n)).toThrow(RangeError);
  });

  it('is read as printed', () => {
    fc.assert(
      fc.property(numbers, secrets, (number, secret) => {
        const code = makeTypedCode(number, secret);
        const value = { numberKey: documentNumberKey(number), code };
        expect(parseTypedCode(`${number} ${formatTypedCode(code)}`)).toEqual({ ok: true, value });
        expect(parseTypedCode(`${number}${code}`.toLowerCase())).toEqual({ ok: true, value });
      }),
    );
  });

  it('forgives O for 0, I and L for 1, lower case, spaces and hyphens', () => {
    const code = makeTypedCode('DUT-2010-000101-1', 33n);
    const typed = `dut–2o1o ooo1oi l / ${formatTypedCode(code).replaceAll('0', 'o').replaceAll('1', 'l')}`;
    expect(parseTypedCode(typed)).toEqual({
      ok: true,
      value: { numberKey: documentNumberKey('DUT-2010-000101-1'), code },
    });
  });

  it('catches every single wrong character, anywhere', () => {
    fc.assert(
      fc.property(numbers, secrets, (number, secret) => {
        const typed = documentNumberKey(number) + makeTypedCode(number, secret);
        for (let at = 0; at < typed.length; at += 1) {
          for (const wrong of ALPHABET) {
            if (wrong === typed[at]) continue;
            expect(parseTypedCode(typed.slice(0, at) + wrong + typed.slice(at + 1)).ok).toBe(false);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('catches every swap of neighbours', () => {
    fc.assert(
      fc.property(numbers, secrets, (number, secret) => {
        const typed = documentNumberKey(number) + makeTypedCode(number, secret);
        for (let at = 0; at + 1 < typed.length; at += 1) {
          const [a = '', b = ''] = typed.slice(at, at + 2);
          if (a !== b)
            expect(parseTypedCode(typed.slice(0, at) + b + a + typed.slice(at + 2)).ok).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each(['', '00000000000', 'é'.repeat(20), 'A'.repeat(1000), '💥'.repeat(12)])('refuses %j', (text) => {
    expect(parseTypedCode(text)).toEqual({ ok: false, reason: 'typed-code.malformed' });
  });
});
