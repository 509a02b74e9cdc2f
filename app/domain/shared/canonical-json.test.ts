import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { digestOf, sha256Hex } from './digest.ts';

describe('canonicalJson', () => {
  it('sorts keys by code unit and writes no spaces', () => {
    expect(canonicalJson({ b: [1, true, null], a: { z: 'é', A: 0 } })).toBe(
      '{"a":{"A":0,"z":"é"},"b":[1,true,null]}',
    );
  });
  it('sorts as RFC 8785 does: UTF-16 code units, not code points', () => {
    expect(canonicalJson({ '\uff21': 2, '\u{1f600}': 1 })).toBe('{"\u{1f600}":1,"\uff21":2}');
  });
  it('normalises strings to NFC, so a decomposed é is the same é', () => {
    expect(canonicalJson('e\u0301')).toBe('"\u00e9"');
    expect(digestOf({ name: 'Zoe\u0308' })).toBe(digestOf({ name: 'Zo\u00eb' }));
  });
  it.each([
    ['a float', { a: [9.99] }, /\$\.a\[0\]/],
    ['an unsafe integer', 2 ** 53, /safe integer/],
    ['NaN', Number.NaN, /safe integer/],
    ['a bigint', 1n, /bigint/],
    ['undefined in a list', [undefined], /\$\[0\]/],
    ['a lone surrogate', '\ud800', /surrogate/],
    ['a date', { at: new Date(0) }, /\$\.at/],
    ['two keys equal in NFC', { 'e\u0301': 1, '\u00e9': 2 }, /twice/],
  ])('refuses %s', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });
  it('leaves out undefined fields and writes -0 as 0', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });
  it('does not depend on the order of keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.integer(), fc.boolean())),
        (o) => {
          const reversed = Object.fromEntries(Object.entries(o).reverse());
          expect(canonicalJson(reversed)).toBe(canonicalJson(o));
          expect(JSON.parse(canonicalJson(o))).toEqual(Object.fromEntries(Object.entries(o)));
        },
      ),
    );
  });
});

describe('digest', () => {
  it('is SHA-256 (FIPS 180-2 vector)', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
  it('digests the canonical text', () => {
    expect(digestOf({ b: 1, a: 2 })).toBe(sha256Hex('{"a":2,"b":1}'));
  });
});
