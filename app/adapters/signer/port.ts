import type { PublicJwk } from '#app/domain/verification/public-jwk.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';

/** A new key pair. The private half exists outside the signer only wrapped by the key-encryption key. */
export type GeneratedKey = {
  /** base64url of the first 8 bytes of SHA-256 of the public key. */
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly publicJwk: PublicJwk;
  readonly wrappedPrivate: Uint8Array;
};

/** What is stored of a key so that the local signer can use it. */
export type WrappedKey = Pick<GeneratedKey, 'kid' | 'alg' | 'wrappedPrivate'>;

/** Whatever holds the private keys: this process, a KMS or an HSM. It never hands one out in clear. */
export type SignerPort = {
  /** The raw 64-byte signature (r||s for P-256). Rejects when the key is unknown or cannot be unwrapped. */
  readonly sign: (kid: string, bytes: Uint8Array) => Promise<Uint8Array>;
  readonly generateKey: (alg: SignatureAlgorithm) => Promise<GeneratedKey>;
};
