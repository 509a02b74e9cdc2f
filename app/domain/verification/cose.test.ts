import { Tagged } from 'cborg';
import { describe, expect, it } from 'vitest';
import { assembleCose, parseCose, protectedHeader, signCose, toBeSigned } from './cose.ts';
import { hex, sampleClaims, toHex } from './fixtures/sample-trust.ts';
import { sampleVectors } from './fixtures/sample-vectors.ts';
import { encodePayload } from './payload.ts';
import { encodeCbor } from './read-cbor.ts';
import { keyIdOf, verifySignature } from './signature.ts';
import { isToken, tokenOf } from './token.ts';

const kid = hex('21fe31dfa154a261');
const payload = hex('a0');
const signature = new Uint8Array(64);
const sign1 = (parts: unknown[], tag = 18) => encodeCbor(new Tagged(tag, parts));
const header = (fields: [unknown, unknown][]) => encodeCbor(new Map(fields));

describe('COSE_Sign1', () => {
  it.each(sampleVectors)(
    'writes the $alg vector byte for byte',
    async ({ alg, coseHex, kidHex, signatureHex, token }) => {
      const made = await signCose(encodePayload(sampleClaims), { alg, kid: hex(kidHex) }, async () =>
        hex(signatureHex),
      );
      expect(toHex(made)).toBe(coseHex);
      expect(tokenOf(made)).toBe(token);
      expect(isToken(token)).toBe(true);
    },
  );

  it.each(sampleVectors)(
    'reads the $alg vector and its signature is good',
    ({ alg, coseHex, kidHex, publicKeyHex }) => {
      const read = parseCose(hex(coseHex));
      if (!read.ok) throw new Error(read.reason);
      expect(toHex(read.value.kid)).toBe(kidHex);
      expect(toHex(keyIdOf(hex(publicKeyHex)))).toBe(kidHex);
      expect(verifySignature(alg, hex(publicKeyHex), read.value.toBeSigned, read.value.signature)).toBe(true);
    },
  );

  it('refuses to sign with a kid or a signature of another size', async () => {
    await expect(
      signCose(payload, { alg: 'EdDSA', kid: kid.subarray(1) }, async () => signature),
    ).rejects.toThrow(RangeError);
    await expect(signCose(payload, { alg: 'EdDSA', kid }, async () => signature.subarray(1))).rejects.toThrow(
      RangeError,
    );
  });

  it('covers "Signature1", header, nothing and payload', () => {
    expect(toHex(toBeSigned(hex('a10126'), Buffer.from('This is the content.')))).toBe(
      '846a5369676e61747572653143a101264054546869732069732074686520636f6e74656e742e',
    );
  });

  const good = protectedHeader('EdDSA', kid);
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'cose.malformed'],
    ['another tag', sign1([good, new Map(), payload, signature], 98), 'cose.malformed'],
    ['no tag', encodeCbor([good, new Map(), payload, signature]), 'cose.malformed'],
    [
      'tag 18 written long',
      Uint8Array.from([0xd8, 18, ...assembleCose(good, payload, signature).subarray(1)]),
      'cose.malformed',
    ],
    ['a trailing byte', Uint8Array.from([...assembleCose(good, payload, signature), 0]), 'cose.malformed'],
    ['three parts', sign1([good, new Map(), payload]), 'cose.malformed'],
    ['five parts', sign1([good, new Map(), payload, signature, 0]), 'cose.malformed'],
    ['a detached payload', sign1([good, new Map(), null, signature]), 'cose.malformed'],
    ['a header that is no bytes', sign1([new Map(), new Map(), payload, signature]), 'cose.malformed'],
    ['an empty header', sign1([new Uint8Array(0), new Map(), payload, signature]), 'cose.malformed'],
    ['a header that is no map', sign1([encodeCbor([1]), new Map(), payload, signature]), 'cose.malformed'],
    [
      'a duplicate key',
      assembleCose(hex('a3013201320448000000000000000a'), payload, signature),
      'cose.malformed',
    ],
    [
      'a header out of order',
      assembleCose(hex('a204480000000000000000' + '0132'), payload, signature),
      'cose.malformed',
    ],
    [
      'an indefinite header',
      assembleCose(hex('bf0132044800000000000000' + '00ff'), payload, signature),
      'cose.malformed',
    ],
    ['an unprotected header', sign1([good, new Map([[4, kid]]), payload, signature]), 'cose.outside-profile'],
    ['no kid', assembleCose(header([[1, -19]]), payload, signature), 'cose.outside-profile'],
    ['no alg', assembleCose(header([[4, kid]]), payload, signature), 'cose.outside-profile'],
    [
      'an alg in words',
      assembleCose(
        header([
          [1, 'EdDSA'],
          [4, kid],
        ]),
        payload,
        signature,
      ),
      'cose.outside-profile',
    ],
    [
      'a short kid',
      assembleCose(
        header([
          [1, -19],
          [4, kid.subarray(1)],
        ]),
        payload,
        signature,
      ),
      'cose.outside-profile',
    ],
    ['a short signature', assembleCose(good, payload, signature.subarray(32)), 'cose.outside-profile'],
    [
      'an unknown critical header',
      assembleCose(
        header([
          [1, -19],
          [2, [99]],
          [4, kid],
          [99, 1],
        ]),
        payload,
        signature,
      ),
      'cose.unknown-critical-header',
    ],
    [
      'an empty critical header',
      assembleCose(
        header([
          [1, -19],
          [2, []],
          [4, kid],
        ]),
        payload,
        signature,
      ),
      'cose.unknown-critical-header',
    ],
  ])('refuses %s', (_, bytes, reason) => {
    expect(parseCose(bytes)).toEqual({ ok: false, reason });
  });

  it('lets a signed header it does not know pass, as long as it is not critical', () => {
    expect(
      parseCose(
        assembleCose(
          header([
            [1, -19],
            [3, 0],
            [4, kid],
          ]),
          payload,
          signature,
        ),
      ).ok,
    ).toBe(true);
  });
});

describe('signatures', () => {
  const message = new Uint8Array([1]);
  it('are strict RFC 8032: a small-order key that ZIP-215 lets pass is refused', () => {
    const identity = hex(`01${'00'.repeat(31)}`);
    expect(
      verifySignature(
        'EdDSA',
        hex(`ee${'ff'.repeat(30)}7f`),
        message,
        Uint8Array.from([...identity, ...new Uint8Array(32)]),
      ),
    ).toBe(false);
  });

  it('of another size, or under a broken key, are wrong and do not throw', () => {
    expect(verifySignature('EdDSA', new Uint8Array(32), message, new Uint8Array(63))).toBe(false);
    expect(verifySignature('ES256', new Uint8Array(65), message, new Uint8Array(64))).toBe(false);
    expect(verifySignature('EdDSA', new Uint8Array(3), message, new Uint8Array(64))).toBe(false);
  });
});
