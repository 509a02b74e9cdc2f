import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from './byte-strings.ts';

/** JOSE names of the two algorithms of the profile. */
export const SIGNATURE_ALGORITHMS = ['EdDSA', 'ES256'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** Returns the raw signature: 64 bytes, r||s for P-256. Wraps a key that never leaves the signer. */
export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>;

/** Says whether the signature is good. `publicKey`: 32 raw bytes (Ed25519) or the 65-byte uncompressed point (P-256). */
export type VerifySignature = (
  alg: SignatureAlgorithm,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

/**
 * Pure JavaScript, so it runs in a browser as well. Ed25519 is strict RFC 8032 (not ZIP-215); P-256 accepts a high s,
 * as RFC 7518 signers do not lower it.
 */
export const verifySignature: VerifySignature = (alg, publicKey, message, signature) => {
  if (signature.length !== 64) return false;
  try {
    return alg === 'EdDSA'
      ? ed25519.verify(signature, message, publicKey, { zip215: false })
      : p256.verify(signature, message, publicKey, { lowS: false });
  } catch {
    return false;
  }
};

/** kid bytes: SHA-256 of the public key (raw Ed25519, or the uncompressed P-256 point), first 8. */
export function keyIdOf(publicKey: Uint8Array): Uint8Array {
  return sha256(publicKey).slice(0, 8);
}

/** The kid as trust lists and signers write it: base64url of the 8 bytes. */
export function keyIdText(publicKey: Uint8Array): string {
  return encodeBase64Url(keyIdOf(publicKey));
}
