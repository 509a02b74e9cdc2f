import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { type DocumentClaims, HONOURS } from './document-claims.ts';
import { sampleClaims, toHex } from './fixtures/sample-trust.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { encodeCbor } from './read-cbor.ts';

const PAYLOAD_HEX =
  'a4016658582d4f4543061a6a7e5a8018a9a204782d4e274755455353414e2d4b4f55415353492041c3af6368612044c3a9736972c3a96520c3896cc3a96f6e6f7265086832303038303331373a0001117089016342414361441907ea03190543714241432d323032362d3034383231332d370119bc55';

const exam: unknown[] = [1, 'BAC', 'D', 2026, 3, 1347, 'BAC-2026-048213-7', 1, 48213];
const person: [number, unknown][] = [
  [4, 'Aïcha'],
  [8, '20080317'],
];
const root = (examination: unknown, about: [number, unknown][] = person, more: [number, unknown][] = []) =>
  encodeCbor(
    new Map<number, unknown>([
      [1, 'XX-OEC'],
      [6, 1786665600],
      [169, new Map(about)],
      [-70001, examination],
      ...more,
    ]),
  );
const at = (index: number, value: unknown) => exam.map((old, i) => (i === index ? value : old));

const word = fc
  .stringMatching(/^[A-Za-zÀ-ÿ]([A-Za-zÀ-ÿ' -]{0,40}[A-Za-zÀ-ÿ])?$/)
  .map((text) => text.normalize('NFC'));
const hundredths = fc.integer({ min: 0, max: 10_000 });
const anyClaims: fc.Arbitrary<DocumentClaims> = fc
  .record({
    issuer: word,
    issuedAt: fc.integer({ min: 1, max: 4_000_000_000 }),
    holder: word,
    birthDate: fc.constantFrom('2008', '20080229', '19991231'),
    type: fc.constantFrom(...DOCUMENT_KINDS),
    exam: word,
    series: word,
    year: fc.integer({ min: 1960, max: 2200 }),
    honours: fc.constantFrom(...HONOURS),
    average: hundredths,
    number: word,
    edition: fc.integer({ min: 1, max: 9 }),
    statusIndex: fc.integer({ min: 0, max: 1_048_575 }),
    marks: fc.array(fc.tuple(word, fc.option(hundredths)), { minLength: 1, maxLength: 15 }),
  })
  .map(({ marks, ...claims }) => (claims.type === 'transcript' ? { ...claims, marks } : claims));

describe('the payload', () => {
  it('is the vector, byte for byte', () => {
    expect(toHex(encodePayload(sampleClaims))).toBe(PAYLOAD_HEX);
    expect(decodePayload(encodePayload(sampleClaims))).toEqual({ ok: true, value: sampleClaims });
  });

  it('comes back whole for any claims', () => {
    fc.assert(
      fc.property(anyClaims, (claims) => {
        expect(decodePayload(encodePayload(claims))).toEqual({ ok: true, value: claims });
      }),
    );
  });

  it('writes names in NFC whatever form they came in', () => {
    const decomposed = { ...sampleClaims, holder: sampleClaims.holder.normalize('NFD') };
    expect(decomposed.holder).not.toBe(sampleClaims.holder);
    expect(toHex(encodePayload(decomposed))).toBe(PAYLOAD_HEX);
  });

  it('reads a root made by hand, with claims it does not know', () => {
    expect(decodePayload(root(exam)).ok).toBe(true);
    expect(decodePayload(root(exam, [...person, [9, 1]], [[99, 'x']])).ok).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['no map', encodeCbor([1])],
    [
      'no issuer',
      encodeCbor(
        new Map<number, unknown>([
          [6, 1],
          [169, new Map(person)],
          [-70001, exam],
        ]),
      ),
    ],
    [
      'no date of issue',
      encodeCbor(
        new Map<number, unknown>([
          [1, 'X'],
          [169, new Map(person)],
          [-70001, exam],
        ]),
      ),
    ],
    [
      'no person',
      encodeCbor(
        new Map<number, unknown>([
          [1, 'X'],
          [6, 1],
          [-70001, exam],
        ]),
      ),
    ],
    [
      'no examination',
      encodeCbor(
        new Map<number, unknown>([
          [1, 'X'],
          [6, 1],
          [169, new Map(person)],
        ]),
      ),
    ],
    ['no name', root(exam, [[8, '20080317']])],
    ['no birth date', root(exam, [[4, 'A']])],
    [
      'a name not in NFC',
      root(exam, [
        [4, 'Ai\u0308cha'],
        [8, '2008'],
      ]),
    ],
    [
      'a name with a line break',
      root(exam, [
        [4, 'A\nB'],
        [8, '2008'],
      ]),
    ],
    [
      'an impossible date',
      root(exam, [
        [4, 'A'],
        [8, '20090229'],
      ]),
    ],
    [
      'a date with separators',
      root(exam, [
        [4, 'A'],
        [8, '2009-02-28'],
      ]),
    ],
    ['eight elements', root(exam.slice(0, 8))],
    ['eleven elements', root([...exam, [['FR', 1]], 1])],
    ['type 0', root(at(0, 0))],
    ['type 6', root(at(0, 6))],
    ['type 1.5', root(at(0, 1.5))],
    ['an empty exam', root(at(1, ''))],
    ['a year in words', root(at(3, '2026'))],
    ['honours 6', root(at(4, 6))],
    ['honours -1', root(at(4, -1))],
    ['a fractional average', root(at(5, 13.47))],
    ['a negative average', root(at(5, -1))],
    ['no average on a transcript', root(at(5, null))],
    ['an empty number', root(at(6, ''))],
    ['edition 0', root(at(7, 0))],
    ['a negative status index', root(at(8, -1))],
    ['empty marks', root([...exam, []])],
    ['null marks', root([...exam, null])],
    ['marks on a diploma', root([...at(0, 3), [['FR', 1200]]])],
    ['a mark in words', root([...exam, [['FR', '12']]])],
    ['a mark of three parts', root([...exam, [['FR', 1200, 1]]])],
  ])('is unsupported with %s', (_, bytes) => {
    expect(decodePayload(bytes)).toEqual({ ok: false, reason: 'payload.unsupported' });
  });

  it('has no average on a convocation or a receipt', () => {
    expect(decodePayload(root(at(0, 4).map((value, i) => (i === 5 ? null : value)))).ok).toBe(true);
  });

  it('refuses to sign what it would not read', () => {
    expect(() => encodePayload({ ...sampleClaims, edition: 0 })).toThrow();
    expect(() => encodePayload({ ...sampleClaims, average: null })).toThrow();
    expect(() => encodePayload({ ...sampleClaims, holder: ' ' })).toThrow();
  });
});
