import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import { unwrapPrivateKey } from '../signer/key-wrapping.server.ts';
import type { PdfSealPort, SealCertificate } from './port.ts';
import { type SealShape, sha256, shapeSeal } from './shape-seal.ts';

/** Finds a stored certificate. Called for every seal: in bulk, let it answer from memory. */
export type LoadSealCertificate = (id: string) => Promise<SealCertificate | undefined>;

type Opened = { readonly stored: SealCertificate; readonly key: KeyObject; readonly shape: SealShape };

/**
 * Seals in this process or worker thread with keys wrapped by a 32-byte key-encryption key. The signature itself is
 * OpenSSL's, on the calling thread: a thread pool's detour costs more than it saves.
 * @throws RangeError for a key-encryption key of another length
 */
export function createLocalSeal(keyEncryptionKey: Uint8Array, load: LoadSealCertificate): PdfSealPort {
  if (keyEncryptionKey.length !== 32) throw new RangeError('a key-encryption key is 32 bytes');
  const opened = new Map<string, Opened>();

  function open(stored: SealCertificate): Opened {
    const known = opened.get(stored.id);
    if (known && sameBytes(known.stored.wrappedPrivate, stored.wrappedPrivate)) return known;
    const chain = readChain(stored.chain);
    const der = unwrapPrivateKey(keyEncryptionKey, stored.thumbprint, stored.wrappedPrivate);
    const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    const fresh = { stored, key, shape: shapeSeal(chain) };
    opened.set(stored.id, fresh);
    return fresh;
  }

  return {
    async seal(pdf, certificateId) {
      const stored = await load(certificateId);
      if (stored?.id !== certificateId) throw new Error(`no certificate ${certificateId}`);
      const { key, shape } = open(stored);
      return sealPdf(pdf, shape, async (attributes) => sign('sha256', attributes, key));
    },
  };
}

/** Makes the signature over these bytes with SHA-256: PKCS#1 v1.5 for RSA, DER for ECDSA. */
export type SignAttributes = (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * Seals a PDF with a key wherever it is kept.
 * @throws Error when the file has no field for a seal, or the seal doesn't fit into it
 */
export async function sealPdf(
  pdf: Uint8Array,
  shape: SealShape,
  signAttributes: SignAttributes,
): Promise<Uint8Array> {
  const signer = Object.assign(new Signer(), {
    async sign(covered: Buffer): Promise<Buffer> {
      const digest = sha256(covered);
      const signature = await signAttributes(shape.toBeSigned(digest));
      return Buffer.from(shape.assemble(digest, signature));
    },
  });
  return new SignPdf().sign(pdf, signer);
}

/** The certificates of a PEM chain as DER, in its order. */
export function readChain(pem: string): Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw));
}
