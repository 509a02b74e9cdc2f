import type { AnswerWords } from '#app/domain/verification/answer-words.ts';
import type { KeyOf } from '#app/i18n/translate.ts';
import type { SymbolName } from '../symbol.tsx';
import type { VerdictTone } from '../verdict-panel.tsx';

/** Colour goes with the verdict, as the profile fixes it; an answer that could not be had is grey. */
const LOOKS: Readonly<Record<AnswerWords, { readonly tone: VerdictTone; readonly shape?: SymbolName }>> = {
  valid: { tone: 'good' },
  authentic: { tone: 'warn' },
  dated: { tone: 'warn' },
  fileUnsigned: { tone: 'warn' },
  fileForged: { tone: 'bad' },
  superseded: { tone: 'warn' },
  revoked: { tone: 'bad' },
  suspended: { tone: 'warn' },
  notOurs: { tone: 'bad' },
  twoDocuments: { tone: 'bad' },
  forged: { tone: 'bad' },
  undecided: { tone: 'neutral' },
  unknownIssuer: { tone: 'neutral' },
  noLists: { tone: 'neutral' },
  unreadable: { tone: 'neutral' },
  noCode: { tone: 'neutral' },
  several: { tone: 'neutral' },
  foreign: { tone: 'neutral' },
  unsupported: { tone: 'neutral' },
  unavailable: { tone: 'neutral', shape: 'wait' },
};

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
