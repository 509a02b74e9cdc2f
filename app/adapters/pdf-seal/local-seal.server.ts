import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import { unwrapPrivateKey } from '../signer/key-wrapping.server.ts';
import type { PdfSealPort, SealCertificate } from './port.ts';
import { type SealShape, shapeSeal } from './shape-seal.ts';

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
  const { file, gapStart, gapEnd } = openField(pdf);
  const digest = createHash('sha256')
    .update(file.subarray(0, gapStart))
    .update(file.subarray(gapEnd))
    .digest();
  const seal = shape.assemble(digest, await signAttributes(shape.toBeSigned(digest)));
  const room = (gapEnd - gapStart - 2) / 2;
  if (seal.length > room) throw new Error(`a seal of ${seal.length} bytes where ${room} are kept`);
  const written = Buffer.from(seal.buffer, seal.byteOffset, seal.length).toString('hex');
  file.fill('0', gapStart + 1 + written.length, gapEnd - 1, 'latin1');
  file.write(written, gapStart + 1, 'latin1');
  return file;
}

const FIELD = '/ByteRange [ 0 /********** /********** /********** ]';

/**
 * A copy of the file, without its last line's end, that names the spans its seal covers: all but the hexadecimal string
 * between `gapStart` and `gapEnd`.
 */
function openField(pdf: Uint8Array): { file: Buffer; gapStart: number; gapEnd: number } {
  const given = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const length = given.at(-1) === 0x0a ? given.length - 1 : given.length;
  const at = given.indexOf(FIELD, 0, 'latin1');
  const gapStart = given.indexOf('/Contents <', at, 'latin1') + '/Contents '.length;
  const gapEnd = given.indexOf('>', gapStart, 'latin1') + 1;
  if (at < 0 || gapStart < at || gapEnd < gapStart) throw new Error('no field for a seal in this file');
  const file = Buffer.allocUnsafeSlow(length);
  given.copy(file, 0, 0, length);
  const range = `/ByteRange [0 ${gapStart} ${gapEnd} ${length - gapEnd}]`;
  file.write(range.padEnd(FIELD.length), at, 'latin1');
  return { file, gapStart, gapEnd };
}

/** The certificates of a PEM chain as DER, in its order. */
export function readChain(pem: string): Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw));
}
