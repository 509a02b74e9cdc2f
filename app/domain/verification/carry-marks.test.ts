import { generateKeyPairSync, sign } from 'node:crypto';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from './byte-strings.ts';
import { carryMarks } from './carry-marks.ts';
import type { DocumentClaims } from './document-claims.ts';
import { signDocument } from './sign-document.ts';

const HOST = 'examens.office-du-baccalaureat.example';
const { privateKey } = generateKeyPairSync('ed25519');
const key = { kid: encodeBase64Url(new Uint8Array(8)), alg: 'EdDSA' } as const;

const claimsOf = (nameLength: number, papers: number): DocumentClaims => ({
  issuer: 'BJ-OB',
  issuedAt: 1_795_000_000,
  holder: 'A'.repeat(nameLength),
  birthDate: '20080501',
  type: 'transcript',
  exam: 'BAC',
  series: 'D',
  year: 2026,
  honours: 'bien',
  average: 1463,
  number: 'RN-2026-BAC-000123',
  edition: 1,
  statusIndex: 1_048_575,
  marks: Array.from({ length: papers }, (_, at): [string, number] => [`PAP${at % 10}`, 1250]),
});

async function versionOf(claims: DocumentClaims): Promise<number> {
  const { qr } = await signDocument(claims, key, HOST, async (bytes) => sign(null, bytes, privateKey));
  const [address, digits] = qr.segments;
  const segments = [
    { mode: 'byte' as const, data: new TextEncoder().encode(address.data) },
    { mode: 'numeric' as const, data: digits.data },
  ];
  return QRCode.create(segments, { errorCorrectionLevel: 'M' }).version;
}

describe('marks in the code', () => {
  it('are signed while the symbol stays at version 16, and left out beyond, to the byte', async () => {
    let carried = 0;
    for (let length = 10; length <= 200; length += 1) {
      const claims = claimsOf(length, 12);
      const kept = carryMarks(claims, HOST);
      expect(kept.marks !== undefined, `name of ${length}`).toBe((await versionOf(claims)) <= 16);
      expect(await versionOf(kept)).toBeLessThanOrEqual(16);
      if (kept.marks) carried += 1;
    }
    expect(carried).toBeGreaterThan(20);
    expect(carried).toBeLessThan(191);
  });

  it('of a usual transcript are there', () => {
    expect(carryMarks(claimsOf(40, 12), HOST).marks).toHaveLength(12);
  });

  it('say nothing about documents that have none', () => {
    const { marks: _none, ...plain } = claimsOf(40, 1);
    expect(carryMarks(plain, HOST)).toEqual(plain);
  });
});
