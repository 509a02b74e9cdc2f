import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import type { SealCertificate } from '#app/adapters/pdf-seal/port.ts';
import { type NewKey, newRsaKey } from '#app/adapters/pdf-seal/self-made.server.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { renderDocument } from '#pdf/registry.ts';
import { sampleTranscript } from '#pdf/testing/sample-models.ts';

const generate = promisify(generateKeyPair);

export const SECRET = new Uint8Array(32).fill(7);
export const SEALED_AT = new Date('2026-11-23T00:00:00Z');

export const NEW_KEYS: Readonly<Record<'RSA 2048' | 'RSA 4096' | 'P-256' | 'P-384', NewKey>> = {
  'RSA 2048': newRsaKey,
  'RSA 4096': () => generate('rsa', { modulusLength: 4096 }),
  'P-256': () => generate('ec', { namedCurve: 'P-256' }),
  'P-384': () => generate('ec', { namedCurve: 'P-384' }),
};

export async function sampleCertificate(newKey?: NewKey): Promise<SealCertificate> {
  const certificates = createLocalCertificates(SECRET, newKey ? { newKey } : {});
  const span = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2051-01-01T00:00:00Z') };
  const made = await certificates.selfMade({ name: 'Office du baccalauréat', ...span });
  return { id: 'certificate', ...made };
}

/** A transcript as its template draws it, with the field for a seal still empty. */
export async function unsealedSample(): Promise<Uint8Array> {
  return renderDocument(sampleTranscript, await loadDocumentAssets());
}

export function sealWith(certificate: SealCertificate, pdf: Uint8Array): Promise<Uint8Array> {
  const port = createLocalSeal(SECRET, async (id) => (id === certificate.id ? certificate : undefined));
  return port.seal(pdf, certificate.id, SEALED_AT);
}
