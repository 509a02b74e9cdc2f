import { z } from 'zod';
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/documents/kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { parseJws, signJws } from './jws.ts';
import { type PublicJwk, publicJwkSchema, readPublicJwk, writePublicJwk } from './public-jwk.ts';
import {
  keyIdText,
  type Sign,
  type SignatureAlgorithm,
  type VerifySignature,
  verifySignature,
} from './signature.ts';

const TRUST_LIST_TYPE = 'palmares-trust+jwt';

const seconds = z.int().min(0);
const kid = z.string().regex(/^[A-Za-z0-9_-]{11}$/);
/** One name per language, keyed by its tag: `{fr, en}`. */
const names = z.record(z.string().min(2), z.string().min(1));

/** A certificate PDFs are sealed with. */
const listedCertificateSchema = z.object({
  /** Base64url of SHA-256 of the certificate's DER. */
  thumbprint: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** The id of the issuer whose files it seals. */
  issuer: z.string().min(1),
  /** Files must have been sealed in this span. */
  notBefore: seconds,
  notAfter: seconds,
  /** Since then its key may be in other hands: a seal by it says nothing any more. */
  compromisedAt: seconds.optional(),
});

const listedKeySchema = z.object({
  kid,
  jwk: publicJwkSchema,
  /** Documents must have been issued in this span; it says nothing about when they may be checked. */
  notBefore: seconds,
  notAfter: seconds,
  documentTypes: z.array(z.enum(DOCUMENT_KINDS)).min(1),
  /** Retired is not compromised: a retired key's documents stay good for ever. */
  state: z.enum(['active', 'retired', 'compromised']),
  compromisedAt: seconds.optional(),
  /** Where one installation serves several organisations, the one this key signs for; else the list's issuer. */
  issuer: z.object({ id: z.string().min(1), names }).optional(),
});

/**
 * The payload of `/.well-known/palmares-trust.jwt`. Times in seconds since 1970. Members it does not name are left out:
 * a later list may say more.
 */
export const trustListSchema = z
  .object({
    version: z.int().min(1),
    issuedAt: seconds,
    nextUpdate: seconds,
    issuer: z.object({ id: z.string().min(1), names, host: z.string().min(1) }),
    keys: z.array(listedKeySchema),
    certificates: z.array(listedCertificateSchema).optional(),
    statusLists: z.array(z.object({ uri: z.string().min(1), issuer: z.string().min(1).optional() })),
    /** The root key that will sign after this list's own: whoever has this list believes that one's lists too. */
    nextRoot: publicJwkSchema.optional(),
  })
  .refine((list) => list.keys.every((key) => key.state !== 'compromised' || key.compromisedAt !== undefined));
export type TrustList = z.infer<typeof trustListSchema>;

export type TrustedKey = {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly publicKey: Uint8Array;
  /** Absent for a key the operator trusts as given: no span, no types, no issuer to compare. */
  readonly listed?: {
    readonly notBefore: number;
    readonly notAfter: number;
    readonly documentTypes: readonly DocumentKind[];
    readonly state: 'active' | 'retired' | 'compromised';
    readonly compromisedAt?: number | undefined;
    readonly issuer: Issuer;
  };
};

/** The issuer as the trust list names it, never as the document does. */
export type Issuer = {
  readonly id: string;
  readonly names: Readonly<Record<string, string>>;
  readonly host: string;
};

export type Trust = {
  readonly keys: readonly TrustedKey[];
  /** The proven list, absent when keys were given by hand. */
  readonly list?: TrustList;
};

export type TrustRefusal = 'trust.malformed' | 'trust.wrong-signature';

/** Reads the keys of a proven list. A key whose kid is not the hash of its bytes makes the whole list malformed. */
export function trustOf(list: TrustList): Verdict<Trust, TrustRefusal> {
  const keys: TrustedKey[] = [];
  for (const { kid: listedKid, jwk, issuer, ...rest } of list.keys) {
    const key = readPublicJwk(jwk);
    if (!key || keyIdText(key.publicKey) !== listedKid) return refuse('trust.malformed');
    const named = issuer ? { ...issuer, host: list.issuer.host } : list.issuer;
    keys.push({ kid: listedKid, ...key, listed: { ...rest, issuer: named } });
  }
  return accept({ keys, list });
}

/** Proves a trust list with the root key that the verifier was given beforehand. */
export function verifyTrustList(
  jws: string,
  rootKey: PublicJwk,
  verify: VerifySignature = verifySignature,
): Verdict<Trust, TrustRefusal> {
  const parsed = parseJws(jws);
  const root = readPublicJwk(rootKey);
  if (!parsed || !root || parsed.header.typ !== TRUST_LIST_TYPE) return refuse('trust.malformed');
  if (parsed.header.alg !== root.alg) return refuse('trust.wrong-signature');
  if (!verify(root.alg, root.publicKey, parsed.signingInput, parsed.signature))
    return refuse('trust.wrong-signature');
  const list = trustListSchema.safeParse(parsed.payload);
  return list.success ? trustOf(list.data) : refuse('trust.malformed');
}

/** A proven list, and the root key that signed it. */
export type ProvenTrust = { readonly trust: Trust; readonly root: PublicJwk };

/**
 * Proves a list for whoever has proven one before: under the same root, or under the one that list names as the next.
 * Whether it is older is not judged here.
 */
export function verifyLaterTrustList(
  jws: string,
  before: ProvenTrust,
  verify: VerifySignature = verifySignature,
): Verdict<ProvenTrust, TrustRefusal> {
  const same = verifyTrustList(jws, before.root, verify);
  if (same.ok) return accept({ trust: same.value, root: before.root });
  const root = before.trust.list?.nextRoot;
  const next = root && verifyTrustList(jws, root, verify);
  return root && next?.ok ? accept({ trust: next.value, root }) : same;
}

/** The root key a list carries in its own header. It proves nothing by itself: compare it, or trust the file as given. */
export function embeddedRootKey(jws: string): PublicJwk | undefined {
  const read = publicJwkSchema.safeParse(parseJws(jws)?.header.jwk);
  return read.success ? read.data : undefined;
}

/** Signs a trust list with the root key, whose public half travels in the header. @throws ZodError for a malformed list. */
export async function signTrustList(
  list: TrustList,
  root: { readonly alg: SignatureAlgorithm; readonly publicKey: Uint8Array },
  sign: Sign,
): Promise<string> {
  const rootKid = keyIdText(root.publicKey);
  const header = { alg: root.alg, typ: TRUST_LIST_TYPE, kid: rootKid, jwk: writePublicJwk(root, rootKid) };
  return signJws(header, trustListSchema.parse(list), sign);
}

/** A JWK Set trusted as given. Keys of other kinds, without a kid, or not on their curve are left out. */
export function readKeySet(value: unknown): Verdict<Trust, 'trust.malformed'> {
  const set = z.object({ keys: z.array(z.unknown()) }).safeParse(value);
  if (!set.success) return refuse('trust.malformed');
  const keys = set.data.keys.flatMap((entry): TrustedKey[] => {
    const jwk = publicJwkSchema.safeParse(entry);
    const key = jwk.success ? readPublicJwk(jwk.data) : undefined;
    return key && jwk.data?.kid ? [{ kid: jwk.data.kid, ...key }] : [];
  });
  return accept({ keys });
}
