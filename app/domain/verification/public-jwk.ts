import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { z } from 'zod';
import { decodeBase64Url, encodeBase64Url } from './byte-strings.ts';
import type { SignatureAlgorithm } from './signature.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const okpKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: coordinate,
  alg: z.enum(['EdDSA', 'Ed25519']).optional(),
  kid: z.string().optional(),
});
const ecKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  alg: z.enum(['ES256', 'ESP256']).optional(),
  kid: z.string().optional(),
});

/** A public key of the profile as a JWK (RFC 7517, RFC 8037). Other members are dropped. */
export const publicJwkSchema = z.discriminatedUnion('kty', [okpKey, ecKey]);
export type PublicJwk = z.infer<typeof publicJwkSchema>;

export type PublicKey = { readonly alg: SignatureAlgorithm; readonly publicKey: Uint8Array };

/** The key's bytes, or `undefined` when they are no point of the curve. */
export function readPublicJwk(jwk: PublicJwk): PublicKey | undefined {
  const x = decodeBase64Url(jwk.x);
  if (!x) return undefined;
  if (jwk.kty === 'OKP') {
    return ed25519.utils.isValidPublicKey(x, false) ? { alg: 'EdDSA', publicKey: x } : undefined;
  }
  const y = decodeBase64Url(jwk.y);
  if (!y) return undefined;
  const publicKey = Uint8Array.from([4, ...x, ...y]);
  return p256.utils.isValidPublicKey(publicKey) ? { alg: 'ES256', publicKey } : undefined;
}

/** The JWK of a key's bytes: 32 raw bytes (EdDSA) or the 65-byte uncompressed point (ES256). */
export function writePublicJwk({ alg, publicKey }: PublicKey, kid: string): PublicJwk {
  if (alg === 'EdDSA') return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64Url(publicKey), alg, kid };
  return {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64Url(publicKey.subarray(1, 33)),
    y: encodeBase64Url(publicKey.subarray(33)),
    alg,
    kid,
  };
}
