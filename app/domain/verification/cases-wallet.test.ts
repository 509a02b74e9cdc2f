import { expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, json, suite } from '#tests/setup/outside-cases.ts';
import { toBeSigned } from './cose.ts';
import { hex, sampleClaims } from './fixtures/sample-trust.ts';
import { encodePayload } from './payload.ts';
import { readCbor } from './read-cbor.ts';
import { keyIdText, verifySignature } from './signature.ts';
import { verifyDocument } from './verify.ts';
import { decodeWalletQr } from './wallet-qr.ts';

const caseSchema = z.object({
  qr_data: z.string(),
  signing_key: z.object({ algorithm: z.enum(['EdDSA', 'ES256']), public_key_hex: z.string() }).optional(),
  expected_claim169: z
    .object({ fullName: z.string(), dateOfBirth: z.string().optional() })
    .partial()
    .optional(),
  expected_cwt_meta: z.object({ issuer: z.string(), issuedAt: z.number().optional() }).optional(),
});

/** The four parts of a COSE_Sign1, as far as our strict reader goes; `undefined` for what is encrypted or laxly written. */
function partsOf(cose: Uint8Array): readonly Uint8Array[] | undefined {
  const read = readCbor(cose[0] === 0xd2 ? cose.subarray(1) : cose)?.value;
  if (!Array.isArray(read) || read.length !== 4) return undefined;
  const parts: readonly unknown[] = [read[0], read[2], read[3]];
  return parts.every((part) => part instanceof Uint8Array)
    ? parts.filter((part) => part instanceof Uint8Array)
    : undefined;
}

suite('Claim 169 examples', () => {
  const trusted = (key: { algorithm: 'EdDSA' | 'ES256'; public_key_hex: string } | undefined) => {
    const publicKey = hex(key?.public_key_hex ?? '');
    return { keys: key ? [{ kid: keyIdText(publicKey), alg: key.algorithm, publicKey }] : [] };
  };

  it.each([...filesIn('claim169/valid'), ...filesIn('claim169/edge')])(
    '%s unpacks, and is no document of ours whatever its dates say, even with its key trusted',
    (path) => {
      const { qr_data, signing_key } = json(path, caseSchema);
      expect(decodeWalletQr(qr_data)?.length).toBeGreaterThan(20);
      // Before its issue, within its span and after its end: a document of ours has no span to be outside of.
      for (const now of [0, 1_750_000_000, 4_000_000_000]) {
        const answer = verifyDocument({ text: qr_data }, { now, trust: trusted(signing_key) });
        expect(['unreadable', 'unsupported', 'unknown-issuer']).toContain(answer.verdict);
        expect(answer.claims).toBeUndefined();
      }
    },
  );

  it.each(filesIn('claim169/invalid'))('%s is refused', (path) => {
    const answer = verifyDocument({ text: json(path, caseSchema).qr_data }, { now: 0, trust: { keys: [] } });
    expect(['unreadable', 'unsupported']).toContain(answer.verdict);
  });

  it('the signed ones carry good signatures, and a changed byte makes them bad', () => {
    let checked = 0;
    for (const path of filesIn('claim169/valid')) {
      const { qr_data, signing_key } = json(path, caseSchema);
      const [header, payload, signature] = partsOf(decodeWalletQr(qr_data) ?? new Uint8Array(0)) ?? [];
      if (!signing_key || !header || !payload || !signature) continue;
      const check = (signed: Uint8Array) =>
        verifySignature(
          signing_key.algorithm,
          hex(signing_key.public_key_hex),
          toBeSigned(header, signed),
          signature,
        );
      expect(check(payload)).toBe(true);
      expect(check(payload.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))).toBe(false);
      checked += 1;
    }
    expect(checked).toBe(2);
  });

  it('put name and date of birth under the numbers our documents use', () => {
    let compared = 0;
    for (const path of [...filesIn('claim169/valid'), ...filesIn('claim169/edge')]) {
      const { qr_data, expected_claim169, expected_cwt_meta } = json(path, caseSchema);
      const payload = partsOf(decodeWalletQr(qr_data) ?? new Uint8Array(0))?.[1];
      const root = payload && readCbor(payload)?.value;
      if (!(root instanceof Map)) continue;
      const person: unknown = root.get(169);
      if (!(person instanceof Map)) continue;
      expect(person.get(4)).toBe(expected_claim169?.fullName);
      expect(person.get(8)).toBe(expected_claim169?.dateOfBirth);
      expect(root.get(1)).toBe(expected_cwt_meta?.issuer);
      expect(root.get(6)).toBe(expected_cwt_meta?.issuedAt);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(3);
    const ours = readCbor(encodePayload(sampleClaims))?.value;
    const person: unknown = ours instanceof Map ? ours.get(169) : undefined;
    if (!(person instanceof Map)) throw new Error('no person');
    expect([person.get(4), person.get(8)]).toEqual([sampleClaims.holder, sampleClaims.birthDate]);
  });
});
