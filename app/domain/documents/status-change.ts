import type { DocumentStatus } from './kinds.ts';

/** What a person at the office may ask of a document. Superseding belongs to the edition that takes its place. */
export const ASKABLE_STATUSES = [
  'revoked',
  'suspended',
  'valid',
] as const satisfies readonly DocumentStatus[];
export type AskableStatus = (typeof ASKABLE_STATUSES)[number];

/** From each status, those it may become. Revoked and superseded are final: what replaces them is another document. */
const NEXT: Readonly<Record<DocumentStatus, readonly DocumentStatus[]>> = {
  valid: ['suspended', 'revoked', 'superseded'],
  suspended: ['valid', 'revoked', 'superseded'],
  revoked: [],
  superseded: [],
};

export function mayBecome(from: DocumentStatus, to: DocumentStatus): boolean {
  return NEXT[from].includes(to);
}

/** What may be asked of a document as it stands, the least harmful first. */
export function askable(from: DocumentStatus): readonly AskableStatus[] {
  return (['suspended', 'valid', 'revoked'] as const).filter((to) => mayBecome(from, to));
}

/** Suspending protects whoever reads the document and can be undone: one person is enough. Everything else takes two. */
export function needsTwoPeople(to: AskableStatus): boolean {
  return to !== 'suspended';
}

/** Why a document is printed again with the same facts. */
export const REPLACEMENT_CAUSES = ['lost', 'damaged'] as const;
export type ReplacementCause = (typeof REPLACEMENT_CAUSES)[number];

/** What a person keeps for life: replaced when lost, given into a hand against a signature. */
export const KEPT_KINDS = ['transcript', 'passCertificate', 'diploma'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];
