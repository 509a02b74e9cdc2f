import { createHash, X509Certificate } from 'node:crypto';
import { DER, type DerValue, der, derOid, readDer, readFirst } from './der.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/**
 * A seal is a CMS SignedData of PAdES baseline B: detached, SHA-256, one signer, and as signed attributes the kind of
 * content, its digest and the digests of the certificates. For one chain, digest and signature there is one seal, byte for
 * byte: a reader that builds it again and compares leaves no byte of it unproven.
 */
export type SealShape = {
  /** What the certificate's key signs for a file whose covered bytes have this SHA-256. */
  readonly toBeSigned: (digest: Uint8Array) => Uint8Array;
  readonly assemble: (digest: Uint8Array, signature: Uint8Array) => Uint8Array;
};

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * @param chain DER, the signing certificate first, then those that vouch for it
 * @throws Error when it can't be read, or the key is neither RSA nor of an elliptic curve
 */
export function shapeSeal(chain: readonly Uint8Array[]): SealShape {
  const [leaf] = chain;
  if (!leaf) throw new Error('no certificate to sign with');
  const version = der(DER.integer, Uint8Array.of(1));
  const sha256Algorithm = der(DER.sequence, derOid(OID.sha256));
  const algorithm = signatureAlgorithm(leaf);
  const certificates = der(DER.context0, ...[...chain].sort(Buffer.compare));
  const signer = der(DER.sequence, ...nameOfCertificate(leaf));
  const attribute = (oid: string, value: Uint8Array) => der(DER.sequence, derOid(oid), der(DER.set, value));
  const contentType = attribute(OID.contentType, derOid(OID.data));
  const certificateNames = attribute(OID.signingCertificateV2, der(DER.sequence, namedCertificates(chain)));
  // DER orders a set by its bytes: these three by their lengths, each shorter than the next.
  const attributes = (digest: Uint8Array) => [
    contentType,
    attribute(OID.messageDigest, der(DER.bytes, digest)),
    certificateNames,
  ];
  const head = [version, der(DER.set, sha256Algorithm), der(DER.sequence, derOid(OID.data)), certificates];
  return {
    toBeSigned: (digest) => der(DER.set, ...attributes(digest)),
    assemble(digest, signature) {
      const signed = der(DER.context0, ...attributes(digest));
      const made = der(DER.bytes, signature);
      const info = der(DER.sequence, version, signer, sha256Algorithm, signed, algorithm, made);
      const signedData = der(DER.sequence, ...head, der(DER.set, info));
      return der(DER.sequence, derOid(OID.signedData), der(DER.context0, signedData));
    },
  };
}

function signatureAlgorithm(leaf: Uint8Array): Buffer {
  const { asymmetricKeyType } = new X509Certificate(leaf).publicKey;
  if (asymmetricKeyType === 'rsa') return der(DER.sequence, derOid(OID.rsaEncryption), der(DER.none));
  if (asymmetricKeyType === 'ec') return der(DER.sequence, derOid(OID.ecdsaWithSha256));
  throw new Error(`a certificate whose key is ${asymmetricKeyType} can't seal a PDF`);
}

/** Issuer and serial number, as they stand in the certificate. */
function nameOfCertificate(certificate: Uint8Array): Uint8Array[] {
  const fields = readDer(readFirst(readFirst(certificate).content).content);
  const [serial, , issuer] = fields[0]?.tag === DER.context0 ? fields.slice(1) : fields;
  if (!serial || !issuer) throw new RangeError('not a certificate');
  return [issuer.raw, serial.raw];
}

/** The digest of every certificate, the signing one first: none stands in the seal unproven. */
function namedCertificates(chain: readonly Uint8Array[]): Buffer {
  return der(DER.sequence, ...chain.map((one) => der(DER.sequence, der(DER.bytes, sha256(one)))));
}

/** What a seal holds, before anything of it is proven: its chain in the order it names it, and its signature. */
export type SealParts = { readonly chain: readonly Uint8Array[]; readonly signature: Uint8Array };

/** @throws RangeError when these bytes have not the shape of a seal */
export function readSealParts(bytes: Uint8Array): SealParts {
  const signedData = follow(readFirst(bytes), 1, 0);
  const certificates = readDer(follow(signedData, 3).content).map(({ raw }) => raw);
  const signerInfo = follow(signedData, 4, 0);
  const named = readDer(follow(signerInfo, 3, 2, 1, 0, 0).content).map((one) => follow(one, 0).content);
  const chain = named.map((digest) => certificates.find((one) => sha256(one).equals(digest)));
  if (chain.length !== certificates.length || !chain.every((one) => one !== undefined))
    throw new RangeError('a certificate that is not named, or a name without its certificate');
  return { chain, signature: follow(signerInfo, 5).content };
}

/** Goes down from a value to the one at each place in turn. */
function follow(value: DerValue, ...places: readonly number[]): DerValue {
  return places.reduce((within, place) => {
    const next = readDer(within.content)[place];
    if (!next) throw new RangeError('not a seal');
    return next;
  }, value);
}
