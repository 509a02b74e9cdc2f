import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { SELF_MADE_UNIT } from '#app/domain/documents/self-made-authority.ts';
import type { SelfMadeRequest } from './certificate-port.ts';
import { writeCertificate } from './write-certificate.ts';

const generate = promisify(generateKeyPair);

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
/** Makes the key pair a certificate is for. */
export type NewKey = () => Promise<KeyPair>;

/** RSA of 2048 bits: every reader knows it, and it signs the same bytes the same way each time. */
export const newRsaKey: NewKey = () => generate('rsa', { modulusLength: 2048 });

export type SelfMade = { readonly chain: readonly Uint8Array[]; readonly privateKey: Uint8Array };

/**
 * A certificate for `name` and the authority that vouches for it. The authority's key is kept nowhere: it can never
 * vouch for another.
 */
export async function makeSelfMade(
  { name, notBefore, notAfter }: SelfMadeRequest,
  newKey: NewKey,
): Promise<SelfMade> {
  const [own, above] = await Promise.all([newKey(), generate('ec', { namedCurve: 'P-256' })]);
  const [publicKey, issuerPublicKey] = [own, above].map((pair) =>
    pair.publicKey.export({ format: 'der', type: 'spki' }),
  );
  if (!publicKey || !issuerPublicKey) throw new Error('no keys');
  const issuer = { commonName: name, unit: SELF_MADE_UNIT };
  const common = { issuer, notBefore, notAfter, issuerPublicKey };
  const certificate = writeCertificate(
    { ...common, serial: newSerial(), subject: { commonName: name }, publicKey, use: 'signing' },
    above.privateKey,
  );
  const authority = writeCertificate(
    { ...common, serial: newSerial(), subject: issuer, publicKey: issuerPublicKey, use: 'vouching' },
    above.privateKey,
  );
  return {
    chain: [new Uint8Array(certificate), new Uint8Array(authority)],
    privateKey: new Uint8Array(own.privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

/** Positive, and without a zero in front. */
const newSerial = (): Uint8Array =>
  Uint8Array.of(0x40 | (randomBytes(1).readUInt8() & 0x3f), ...randomBytes(15));
