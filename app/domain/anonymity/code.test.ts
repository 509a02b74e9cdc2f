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
  it('has weights that no wrong character and no swap leaves alone, whatever the code: exhaustive', () => {
    // The check is a sum of weight × value modulo 23: an error is missed only when its own change is a multiple of 23.
    const base = CODE_ALPHABET.length;
    const weights = Array.from({ length: 8 }, (_, at) => 8 - at);
    const missed: string[] = [];
    for (const [at, weight] of weights.entries())
      for (let from = 0; from < base; from += 1)
        for (let to = 0; to < base; to += 1) {
          if (from === to) continue;
          if ((weight * (to - from)) % base === 0) missed.push(`${from} for ${to} at ${at}`);
          const next = weights[at + 1];
          if (next !== undefined && ((weight - next) * (to - from)) % base === 0)
            missed.push(`${from} and ${to} swapped at ${at}`);
        }
    expect(missed).toEqual([]);
  });
  it('has that very sum: every pair of characters at every place, over all codes of that shape', () => {
    const code = makeCode(1_234_567_890);
    const refused = (text: string) => !isValidCode(text);
    for (let at = 0; at + 1 < code.length; at += 1)
      for (const one of CODE_ALPHABET)
        for (const other of CODE_ALPHABET) {
          const placed = [...code.slice(0, at), one, other, ...code.slice(at + 2)].join('');
          const swapped = [...code.slice(0, at), other, one, ...code.slice(at + 2)].join('');
          // One of the 23 last characters completes a code where the check is elsewhere; each is tried.
          for (const last of at + 2 < code.length ? CODE_ALPHABET : '') {
            const whole = placed.slice(0, -1) + last;
            if (isValidCode(whole) && one !== other) expect(refused(swapped.slice(0, -1) + last)).toBe(true);
          }
          if (at + 2 === code.length && isValidCode(placed) && one !== other)
            expect(refused(swapped)).toBe(true);
        }
  });
  it.each(['', '2222', '222222222', '2222222O', '２２２２２２２２'])('refuses %j as malformed', (text) => {
    expect(parseCode(text)).toEqual({ ok: false, reason: 'code.malformed' });
  });
  it('says a wrong check apart from a wrong shape', () => {
    expect(parseCode('22222223')).toEqual({ ok: false, reason: 'code.checkFailed' });
  });
});
