import type { AnswerWords } from '#app/domain/verification/answer-words.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { VerdictPanel } from '../verdict-panel.tsx';
import { answerKeys, lookOf } from './answer-words.ts';
import { type SlotValues, slotMarks, slotted } from './slotted.tsx';

type Props = { readonly words: AnswerWords; readonly values?: SlotValues; readonly level?: 1 | 2 };

/** The answer in a word and a sentence, and what to do. Values left out wait for a script. */
export function AnswerPanel({ words, values, level }: Props) {
  const t = useT();
  const keys = answerKeys(words);
  const say = (key: typeof keys.do) => slotted(t(key, slotMarks), values);
  return (
    <VerdictPanel {...lookOf(words)} level={level ?? 1} answer={t(keys.answer)} sentence={say(keys.sentence)}>
      <p>{say(keys.do)}</p>
    </VerdictPanel>
  );
}
