import type { SealFinding } from '#app/domain/documents/seal.ts';
import type { DocumentClaims } from './document-claims.ts';
import type { TrustList } from './trust-list.ts';
import type { VerificationVerdict } from './verdicts.ts';

/** Why a file is worth less than the code it carries. */
export type FileReason =
  /** The bytes aren't those that were sealed. */
  | 'file.altered'
  /** Bytes were added after those that were sealed. */
  | 'file.appended'
  /** No seal at all: the page may say something else than the code. */
  | 'file.unsigned'
  /** A good seal, made with a certificate that nobody vouches for: anyone can make one. */
  | 'file.unknown-certificate'
  /** A good seal, made with a certificate whose key others may have. */
  | 'file.compromised-certificate';

export type ListedCertificate = NonNullable<TrustList['certificates']>[number];

/** What becomes of the answer about the code; with `forged` nothing of the document may be shown. */
export type SealRuling = { readonly verdict: 'authentic' | 'forged'; readonly reason: FileReason };

type Answer = { readonly verdict: VerificationVerdict; readonly claims?: DocumentClaims };

/**
 * What a file's seal takes from the answer about the code it carries; nothing when that answer stands. A good seal means
 * that the page is as the office made it. Without one the code is what it is, and the page must be compared with it; a
 * seal that shows that the file was changed makes it a forgery. A compromised certificate's decides nothing, whatever day
 * the document bears: who has the key can seal any page anew, and only the file the office keeps tells.
 */
export function judgeSeal(
  { verdict, claims }: Answer,
  seal: SealFinding,
  certificates: readonly ListedCertificate[],
): SealRuling | undefined {
  if (!claims) return undefined;
  if (seal.state === 'broken') return { verdict: 'forged', reason: 'file.altered' };
  if (seal.state === 'appended') return { verdict: 'forged', reason: 'file.appended' };
  // Of a document that has ended, that it has ended is what matters.
  if (verdict !== 'valid' && verdict !== 'authentic') return undefined;
  if (seal.state === 'none') return { verdict: 'authentic', reason: 'file.unsigned' };
  const own = certificates.find((one) => isOf(one, seal.thumbprint, claims));
  if (own?.compromisedAt !== undefined)
    return { verdict: 'authentic', reason: 'file.compromised-certificate' };
  if (own) return undefined;
  return { verdict: 'authentic', reason: 'file.unknown-certificate' };
}

/** Another issuer's certificate vouches for nothing here, and one that had ended could not seal any more. */
function isOf(one: ListedCertificate, thumbprint: string, claims: DocumentClaims): boolean {
  return one.thumbprint === thumbprint && one.issuer === claims.issuer && claims.issuedAt <= one.notAfter;
}
