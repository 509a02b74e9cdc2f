import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { extractPdfAddress } from '#app/adapters/pdf-reader/extract-pdf-address.ts';
import { readSeal } from '#app/adapters/pdf-reader/read-seal.ts';
import type { SealCertificate } from '#app/adapters/pdf-seal/port.ts';
import { verifySignatureFast } from '#app/adapters/signer/fast-verifier.server.ts';
import {
  ISSUED_AT,
  listedKey,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from '#app/domain/verification/fixtures/sample-trust.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import { trustOf } from '#app/domain/verification/trust-list.ts';
import type { VerificationKnowledge } from '#app/domain/verification/verify.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';
import { sampleTranscript } from '#pdf/testing/sample-models.ts';
import { sampleCertificate, sealWith } from '#tests/factories/sealed-page.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import { judgePdf, verifyPdf } from './verify-pdf.ts';

const key = sampleKey('EdDSA', 2);
let url: string;
let certificate: SealCertificate;
let sealed: Buffer;
let knowledge: VerificationKnowledge;

/** A transcript that carries the code of the sample document, and a field for a seal. */
async function pageWith(honours: string): Promise<Uint8Array> {
  const [address = '', digits = ''] = url.split('#');
  const qr = { url: `${address}#`, digits };
  const verification = { ...sampleTranscript.verification, host: new URL(url).host };
  const model = { ...sampleTranscript, verification, qr, honours: { fr: honours } };
  return renderDocument(model, await loadDocumentAssets());
}

beforeAll(async () => {
  url = (await signDocument(sampleClaims, key, 'verif.examens.example', key.sign)).qr.url;
  certificate = await sampleCertificate();
  sealed = Buffer.from(await sealWith(certificate, await pageWith('Mention bien')));
  const { thumbprint } = certificate;
  const span = { notBefore: ISSUED_AT - 1000, notAfter: ISSUED_AT + 1000 };
  const list = sampleTrustList([listedKey(key)]);
  const trust = trustOf({ ...list, certificates: [{ thumbprint, issuer: sampleClaims.issuer, ...span }] });
  if (!trust.ok) throw new Error(trust.reason);
  knowledge = {
    now: ISSUED_AT,
    trust: trust.value,
    status: { from: 'register', status: 'valid' },
    verifySignature: verifySignatureFast,
  };
});

describe('a PDF', () => {
  it('is valid under a seal that the trust list vouches for', async () => {
    expect(await verifyPdf(sealed, knowledge)).toMatchObject({ verdict: 'valid', claims: sampleClaims });
  });

  it('is authentic with keys given by hand, without a seal, and under a seal of anybody’s', async () => {
    const { trust } = knowledge;
    const byHand = { ...knowledge, trust: { keys: trust?.keys ?? [] } };
    const unknown = { verdict: 'authentic', reason: 'file.unknown-certificate', claims: sampleClaims };
    expect(await verifyPdf(sealed, byHand)).toMatchObject(unknown);
    const page = await pageWith('Mention très bien');
    expect(await verifyPdf(await sealWith(await sampleCertificate(), page), knowledge)).toMatchObject(
      unknown,
    );
    expect(await verifyPdf(page, knowledge)).toMatchObject({ verdict: 'authentic', reason: 'file.unsigned' });
  });

  it('is forged, and shows nothing, when a byte was changed or added', async () => {
    const at = sealed.indexOf('stream') + 20;
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await verifyPdf(changed, knowledge)).toEqual({ verdict: 'forged', reason: 'file.altered' });
    const appended = Buffer.concat([sealed, Buffer.from('\n')]);
    expect(await verifyPdf(appended, knowledge)).toEqual({ verdict: 'forged', reason: 'file.appended' });
  });

  it('is never valid with any one of 2,000 bytes changed, even where its code can still be read', async () => {
    const seed = 5_202_611;
    const { below } = seededRandom(seed);
    expect(judgePdf({ address: url, seal: readSeal(sealed) }, knowledge).verdict).toBe('valid');
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const valid: unknown[] = [];
    for (let round = 0; round < 2000; round += 1) {
      const [at, by] = [below(sealed.length), 1 + below(255)];
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ by;
      const seal = readSeal(changed);
      const address = seal.state === 'broken' ? url : await extractPdfAddress(changed);
      if (judgePdf({ address, seal }, knowledge).verdict === 'valid') valid.push({ seed, at, by });
    }
    warn.mockRestore();
    expect(valid).toEqual([]);
  }, 60_000);
});

/** Outside cases lie beside the repository, and only on some machines. */
const CASES = resolve('..', 'shared', 'cases', 'hostile', 'pdf');
const present = existsSync(CASES);

describe.skipIf(!present)(
  present ? 'hostile PDFs' : 'hostile PDFs (skipped: no ../shared/cases here)',
  () => {
    it('have no seal of ours, whole or cut', () => {
      const files = readdirSync(CASES).filter((name) => name.endsWith('.pdf'));
      for (const name of files) {
        const bytes = readFileSync(resolve(CASES, name));
        for (const part of [bytes, bytes.subarray(0, bytes.length >> 1)])
          expect([name, ['none', 'broken'].includes(readSeal(part).state)]).toEqual([name, true]);
      }
      expect(files.length).toBeGreaterThan(50);
    });
  },
);
