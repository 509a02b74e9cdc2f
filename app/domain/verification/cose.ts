import { Tagged } from 'cborg';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { encodeCbor, readCbor } from './read-cbor.ts';
import type { Sign, SignatureAlgorithm } from './signature.ts';

const HEADER_ALG = 1;
const HEADER_CRIT = 2;
const HEADER_KID = 4;
const COSE_SIGN1_TAG = 0xd2;
const KID_BYTES = 8;

/** COSE identifiers of each algorithm: the one written when signing (RFC 9864), then the older one also read. */
const COSE_ALGORITHMS: Readonly<Record<SignatureAlgorithm, readonly [number, number]>> = {
  EdDSA: [-19, -8],
  ES256: [-9, -7],
};

/** Whether a COSE `alg` number names this algorithm. */
export function isCoseAlgorithm(coseAlg: number, alg: SignatureAlgorithm): boolean {
  return COSE_ALGORITHMS[alg].includes(coseAlg);
}

export type CoseSign1 = {
  readonly alg: number;
  readonly kid: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** The Sig_structure the signature covers (RFC 9052 §4.4), without external data. */
  readonly toBeSigned: Uint8Array;
};

/** The protected header `{1: alg, 4: kid}` for a key that signs. */
export function protectedHeader(alg: SignatureAlgorithm, kid: Uint8Array): Uint8Array {
  return encodeCbor(
    new Map<number, unknown>([
      [HEADER_ALG, COSE_ALGORITHMS[alg][0]],
      [HEADER_KID, kid],
    ]),
  );
}

/** The bytes to sign (RFC 9052 §4.4): `["Signature1", protected, h'', payload]`. */
export function toBeSigned(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', header, new Uint8Array(0), payload]);
}

/** The tagged COSE_Sign1 made of a protected header, a payload and the signature over `toBeSigned` of the two. */
export function assembleCose(header: Uint8Array, payload: Uint8Array, signature: Uint8Array): Uint8Array {
  return encodeCbor(new Tagged(18, [header, new Map(), payload, signature]));
}

/** Signs a payload. @throws RangeError when the kid is not 8 bytes or the signature not 64. */
export async function signCose(
  payload: Uint8Array,
  key: { readonly alg: SignatureAlgorithm; readonly kid: Uint8Array },
  sign: Sign,
): Promise<Uint8Array> {
  if (key.kid.length !== KID_BYTES) throw new RangeError('a kid is 8 bytes');
  const header = protectedHeader(key.alg, key.kid);
  const signature = await sign(toBeSigned(header, payload));
  if (signature.length !== 64) throw new RangeError('a signature is 64 bytes');
  return assembleCose(header, payload, signature);
}

export type CoseRefusal = 'cose.malformed' | 'cose.outside-profile' | 'cose.unknown-critical-header';

/**
 * Reads a COSE_Sign1 strictly: tag 18, deterministic CBOR to the last byte, an empty unprotected header (it would be
 * unsigned), integer alg, 8-byte kid, no critical header but alg and kid. Nothing here says the signature is good.
 */
export function parseCose(bytes: Uint8Array): Verdict<CoseSign1, CoseRefusal> {
  if (bytes[0] !== COSE_SIGN1_TAG) return refuse('cose.malformed');
  const parts = readCbor(bytes.subarray(1))?.value;
  if (!Array.isArray(parts) || parts.length !== 4) return refuse('cose.malformed');
  const [header, unprotected, payload, signature]: readonly unknown[] = parts;
  if (!(header instanceof Uint8Array) || !(unprotected instanceof Map)) return refuse('cose.malformed');
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return refuse('cose.malformed');
  const fields = readCbor(header)?.value;
  if (!(fields instanceof Map)) return refuse('cose.malformed');
  if (unprotected.size > 0) return refuse('cose.outside-profile');
  if (fields.has(HEADER_CRIT) && !understandsCritical(fields)) return refuse('cose.unknown-critical-header');
  const alg: unknown = fields.get(HEADER_ALG);
  const kid: unknown = fields.get(HEADER_KID);
  if (typeof alg !== 'number' || !(kid instanceof Uint8Array)) return refuse('cose.outside-profile');
  if (kid.length !== KID_BYTES || signature.length !== 64) return refuse('cose.outside-profile');
  return accept({ alg, kid, payload, signature, toBeSigned: toBeSigned(header, payload) });
}

function understandsCritical(fields: ReadonlyMap<unknown, unknown>): boolean {
  const critical = fields.get(HEADER_CRIT);
  if (!Array.isArray(critical) || critical.length === 0) return false;
  return critical.every((label: unknown) => label === HEADER_ALG || label === HEADER_KID);
}
