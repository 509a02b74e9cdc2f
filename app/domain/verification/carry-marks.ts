import type { DocumentClaims } from './document-claims.ts';
import { encodePayload } from './payload.ts';
import { buildQrContent } from './qr-content.ts';

/** What a COSE_Sign1 adds to its payload: tag, headers with an 8-byte kid, a 64-byte signature, and their lengths. */
const SIGNED_OVERHEAD = 86;
/** Data bits of a symbol of version 16 at level M (ISO/IEC 18004): 453 codewords. A denser one scans badly in print. */
const DATA_BITS = 453 * 8;
/** A segment's mode and count of characters, from version 10 on. */
const BYTE_HEAD = 4 + 16;
const NUMERIC_HEAD = 4 + 12;

function numericBits(digits: number): number {
  return 10 * Math.floor(digits / 3) + ([0, 4, 7][digits % 3] ?? 0);
}

/**
 * The claims with their marks when the QR stays at version 16, without them when it would be denser: then marks can be
 * checked with the office alone. `host` is the one the QR names. Source: the verification profile, `marks`.
 */
export function carryMarks(claims: DocumentClaims, host: string): DocumentClaims {
  if (!claims.marks) return claims;
  const signed = new Uint8Array(encodePayload(claims).length + SIGNED_OVERHEAD);
  const [address, digits] = buildQrContent(host, signed).segments;
  const bits = BYTE_HEAD + 8 * address.data.length + NUMERIC_HEAD + numericBits(digits.data.length);
  if (bits <= DATA_BITS) return claims;
  const { marks: _left, ...rest } = claims;
  return rest;
}
