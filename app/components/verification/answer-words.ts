import type { ShownCheck } from '#app/domain/verification/shown-document.ts';
import type { KeyOf } from '#app/i18n/translate.ts';
import type { SymbolName } from '../symbol.tsx';
import type { VerdictTone } from '../verdict-panel.tsx';

export type AnswerWords =
  | 'valid'
  | 'authentic'
  | 'fileAltered'
  | 'superseded'
  | 'revoked'
  | 'suspended'
  | 'notOurs'
  | 'forged'
  | 'unknownIssuer'
  | 'unreadable'
  | 'noCode'
  | 'foreign'
  | 'unsupported'
  | 'unavailable';

/** Colour goes with the verdict, as the profile fixes it; an answer that could not be had is grey. */
const LOOKS: Readonly<Record<AnswerWords, { readonly tone: VerdictTone; readonly shape?: SymbolName }>> = {
  valid: { tone: 'good' },
  authentic: { tone: 'warn' },
  fileAltered: { tone: 'warn' },
  superseded: { tone: 'warn' },
  revoked: { tone: 'bad' },
  suspended: { tone: 'warn' },
  notOurs: { tone: 'bad' },
  forged: { tone: 'bad' },
  unknownIssuer: { tone: 'neutral' },
  unreadable: { tone: 'neutral' },
  noCode: { tone: 'neutral' },
  foreign: { tone: 'neutral' },
  unsupported: { tone: 'neutral' },
  unavailable: { tone: 'neutral', shape: 'wait' },
};

/** Where a verdict is too coarse for a person to know what to do, its reason chooses the words. */
export function wordsOf({ verdict, reason }: Pick<ShownCheck, 'verdict' | 'reason'>): AnswerWords {
  if (reason === 'file.altered') return 'fileAltered';
  if (reason === 'token.mismatch') return 'notOurs';
  if (reason === 'qr.foreign-host') return 'foreign';
  return verdict === 'unknown-issuer' ? 'unknownIssuer' : verdict;
}

export function lookOf(words: AnswerWords) {
  return LOOKS[words];
}

export function answerKeys(words: AnswerWords): Record<'answer' | 'sentence' | 'do', KeyOf<'verify'>> {
  return {
    answer: `verify:answers.${words}.answer`,
    sentence: `verify:answers.${words}.sentence`,
    do: `verify:answers.${words}.do`,
  };
}
