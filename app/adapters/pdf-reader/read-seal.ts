import { createHash, verify, X509Certificate } from 'node:crypto';
import type { SealFinding } from '#app/domain/documents/seal.ts';
import { encodeBase64Url, sameBytes } from '#app/domain/verification/byte-strings.ts';
import { readFirst } from '../pdf-seal/der.ts';
import { readSealParts, sha256, shapeSeal } from '../pdf-seal/shape-seal.ts';

const BROKEN: SealFinding = { state: 'broken' };
/** More signatures than any honest file of ours gathers. */
const MOST_SIGNATURES = 8;
/** In hexadecimal, of one seal. */
const LONGEST_SEAL = 64 * 1024;

/** The spans a signature says it covers: from the start to `gapStart`, and from `gapEnd` to `end`. */
type Range = {
  readonly at: number;
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
};

/**
 * What the digital signature of a PDF is worth, whoever's it is. Only seals of the one form this software writes are
 * good: all bytes but the seal's own hexadecimal digits are covered by the signature, and those digits are compared
 * with the seal built again, so that there is no byte left that could be changed. Reads any bytes; never throws.
 */
export function readSeal(file: Uint8Array): SealFinding {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const places = findAll(bytes, '/ByteRange');
  if (places.length === 0) return { state: bytes.includes('/Type /Sig') ? 'broken' : 'none' };
  if (places.length > MOST_SIGNATURES) return BROKEN;
  if (places.length === 1 && isEmptyField(bytes, places[0] ?? 0)) return { state: 'none' };
  const findings = places.map((at) => judge(bytes, at));
  const [only] = findings;
  if (only && findings.length === 1) return only;
  // What a second signature covers was appended to what the first one did.
  const good = findings.find((finding) => finding.state === 'appended');
  return good ?? BROKEN;
}

function findAll(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    places.push(at);
    if (places.length > MOST_SIGNATURES) break;
  }
  return places;
}

const isEmptyField = (bytes: Buffer, at: number) =>
  /^\/ByteRange \[ ?0 (\/\*{10} ?){3}\]/.test(bytes.toString('latin1', at, at + 60));

function judge(bytes: Buffer, at: number): SealFinding {
  try {
    const range = readRange(bytes, at);
    return range ? prove(bytes, range) : BROKEN;
  } catch {
    return BROKEN;
  }
}

/** The range as it is written, when its two spans leave out one hexadecimal string and nothing else. */
function readRange(bytes: Buffer, at: number): Range | undefined {
  const written = /^\/ByteRange \[0 ([1-9]\d{0,9}) ([1-9]\d{0,9}) ([1-9]\d{0,9})\]/.exec(
    bytes.toString('latin1', at, at + 60),
  );
  if (!written) return undefined;
  const [gapStart = 0, gapEnd = 0, length = 0] = written.slice(1).map(Number);
  const end = gapEnd + length;
  const framed =
    at < gapStart &&
    gapEnd - gapStart > 2 &&
    gapEnd - gapStart <= LONGEST_SEAL &&
    end <= bytes.length &&
    bytes[gapStart] === 0x3c &&
    bytes[gapEnd - 1] === 0x3e;
  return framed ? { at, gapStart, gapEnd, end } : undefined;
}

function prove(bytes: Buffer, { at, gapStart, gapEnd, end }: Range): SealFinding {
  const digits = bytes.toString('latin1', gapStart + 1, gapEnd - 1);
  if (digits.length % 2 !== 0 || !/^[0-9a-f]+$/.test(digits)) return BROKEN;
  const padded = Buffer.from(digits, 'hex');
  const seal = readFirst(padded).raw;
  if (padded.subarray(seal.length).some((byte) => byte !== 0)) return BROKEN;
  const { chain, signature } = readSealParts(seal);
  const covered = createHash('sha256')
    .update(bytes.subarray(0, gapStart))
    .update(bytes.subarray(gapEnd, end));
  const digest = covered.digest();
  const shape = shapeSeal(chain);
  const [leaf] = chain;
  if (!leaf || !sameBytes(shape.assemble(digest, signature), seal)) return BROKEN;
  const { publicKey } = new X509Certificate(leaf);
  if (!verify('sha256', shape.toBeSigned(digest), publicKey, signature)) return BROKEN;
  const thumbprint = encodeBase64Url(sha256(leaf));
  return end === bytes.length
    ? { state: 'whole', thumbprint, signedAt: readMoment(bytes, at) }
    : { state: 'appended', thumbprint };
}

/** The moment the signature's dictionary states, in seconds since 1970. */
function readMoment(bytes: Buffer, at: number): number | null {
  const before = bytes.toString('latin1', Math.max(0, at - 200), at);
  const stated = /\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)\s*$/.exec(before);
  if (!stated) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = stated.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}
