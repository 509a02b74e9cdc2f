import type { Wording } from '#app/domain/documents/model.ts';
import type { DocumentClaims } from './document-claims.ts';
import type { PrintedNames, PrintedPaper } from './printed-names.ts';
import type { Issuer } from './trust-list.ts';
import type { VerificationAnswer, VerificationReason } from './verify.ts';

/** Why a picture gives no answer: no picture, no code in it, or the codes of several documents. */
export type PictureReason = 'picture.unreadable' | 'picture.noCode' | 'picture.several';

/** What the office answers about a document, before it is decided what of it the public may read. */
export type DocumentCheck = Omit<VerificationAnswer, 'reason'> & {
  readonly reason: VerificationReason | PictureReason | 'file.altered';
  /** Marks are shown only when the document's own QR was used, never for a typed code. */
  readonly showMarks: boolean;
  /** The words printed for what the claims say in codes; there only with claims. */
  readonly printed?: PrintedNames;
  /** The office's record the answer is about, for counting; never for the public. */
  readonly documentId?: string;
};

export type ShownPaper = Pick<PrintedPaper, 'name' | 'maximum' | 'state'> & {
  readonly code: string;
  /** Hundredths; `null` where the document prints a word instead. */
  readonly mark: number | null;
};

export type ShownDocument = {
  /** As the trust list names it. */
  readonly issuer: Issuer | null;
  readonly holder: string;
  readonly type: DocumentClaims['type'];
  readonly exam: { readonly code: string; readonly name: Wording | null };
  /** Absent on documents of no series. */
  readonly series: { readonly code: string; readonly name: Wording | null } | null;
  readonly year: number;
  /** `null` on documents that print none. */
  readonly honours: DocumentClaims['honours'] | null;
  readonly number: string;
  readonly edition: number;
  /** Only for a transcript opened by its own QR. */
  readonly marks: readonly ShownPaper[] | null;
  readonly average: { readonly value: number; readonly maximum: number } | null;
};

/** All that a page or an answer to the public may hold. The date of birth and the place in the status list stay out. */
export type ShownCheck = Pick<DocumentCheck, 'verdict' | 'reason' | 'foreignHost'> & {
  /** Seconds since 1970. */
  readonly statusAsOf: number | null;
  readonly document: ShownDocument | null;
};

const WITH_HONOURS: readonly DocumentClaims['type'][] = ['transcript', 'passCertificate', 'diploma'];
/** Of a document that has ended the public reads which one it is, not its marks. */
const IN_FORCE: readonly DocumentCheck['verdict'][] = ['valid', 'authentic'];
/** How a document of no series is signed. */
const NO_SERIES = '-';

/** Keeps of a check what is printed on the document and no more. Source: the verification profile, "the public page". */
export function showCheck(check: DocumentCheck): ShownCheck {
  const { verdict, reason, foreignHost, statusAsOf = null, claims } = check;
  return {
    verdict,
    reason,
    ...(foreignHost === undefined ? {} : { foreignHost }),
    statusAsOf,
    document: claims ? showDocument(claims, check) : null,
  };
}

function showDocument(claims: DocumentClaims, check: DocumentCheck): ShownDocument {
  const { verdict, issuer, printed, showMarks } = check;
  const { holder, type, year, number, edition, honours, average } = claims;
  const opened = showMarks && type === 'transcript' && IN_FORCE.includes(verdict);
  return {
    ...{ holder, type, year, number, edition },
    issuer: issuer ?? null,
    exam: { code: claims.exam, name: printed?.exam ?? null },
    series: claims.series === NO_SERIES ? null : { code: claims.series, name: printed?.series ?? null },
    honours: WITH_HONOURS.includes(type) ? honours : null,
    marks: opened && claims.marks ? showMarksOf(claims.marks, printed) : null,
    average: opened && average !== null ? { value: average, maximum: printed?.averageMaximum ?? 2000 } : null,
  };
}

function showMarksOf(
  marks: NonNullable<DocumentClaims['marks']>,
  printed: PrintedNames | undefined,
): ShownPaper[] {
  return marks.map(([code, mark]) => {
    const paper = printed?.papers.find((one) => one.code === code);
    return {
      code,
      mark,
      name: paper?.name ?? { fr: code },
      maximum: paper?.maximum ?? 2000,
      state: paper?.state ?? 'mark',
    };
  });
}
