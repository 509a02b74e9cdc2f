import { parseDecimal, toHundredths } from '../regulation/fraction.ts';
import type { Regulation } from '../regulation/schema.ts';
import { type Hundredths, type MarkState, type MarkValue, parseMark } from '../shared/mark.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** What a marker may say of a script. The other states come from the regulation, never from a marker. */
export const KEYED_STATES = [
  'mark',
  'absent',
  'excused',
  'exempt',
  'fraud',
] as const satisfies readonly MarkState[];

/** What may be typed in place of a mark. */
const WORDS: Readonly<Record<string, Exclude<MarkState, 'mark'>>> = {
  ABS: 'absent',
  EXC: 'excused',
  DIS: 'exempt',
  FRA: 'fraud',
};

/** The highest mark of a paper, in hundredths. */
export function maximumOf(paper: string, regulation: Regulation): Hundredths {
  return toHundredths(parseDecimal(regulation.papers[paper]?.maximum ?? regulation.scale.maximum));
}

/**
 * Reads one row of a marker's sheet: a mark, or a word such as "ABS", or a state chosen beside an empty field.
 * `null` for a row left empty. `mark.unreadable` with the maximum; `mark.withState` for a mark beside another state.
 */
export function readKeyedMark(
  typed: string,
  state: string,
  maximum: Hundredths,
): Verdict<MarkValue | null, 'mark.unreadable' | 'mark.withState'> {
  const text = typed.trim();
  const chosen = KEYED_STATES.find((known) => known === state) ?? 'mark';
  if (text === '') return accept(chosen === 'mark' ? null : { state: chosen });
  const word = WORDS[text.toUpperCase()];
  const value: MarkValue | undefined = word ? { state: word } : numberOf(text, maximum);
  if (!value) return refuse('mark.unreadable', { maximum: maximum / 100 });
  if (chosen !== 'mark' && chosen !== value.state) return refuse('mark.withState');
  return accept(value);
}

function numberOf(text: string, maximum: Hundredths): MarkValue | undefined {
  const value = parseMark(text, maximum);
  return value === undefined ? undefined : { state: 'mark', value };
}
