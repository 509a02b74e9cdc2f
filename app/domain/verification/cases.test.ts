import { expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, json, suite } from '#tests/setup/outside-cases.ts';
import { decodeBase10, encodeBase10 } from './base10.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { encodeBase64Url } from './byte-strings.ts';
import { parseCose, toBeSigned } from './cose.ts';
import { hex, toHex } from './fixtures/sample-trust.ts';
import { examinationArray } from './payload.ts';
import { readCbor } from './read-cbor.ts';
import { type SignatureAlgorithm, verifySignature } from './signature.ts';
import type { Trust } from './trust-list.ts';
import { verifyDocument } from './verify.ts';

const profileSchema = z.object({
  positive: z.array(
    z.object({
      name: z.string(),
      public_key_hex: z.string(),
      kid_hex: z.string(),
      tbs_hex: z.string(),
      cose_hex: z.string(),
      digits: z.string(),
      url: z.string(),
      claims: z.object({
        iss: z.string(),
        iat: z.number(),
        name: z.string(),
        dob: z.string(),
        exam: z.array(z.unknown()),
      }),
    }),
  ),
  negative: z.array(
    z.object({
      name: z.string(),
      cose_hex: z.string().optional(),
      url: z.string().optional(),
      digits: z.string().optional(),
    }),
  ),
});

suite('the vectors of the profile', () => {
  const path = 'proposed-profile/vectors.json';
  const vectors = () => json(path, profileSchema);
  const trust = (): Trust => ({
    keys: vectors().positive.map(({ kid_hex, public_key_hex }) => ({
      kid: encodeBase64Url(hex(kid_hex)),
      alg: public_key_hex.length === 64 ? 'EdDSA' : 'ES256',
      publicKey: hex(public_key_hex),
    })),
  });

  it('that are good answer with their claims', () => {
    for (const { url, digits, cose_hex, tbs_hex, claims } of vectors().positive) {
      expect(encodeBase10(hex(cose_hex))).toBe(digits);
      const parsed = parseCose(hex(cose_hex));
      expect(parsed.ok && toHex(parsed.value.toBeSigned)).toBe(tbs_hex);
      const answer = verifyDocument(
        { text: url },
        { now: claims.iat, trust: trust(), officialHost: new URL(url).host },
      );
      expect(answer.verdict).toBe('authentic');
      const { claims: read } = answer;
      expect(
        read && {
          iss: read.issuer,
          iat: read.issuedAt,
          name: read.holder,
          dob: read.birthDate,
          exam: examinationArray(read),
        },
      ).toEqual(claims);
    }
  });

  it('that are bad are refused, each for its own fault, and show nothing', () => {
    const expected: Record<string, string> = {
      'payload-bit-flip': 'signature.wrong',
      'signature-bit-flip': 'signature.wrong',
      'trailing-byte': 'cose.malformed',
      'token-mismatch': 'token.mismatch',
      'digits-17-overflow': 'base10.out-of-range',
      'digits-bad-length': 'base10.bad-length',
    };
    for (const { name, cose_hex, url, digits } of vectors().negative) {
      const input = cose_hex === undefined ? { text: url ?? digits ?? '' } : { cose: hex(cose_hex) };
      const answer = verifyDocument(input, { now: 0, trust: trust() });
      expect([name, answer.reason, answer.claims]).toEqual([name, expected[name], undefined]);
    }
  });
});

suite('base 10 and base 45 examples', () => {
  const schema = z.object({
    base45_rfc9285: z.array(
      z.object({ text: z.string().optional(), b45: z.string(), expect: z.string().optional() }),
    ),
    base10_ctap_hybrid: z.array(
      z.object({ hex: z.string().optional(), digits: z.string(), expect: z.string().optional() }),
    ),
  });

  it('are read and written as given, or refused', () => {
    const { base45_rfc9285, base10_ctap_hybrid } = json('encodings/vectors.json', schema);
    for (const { text: plain, b45 } of base45_rfc9285) {
      expect(decodeBase45(b45)).toEqual(
        plain === undefined ? undefined : Uint8Array.from(Buffer.from(plain)),
      );
      if (plain !== undefined) expect(encodeBase45(Buffer.from(plain))).toBe(b45);
    }
    for (const { hex: bytes, digits } of base10_ctap_hybrid) {
      expect(decodeBase10(digits).ok).toBe(bytes !== undefined);
      if (bytes !== undefined) expect(encodeBase10(hex(bytes))).toBe(digits);
    }
  });
});

suite('COSE examples', () => {
  const schema = z.object({
    input: z.object({
      sign0: z.object({
        key: z.union([
          z.object({ x: z.string(), y: z.string() }).transform(({ x, y }) => ({
            alg: 'ES256' as SignatureAlgorithm,
            publicKey: Uint8Array.from([4, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url')]),
          })),
          z.object({ crv: z.literal('Ed25519'), x_hex: z.string() }).transform(({ x_hex }) => ({
            alg: 'EdDSA' as SignatureAlgorithm,
            publicKey: hex(x_hex),
          })),
          z.unknown().transform(() => undefined),
        ]),
        external: z.string().optional(),
      }),
    }),
    fail: z.boolean().optional(),
    intermediates: z.object({ ToBeSign_hex: z.string() }),
    output: z.object({ cbor: z.string() }),
  });
  const files = filesIn('cose-wg').filter((path) => /\/(sign-|eddsa-sig-01)/.test(path));

  it('are found', () => {
    expect(files.length).toBe(10);
  });

  it.each(filesIn('cose-wg').filter((path) => !files.includes(path)))(
    '%s: several signers or Ed448, which no document has, is refused',
    (path) => {
      const { output } = json(path, z.object({ output: z.object({ cbor: z.string() }) }));
      expect(parseCose(hex(output.cbor)).ok).toBe(false);
    },
  );

  it.each(files)('%s: no example is a document of the profile, and only good signatures are good', (path) => {
    const { input, fail, intermediates, output } = json(path, schema);
    const bytes = hex(output.cbor);
    const parsed = parseCose(bytes);
    expect(parsed.ok).toBe(false);
    expect(verifyDocument({ cose: bytes }, { now: 0, trust: { keys: [] } }).claims).toBeUndefined();
    const parts = readCbor(bytes[0] === 0xd2 ? bytes.subarray(1) : bytes)?.value;
    const key = input.sign0.key;
    if (!Array.isArray(parts) || !key) return;
    const [header, , payload, signature]: readonly unknown[] = parts;
    if (
      !(header instanceof Uint8Array) ||
      !(payload instanceof Uint8Array) ||
      !(signature instanceof Uint8Array)
    )
      return;
    // RFC 9052 §4.4: an empty protected map is signed as an empty string.
    const signed = toBeSigned(toHex(header) === 'a0' ? new Uint8Array(0) : header, payload);
    const good = verifySignature(key.alg, key.publicKey, signed, signature);
    // A document never signs external data: what was signed over some is not good here.
    expect(good).toBe(!fail && input.sign0.external === undefined);
    if (good) expect(toHex(signed)).toBe(intermediates.ToBeSign_hex.toLowerCase());
  });
});
