import { z } from 'zod';
import { DOCUMENT_STATUSES, type DocumentStatus } from '#app/domain/documents/kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { compress, inflate } from './bounded-zlib.ts';
import { decodeBase64Url, encodeBase64Url } from './byte-strings.ts';
import { isFromTheFuture } from './clock-skew.ts';
import { type ParsedJws, parseJws, signJws } from './jws.ts';
import { type Sign, type SignatureAlgorithm, type VerifySignature, verifySignature } from './signature.ts';
import type { Trust, TrustedKey } from './trust-list.ts';

/** The type of a Token Status List JWT (IETF draft-ietf-oauth-status-list, §5.1). */
const STATUS_LIST_TYPE = 'statuslist+jwt';
/** 64 million documents at 2 bits; more is refused before it fills the memory of a phone. */
const LARGEST_LIST = 1 << 24;

const statusListSchema = z.object({
  sub: z.string().min(1),
  iat: z.int().min(0),
  exp: z.int().min(0).optional(),
  first: z.int().min(0).optional(),
  ttl: z.int().min(1).optional(),
  status_list: z.object({
    bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
    lst: z.string(),
  }),
});

export type StatusList = {
  readonly uri: string;
  /** Whose documents it covers; `undefined` when the keys were trusted by hand. */
  readonly issuer?: string | undefined;
  readonly issuedAt: number;
  /** The status index of its first document, where an organisation needs several lists; else 0. */
  readonly first?: number | undefined;
  /** Seconds a copy may be used before a newer one is asked for. */
  readonly ttl?: number | undefined;
  readonly expiresAt?: number | undefined;
  readonly bits: 1 | 2 | 4 | 8;
  readonly bytes: Uint8Array;
};

/** Packs statuses into a list of `size` documents, the first in the lowest bits of the first byte. @throws RangeError */
export function packStatuses(
  size: number,
  statuses: Iterable<readonly [index: number, status: DocumentStatus]>,
): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(size / 4));
  for (const [index, status] of statuses) {
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new RangeError(`no index ${index} in the list`);
    const at = index >> 2;
    const shift = (index & 3) * 2;
    bytes[at] = ((bytes[at] ?? 0) & ~(3 << shift)) | (DOCUMENT_STATUSES.indexOf(status) << shift);
  }
  return bytes;
}

/** The number stored for an index, or `undefined` past the end. */
export function readStatusValue(list: Pick<StatusList, 'bits' | 'bytes'>, index: number): number | undefined {
  const perByte = 8 / list.bits;
  const byte = list.bytes[Math.floor(index / perByte)];
  return byte === undefined ? undefined : (byte >> ((index % perByte) * list.bits)) & ((1 << list.bits) - 1);
}

/** The status of a document, or `undefined` when the list does not cover it or is not one of the profile's 2 bits. */
export function readDocumentStatus(list: StatusList, index: number): DocumentStatus | undefined {
  if (list.bits !== 2) return undefined;
  const place = index - (list.first ?? 0);
  const value = place < 0 ? undefined : readStatusValue(list, place);
  return value === undefined ? undefined : DOCUMENT_STATUSES[value];
}

/** Whether the list may still answer for today: inside its ttl and before its end. A list that names no ttl is never fresh. */
export function isStatusFresh(list: StatusList, now: number): boolean {
  if (list.ttl === undefined || isFromTheFuture(list.issuedAt, now)) return false;
  return now <= list.issuedAt + list.ttl && (list.expiresAt === undefined || now < list.expiresAt);
}

/** Packed statuses compressed and encoded as the `lst` member. */
export function encodeStatusBytes(bytes: Uint8Array): string {
  return encodeBase64Url(compress(bytes));
}

/** The bytes of an `lst` member, or `undefined` when damaged, cut short, or larger than any real list. */
export function decodeStatusBytes(lst: string): Uint8Array | undefined {
  const packed = decodeBase64Url(lst);
  return packed && inflate(packed, LARGEST_LIST);
}

/** What to publish: packed statuses and when they were true. Times in seconds since 1970. */
export type StatusListContent = {
  readonly uri: string;
  readonly issuedAt: number;
  readonly ttl: number;
  readonly expiresAt: number;
  /** The status index of its first document; said only where it is not 0. */
  readonly first?: number;
  /** From `packStatuses`. */
  readonly bytes: Uint8Array;
};

/** The signed Token Status List JWT. */
export async function signStatusList(
  content: StatusListContent,
  key: { readonly kid: string; readonly alg: SignatureAlgorithm },
  sign: Sign,
): Promise<string> {
  const { uri, issuedAt, ttl, expiresAt, first = 0, bytes } = content;
  const payload = {
    sub: uri,
    iat: issuedAt,
    exp: expiresAt,
    ttl,
    ...(first > 0 && { first }),
    status_list: { bits: 2, lst: encodeStatusBytes(bytes) },
  };
  return signJws({ alg: key.alg, kid: key.kid, typ: STATUS_LIST_TYPE }, payload, sign);
}

export type StatusRefusal =
  | 'status.malformed'
  | 'status.unknown-key'
  | 'status.wrong-signature'
  | 'status.unlisted';

/** Proves a status list with the trusted keys and reads it. An old list is still read: `isStatusFresh` says how old. */
export function verifyStatusList(
  jwt: string,
  trust: Trust,
  verify: VerifySignature = verifySignature,
): Verdict<StatusList, StatusRefusal> {
  const parsed = parseJws(jwt);
  const read = statusListSchema.safeParse(parsed?.payload);
  if (!parsed || !read.success || parsed.header.typ !== STATUS_LIST_TYPE) return refuse('status.malformed');
  const { sub: uri, iat: issuedAt, exp: expiresAt, ttl, first, status_list } = read.data;
  const entry = trust.list?.statusLists.find((listed) => listed.uri === uri);
  if (trust.list && !entry) return refuse('status.unlisted');
  const issuer = trust.list && (entry?.issuer ?? trust.list.issuer.id);
  const candidates = trust.keys.filter((key) => mayHaveSigned(key, parsed, issuedAt, issuer));
  if (candidates.length === 0) return refuse('status.unknown-key');
  const good = candidates.some((key) =>
    verify(key.alg, key.publicKey, parsed.signingInput, parsed.signature),
  );
  if (!good) return refuse('status.wrong-signature');
  const bytes = decodeStatusBytes(status_list.lst);
  return bytes
    ? accept({ uri, issuer, issuedAt, first, expiresAt, ttl, bits: status_list.bits, bytes })
    : refuse('status.malformed');
}

/** A compromised key may not vouch for anything, and a retired one only for the time it served. */
function mayHaveSigned(
  key: TrustedKey,
  { header }: ParsedJws,
  issuedAt: number,
  issuer: string | undefined,
): boolean {
  if (header.alg !== key.alg || (header.kid !== undefined && header.kid !== key.kid)) return false;
  const listed = key.listed;
  if (!listed) return true;
  if (listed.issuer.id !== issuer) return false;
  return listed.state !== 'compromised' && listed.notBefore <= issuedAt && issuedAt <= listed.notAfter;
}
