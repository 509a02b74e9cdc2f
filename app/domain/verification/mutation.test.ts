import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase10, encodeBase10 } from './base10.ts';
import {
  ISSUED_AT,
  listedKey,
  type SampleKey,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from './fixtures/sample-trust.ts';
import { encodeCbor, readCbor } from './read-cbor.ts';
import { type SignedDocument, signDocument } from './sign-document.ts';
import { trustOf } from './trust-list.ts';
import { type VerificationInput, type VerificationKnowledge, verifyDocument } from './verify.ts';

const HOST = 'verif.examens.example';
const CHANGES = 2_000;
/** Each run tries other changes; put the printed seed here to try them again. */
const SEED = Math.floor(Math.random() * 0x7fff_ffff);

/** Numbers below `limit`, from a seed (xorshift32). */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const PRINTABLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));

describe.each(['EdDSA', 'ES256'] as const)('a code signed with %s', (alg) => {
  const key: SampleKey = sampleKey(alg, 2);
  let signed: SignedDocument;
  const trust = trustOf(sampleTrustList([listedKey(key)]));
  const status = { from: 'register', status: 'valid' } as const;
  const answer = (input: VerificationInput, changes: Partial<VerificationKnowledge> = {}) => {
    if (!trust.ok) throw new Error(trust.reason);
    return verifyDocument(input, { now: ISSUED_AT + 60, trust: trust.value, status, ...changes });
  };

  beforeAll(async () => {
    signed = await signDocument({ ...sampleClaims, marks: [['MAT', 1350]] }, key, HOST, key.sign);
    console.info(`changes to a code (${alg}): seed ${SEED}`);
  });

  const changedBytes = () => {
    const below = numbersFrom(SEED);
    return Array.from({ length: CHANGES }, () => {
      const at = below(signed.cose.length);
      const by = 1 + below(255);
      return { at, bytes: signed.cose.map((byte, index) => (index === at ? byte ^ by : byte)) };
    });
  };

  it(`is never valid after any of ${CHANGES} changes of one byte, and then shows nothing`, () => {
    expect(answer({ cose: signed.cose, token: signed.token }).verdict).toBe('valid');
    for (const { at, bytes } of changedBytes()) {
      for (const input of [{ cose: bytes }, { cose: bytes, token: signed.token }]) {
        const { verdict, claims } = answer(input);
        const place = `byte ${at}, seed ${SEED}`;
        expect([place, verdict, claims]).not.toContain('valid');
        expect([place, verdict, claims]).not.toContain('authentic');
        expect([place, claims]).toEqual([place, undefined]);
      }
    }
  });

  it('would be valid after some of them if signatures were not checked', () => {
    const verdicts = changedBytes().map(
      ({ bytes }) => answer({ cose: bytes }, { verifySignature: () => true }).verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'valid').length).toBeGreaterThan(CHANGES / 4);
  });

  it(`is never valid after any of ${CHANGES} changes of one character of its address, and then shows nothing`, () => {
    const { url } = signed.qr;
    expect(answer({ text: url }).verdict).toBe('valid');
    const below = numbersFrom(SEED + 1);
    const placesTried = new Set<number>();
    for (let turn = 0; turn < CHANGES; turn += 1) {
      const at = below(url.length);
      const others = PRINTABLE.filter((character) => character !== url[at]);
      const text = url.slice(0, at) + (others[below(others.length)] ?? '') + url.slice(at + 1);
      const { verdict, claims } = answer({ text });
      expect([text, verdict, claims]).not.toContain('valid');
      expect([text, verdict, claims]).not.toContain('authentic');
      expect([text, claims]).toEqual([text, undefined]);
      placesTried.add(at);
    }
    expect(placesTried.size).toBeGreaterThan(url.length * 0.9);
  });
});

describe('strictness', () => {
  it('no two texts of digits are the same bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (bytes, place, by) => {
          const digits = encodeBase10(bytes);
          const at = place % digits.length;
          const other = (Number(digits[at]) + by) % 10;
          const read = decodeBase10(digits.slice(0, at) + other + digits.slice(at + 1));
          if (read.ok) expect(read.value).not.toEqual(bytes);
        },
      ),
    );
  });

  it('no two byte strings are the same CBOR value: what is read is written back alike', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const read = readCbor(bytes);
        if (read) expect(encodeCbor(read.value)).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  const leaf = fc.oneof(
    fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    fc.string(),
    fc.uint8Array({ maxLength: 20 }),
    fc.boolean(),
    fc.constant(null),
  );
  const item = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('any'), { maxLength: 4 }),
      fc
        .uniqueArray(fc.tuple(fc.integer({ min: -300, max: 70_000 }), tie('any')), {
          maxLength: 4,
          selector: ([key]) => key,
        })
        .map((entries) => new Map(entries)),
    ),
  })).any;

  it('whatever is written is read; with a byte more, a byte less or a longer head it is refused', () => {
    fc.assert(
      fc.property(item, (value) => {
        const bytes = encodeCbor(value);
        expect(readCbor(bytes)).toEqual({ value });
        expect(readCbor(Uint8Array.from([...bytes, 0]))).toBeUndefined();
        expect(readCbor(bytes.subarray(0, -1))).toBeUndefined();
        const [head = 0] = bytes;
        // The same length or number written in one byte more than it needs (RFC 8949 §4.2.1 forbids it).
        if ((head & 31) < 24 && head >> 5 < 6)
          expect(
            readCbor(Uint8Array.from([(head & 0xe0) | 24, head & 31, ...bytes.subarray(1)])),
          ).toBeUndefined();
      }),
    );
  });

  it('a map with a key twice, or with keys in another order, is refused', () => {
    const key = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(key, key, (one, two) => {
        const read = readCbor(Uint8Array.from([0xa2, one, 0, two, 0]));
        expect(read !== undefined).toBe(one < two);
      }),
    );
  });
});
