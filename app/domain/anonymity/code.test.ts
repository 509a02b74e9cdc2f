import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, CODE_COUNT, formatCode, isValidCode, makeCode, parseCode } from './code.ts';

const numbers = fc.integer({ min: 0, max: CODE_COUNT - 1 });

describe('anonymous codes', () => {
  it('uses no character that looks like another', () => {
    expect(CODE_ALPHABET).not.toMatch(/[IOLQ01SZBGDUV]/);
    expect(new Set(CODE_ALPHABET).size).toBe(23);
  });
  it('reads back what it prints, however it is typed', () => {
    fc.assert(
      fc.property(numbers, (random) => {
        const code = makeCode(random);
        expect(isValidCode(code)).toBe(true);
        expect(parseCode(` ${formatCode(code).toLowerCase()} `)).toEqual({ ok: true, value: code });
      }),
    );
  });
  it('gives different numbers different codes, in order, up to the last', () => {
    const codes = [0, 1, 22, 23, 529, CODE_COUNT - 1].map(makeCode);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes[0]).toBe('22222222');
    expect(() => makeCode(CODE_COUNT)).toThrow(RangeError);
    expect(() => makeCode(-1)).toThrow(RangeError);
    expect(() => makeCode(0.5)).toThrow(RangeError);
  });
  it('catches every single wrong character (every position, every character)', () => {
    fc.assert(
      fc.property(numbers, (random) => {
        const code = makeCode(random);
        for (let i = 0; i < code.length; i += 1)
          for (const other of CODE_ALPHABET)
            if (other !== code[i])
              expect(isValidCode(code.slice(0, i) + other + code.slice(i + 1))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
  it('catches every swap of neighbours', () => {
    fc.assert(
      fc.property(numbers, (random) => {
        const code = makeCode(random);
        for (let i = 0; i + 1 < code.length; i += 1) {
          const swapped = code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2);
          if (swapped !== code) expect(isValidCode(swapped)).toBe(false);
        }
      }),
    );
  });
  it.each(['', '2222', '222222222', '2222222O', '２２２２２２２２'])('refuses %j as malformed', (text) => {
    expect(parseCode(text)).toEqual({ ok: false, reason: 'code.malformed' });
  });
  it('says a wrong check apart from a wrong shape', () => {
    expect(parseCode('22222223')).toEqual({ ok: false, reason: 'code.checkFailed' });
  });
});
