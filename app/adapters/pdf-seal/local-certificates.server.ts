import { createPrivateKey, X509Certificate } from 'node:crypto';
import { SEAL_BYTES } from '#app/domain/documents/seal.ts';
import { isSelfMadeAuthority } from '#app/domain/documents/self-made-authority.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import { wrapPrivateKey } from '../signer/key-wrapping.server.ts';
import type { CertificatePort, CertificateRefusal, OpenedCertificate } from './certificate-port.ts';
import { readPkcs12 } from './read-pkcs12.server.ts';
import { makeSelfMade, type NewKey, newRsaKey } from './self-made.server.ts';
import { sha256, shapeSeal } from './shape-seal.ts';

type Options = {
  /** In place of a new RSA key for each certificate made here. */
  readonly newKey?: NewKey;
};

/** Keeps private keys wrapped by a 32-byte key-encryption key. */
export function createLocalCertificates(
  keyEncryptionKey: Uint8Array,
  { newKey = newRsaKey }: Options = {},
): CertificatePort {
  return {
    async selfMade(request) {
      const { chain, privateKey } = await makeSelfMade(request, newKey);
      return wrap(keyEncryptionKey, chain, privateKey);
    },
    async openPkcs12(file, password) {
      const read = readPkcs12(file, password);
      if (!read.ok) return read;
      const chain = fitChain(read.value.chain, read.value.privateKey);
      return chain.ok ? accept(wrap(keyEncryptionKey, chain.value, read.value.privateKey)) : chain;
    },
  };
}

/** The chain as long as its seal fits into a page's field; the root, which readers know by themselves, goes first. */
function fitChain(
  chain: readonly Uint8Array[],
  privateKey: Uint8Array,
): Verdict<readonly Uint8Array[], CertificateRefusal> {
  const signature = new Uint8Array(longestSignature(privateKey));
  const fits = (certificates: readonly Uint8Array[]) =>
    shapeSeal(certificates).assemble(new Uint8Array(32), signature).length <= SEAL_BYTES;
  if (fits(chain)) return accept(chain);
  const [last] = chain.slice(-1);
  const withoutRoot = chain.length > 1 && last && isSelfSigned(last) ? chain.slice(0, -1) : chain;
  return fits(withoutRoot)
    ? accept(withoutRoot)
    : refuse('certificate.chainTooLong', { bytes: chain.reduce((sum, one) => sum + one.length, 0) });
}

function longestSignature(privateKey: Uint8Array): number {
  const { asymmetricKeyDetails } = openKey(privateKey);
  // ECDSA's two numbers of at most 66 bytes, each with its head, are the longest a curve makes.
  return asymmetricKeyDetails?.modulusLength ? asymmetricKeyDetails.modulusLength / 8 : 142;
}

const openKey = (privateKey: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });

function isSelfSigned(certificate: Uint8Array): boolean {
  const { subject, issuer } = new X509Certificate(certificate);
  return subject === issuer;
}

function wrap(
  keyEncryptionKey: Uint8Array,
  chain: readonly Uint8Array[],
  privateKey: Uint8Array,
): OpenedCertificate {
  const certificates = chain.map((one) => new X509Certificate(one));
  const [leaf] = certificates;
  if (!leaf) throw new Error('a chain begins with the certificate that signs');
  const thumbprint = encodeBase64Url(sha256(leaf.raw));
  return {
    chain: certificates.map((one) => one.toString()).join(''),
    thumbprint,
    wrappedPrivate: wrapPrivateKey(keyEncryptionKey, thumbprint, privateKey),
    subject: leaf.subject.split('\n').join(', '),
    notBefore: new Date(leaf.validFrom),
    notAfter: new Date(leaf.validTo),
    selfMade: isSelfMadeAuthority(leaf.issuer),
  };
}
