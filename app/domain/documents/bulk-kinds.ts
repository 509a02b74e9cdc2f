import type { DocumentKind } from './kinds.ts';

/** What is issued to a whole sitting at once, in the order of a sitting's life. A receipt follows its payment alone. */
export const BULK_KINDS = [
  'convocation',
  'transcript',
  'passCertificate',
  'diploma',
] as const satisfies readonly DocumentKind[];
export type BulkKind = (typeof BULK_KINDS)[number];

/** What begins the numbers of each kind. */
const LETTERS: Readonly<Record<BulkKind, string>> = {
  convocation: 'CV',
  transcript: 'RN',
  passCertificate: 'AR',
  diploma: 'DI',
};

/** The series of numbers that a sitting's documents of one kind belong to: "RN-2026-BAC". */
export function seriesPrefix(kind: BulkKind, year: number, examCode: string): string {
  return `${LETTERS[kind]}-${year}-${examCode}`;
}

/** The `last`-th number of a series: "RN-2026-BAC-000123". */
export function numberInSeries(prefix: string, last: number): string {
  return `${prefix}-${String(last).padStart(6, '0')}`;
}

/** Whether a word from an address or a task names a kind that is issued in bulk. */
export function isBulkKind(word: string | undefined): word is BulkKind {
  return BULK_KINDS.some((kind) => kind === word);
}
