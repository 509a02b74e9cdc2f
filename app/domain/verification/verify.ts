import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import { encodeBase64Url } from './byte-strings.ts';
import { isFromTheFuture } from './clock-skew.ts';
import { type CoseRefusal, type CoseSign1, isCoseAlgorithm, parseCose } from './cose.ts';
import type { DocumentClaims } from './document-claims.ts';
import { decodePayload } from './payload.ts';
import { parseQrContent, type QrRefusal } from './qr-content.ts';
import { type VerifySignature, verifySignature } from './signature.ts';
import { isStatusFresh, readDocumentStatus, type StatusList } from './status-list.ts';
import { tokenOf } from './token.ts';
import type { Issuer, Trust, TrustedKey } from './trust-list.ts';
import type { VerificationVerdict } from './verdicts.ts';
import { decodeWalletQr } from './wallet-qr.ts';

/** What a scanner read, or the signed bytes with the token they came under. */
export type VerificationInput =
  | { readonly text: string }
  | { readonly cose: Uint8Array; readonly token?: string | undefined };

/** How the verifier knows a document's status. Left out when it could not ask. */
export type StatusKnowledge =
  | { readonly from: 'list'; readonly list: StatusList }
  /** Several lists, of which one covers the document. */
  | { readonly from: 'lists'; readonly lists: readonly StatusList[] }
  /** The office's own register, read now. */
  | { readonly from: 'register'; readonly status: DocumentStatus };

export type VerificationKnowledge = {
  /** Seconds since 1970. */
  readonly now: number;
  /**
   * Left out when the trust list could not be had: no signature is then judged, and nothing is valid. Only an address and
   * digits that do not belong together are told without one.
   */
  readonly trust?: Trust | undefined;
  readonly status?: StatusKnowledge | undefined;
  /** The one host a QR may name; by default the trust list's. Without either, the host is not judged. */
  readonly officialHost?: string | undefined;
  /** When the office's log shows this document issued (seconds); `null` when it does not; left out when offline. */
  readonly loggedIssue?: number | null | undefined;
  /** A faster check than pure JavaScript, where there is one. It must be as strict. */
  readonly verifySignature?: VerifySignature | undefined;
};

export type VerificationReason =
  | QrRefusal
  | CoseRefusal
  | 'document.good'
  | 'document.superseded'
  | 'document.revoked'
  | 'document.suspended'
  | 'token.mismatch'
  | 'signature.wrong'
  | 'signature.algorithm-mismatch'
  | 'issuer.unknown'
  | 'issuer.no-trust-list'
  | 'issuer.mismatch'
  | 'key.other-document-type'
  | 'key.outside-its-span'
  | 'key.compromised'
  | 'key.compromised-undecided'
  | 'payload.unsupported'
  | 'status.unreachable'
  | 'status.old'
  | 'status.not-covered'
  | 'trust.outdated'
  | 'clock.behind';

export type VerificationAnswer = {
  readonly verdict: VerificationVerdict;
  readonly reason: VerificationReason;
  /** Only with valid, authentic, superseded, revoked and suspended: otherwise nothing of the document may be shown. */
  readonly claims?: DocumentClaims;
  /** From the trust list; absent when keys were trusted by hand. */
  readonly issuer?: Issuer;
  /** When the status was true, seconds since 1970. */
  readonly statusAsOf?: number;
  /** The host a foreign QR leads to. */
  readonly foreignHost?: string;
};

/** The signed bytes of a text, with the token of its address. */
export type ReadDocument = { readonly cose: Uint8Array; readonly token?: string | undefined };

/**
 * Says what a document is worth, from what the verifier knows and nothing else: no clock, network or database. The
 * page, the API, the command line and the offline page all call this one function.
 * Source of the rules: the verification profile (signature, token and trust first, then status).
 */
export function verifyDocument(
  input: VerificationInput,
  knowledge: VerificationKnowledge,
): VerificationAnswer {
  const read = 'text' in input ? readText(input.text, knowledge) : input;
  if ('verdict' in read) return read;
  const parsed = parseCose(read.cose);
  if (!parsed.ok) {
    return {
      verdict: parsed.reason === 'cose.malformed' ? 'unreadable' : 'unsupported',
      reason: parsed.reason,
    };
  }
  if (read.token !== undefined && read.token !== tokenOf(read.cose)) {
    return { verdict: 'forged', reason: 'token.mismatch' };
  }
  const signers = findSigners(parsed.value, knowledge);
  if ('verdict' in signers) return signers;
  const payload = decodePayload(parsed.value.payload);
  if (!payload.ok) return { verdict: 'unsupported', reason: payload.reason };
  const claims = payload.value;
  const judged = signers.map((key) => ({ key, refusal: judgeKey(key, claims, knowledge) }));
  const entitled = judged.find(({ refusal }) => refusal === undefined);
  const refusal = judged[0]?.refusal;
  if (!entitled && refusal) return refusal;
  const issuer = entitled?.key.listed?.issuer;
  return { ...judgeStatus(claims, knowledge), claims, ...(issuer && { issuer }) };
}

/** What a scanner read, taken apart; an answer already when it is no document of ours. Proves nothing yet. */
export function readText(
  text: string,
  knowledge: Pick<VerificationKnowledge, 'officialHost' | 'trust'>,
): ReadDocument | VerificationAnswer {
  const wallet = /^\s*\d*\s*$/.test(text) ? undefined : decodeWalletQr(text.trim());
  if (wallet) return { cose: wallet };
  const qr = parseQrContent(text, knowledge.officialHost ?? knowledge.trust?.list?.issuer.host);
  if (qr.ok) return qr.value;
  if (qr.reason !== 'qr.foreign-host') return { verdict: 'unreadable', reason: qr.reason };
  return { verdict: 'unsupported', reason: qr.reason, foreignHost: String(qr.detail?.host ?? '') };
}

/** Every listed key with the kid is tried; algorithm and key come from the list, never from the document. */
function findSigners(
  cose: CoseSign1,
  knowledge: VerificationKnowledge,
): readonly TrustedKey[] | VerificationAnswer {
  const { trust, verifySignature: verify = verifySignature } = knowledge;
  if (!trust) return { verdict: 'unknown-issuer', reason: 'issuer.no-trust-list' };
  const kid = encodeBase64Url(cose.kid);
  const named = trust.keys.filter((key) => key.kid === kid);
  if (named.length === 0) return { verdict: 'unknown-issuer', reason: 'issuer.unknown' };
  const matching = named.filter((key) => isCoseAlgorithm(cose.alg, key.alg));
  if (matching.length === 0) return { verdict: 'forged', reason: 'signature.algorithm-mismatch' };
  const signers = matching.filter((key) => verify(key.alg, key.publicKey, cose.toBeSigned, cose.signature));
  return signers.length > 0 ? signers : { verdict: 'forged', reason: 'signature.wrong' };
}

/** Whether the list lets this key sign this document; `undefined` when it does. */
function judgeKey(
  { listed }: TrustedKey,
  claims: DocumentClaims,
  { loggedIssue }: VerificationKnowledge,
): VerificationAnswer | undefined {
  if (!listed) return undefined;
  if (listed.issuer.id !== claims.issuer) return { verdict: 'forged', reason: 'issuer.mismatch' };
  if (!listed.documentTypes.includes(claims.type))
    return { verdict: 'forged', reason: 'key.other-document-type' };
  if (claims.issuedAt < listed.notBefore || claims.issuedAt > listed.notAfter) {
    return { verdict: 'forged', reason: 'key.outside-its-span' };
  }
  if (listed.state !== 'compromised') return undefined;
  // Whoever holds a stolen key writes any date: only the office's log can tell its documents from the thief's.
  if (loggedIssue === undefined) return { verdict: 'unknown-issuer', reason: 'key.compromised-undecided' };
  const before =
    loggedIssue !== null && listed.compromisedAt !== undefined && loggedIssue < listed.compromisedAt;
  return before ? undefined : { verdict: 'forged', reason: 'key.compromised' };
}

type StatusAnswer = Pick<VerificationAnswer, 'verdict' | 'reason' | 'statusAsOf'>;

function judgeStatus(claims: DocumentClaims, knowledge: VerificationKnowledge): StatusAnswer {
  const { now, status: known } = knowledge;
  if (!known) return { verdict: 'authentic', reason: 'status.unreachable' };
  if (known.from === 'register') return judgeKnown(known.status, now, outdatedTrust(knowledge));
  const list = coveringList(known.from === 'list' ? [known.list] : known.lists, claims);
  const status = list && readDocumentStatus(list, claims.statusIndex);
  if (!list || !status) return { verdict: 'authentic', reason: 'status.not-covered' };
  return judgeKnown(status, list.issuedAt, doubtOf(list, claims, knowledge));
}

/** A status that ends a document ends it, however old. One that does not is worth green only without a doubt. */
function judgeKnown(
  status: DocumentStatus,
  statusAsOf: number,
  doubt: VerificationReason | undefined,
): StatusAnswer {
  if (status !== 'valid') return { verdict: status, reason: `document.${status}`, statusAsOf };
  if (doubt) return { verdict: 'authentic', reason: doubt, statusAsOf };
  return { verdict: 'valid', reason: 'document.good', statusAsOf };
}

/** The newest list of the document's issuer that has its place. */
function coveringList(lists: readonly StatusList[], claims: DocumentClaims): StatusList | undefined {
  return lists
    .filter(({ issuer }) => issuer === undefined || issuer === claims.issuer)
    .filter((list) => readDocumentStatus(list, claims.statusIndex) !== undefined)
    .reduce<StatusList | undefined>(
      (newest, list) => (newest && newest.issuedAt >= list.issuedAt ? newest : list),
      undefined,
    );
}

/** Why a good status in a list is not enough. A clock that is behind what it is shown can't tell how old a list is. */
function doubtOf(
  list: StatusList,
  claims: DocumentClaims,
  knowledge: VerificationKnowledge,
): VerificationReason | undefined {
  const { now, trust } = knowledge;
  const dates = [claims.issuedAt, list.issuedAt, trust?.list?.issuedAt ?? 0];
  if (dates.some((at) => isFromTheFuture(at, now))) return 'clock.behind';
  return isStatusFresh(list, now) ? outdatedTrust(knowledge) : 'status.old';
}

/** An old trust list may not know yet that a key was stolen. */
function outdatedTrust({ now, trust }: VerificationKnowledge): 'trust.outdated' | undefined {
  return trust?.list && now > trust.list.nextUpdate ? 'trust.outdated' : undefined;
}
