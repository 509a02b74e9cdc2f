import type { ShownCheck } from './shown-document.ts';

/** Every way in which an answer is put into words. */
export const ANSWER_WORDS = [
  'valid',
  'authentic',
  'dated',
  'fileUnsigned',
  'fileForged',
  'superseded',
  'revoked',
  'suspended',
  'notOurs',
  'twoDocuments',
  'forged',
  'undecided',
  'unknownIssuer',
  'noLists',
  'unreadable',
  'noCode',
  'several',
  'foreign',
  'unsupported',
  'unavailable',
] as const;
export type AnswerWords = (typeof ANSWER_WORDS)[number];

type Answered = Pick<ShownCheck, 'verdict' | 'reason'> & { readonly statusAsOf?: number | null | undefined };

/** Where a verdict is too coarse for a person to know what to do, its reason chooses the words. */
export function wordsOf({ verdict, reason, statusAsOf }: Answered): AnswerWords {
  if (reason === 'picture.noCode') return 'noCode';
  if (reason === 'picture.several') return 'several';
  if (reason.startsWith('file.')) return verdict === 'forged' ? 'fileForged' : 'fileUnsigned';
  if (reason === 'token.mismatch') return 'notOurs';
  if (reason === 'qr.foreign-host') return 'foreign';
  if (reason === 'issuer.no-trust-list') return 'noLists';
  if (reason === 'key.compromised-undecided') return 'undecided';
  if (verdict === 'authentic') return typeof statusAsOf === 'number' ? 'dated' : 'authentic';
  return verdict === 'unknown-issuer' ? 'unknownIssuer' : verdict;
}
