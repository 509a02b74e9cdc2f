import { parseJws } from '../verification/jws.ts';
import type { SignatureAlgorithm, VerifySignature } from '../verification/signature.ts';
import { type Minutes, minutesDigest } from './minutes.ts';

export const MINUTES_TYPE = 'palmares-minutes+jwt';

/** What the signature of minutes covers. */
export type MinutesClaims = {
  /** The organisation's code. */
  readonly iss: string;
  /** The deliberation. */
  readonly sub: string;
  /** Seconds since 1970. */
  readonly iat: number;
  /** SHA-256 of the canonical minutes. */
  readonly sha256: string;
};

export function minutesClaims(minutes: Minutes, issuer: string): MinutesClaims {
  return {
    iss: issuer,
    sub: minutes.deliberation,
    iat: Math.floor(Date.parse(minutes.signed.at) / 1000),
    sha256: minutesDigest(minutes),
  };
}

type Key = { readonly alg: SignatureAlgorithm; readonly publicKey: Uint8Array };

/** Whether a signature is the key's over exactly these minutes. */
export function checkMinutes(
  minutes: Minutes,
  signature: string,
  key: Key,
  verify: VerifySignature,
): boolean {
  const parsed = parseJws(signature);
  if (!parsed || parsed.header.typ !== MINUTES_TYPE || parsed.header.alg !== key.alg) return false;
  if (!verify(key.alg, key.publicKey, parsed.signingInput, parsed.signature)) return false;
  const said: unknown = parsed.payload;
  return (
    typeof said === 'object' &&
    said !== null &&
    'sha256' in said &&
    said.sha256 === minutesDigest(minutes) &&
    'sub' in said &&
    said.sub === minutes.deliberation
  );
}
