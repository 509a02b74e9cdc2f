import { type MarkingPolicy, markingKindOf } from '#app/domain/marking/resolve.ts';
import type { Translate } from '#app/i18n/translate.ts';

/** What the regulation asks of who keys a pass: to copy marks, or to mark; and what becomes of the third's. */
export function taskText(t: Translate, policy: MarkingPolicy, pass: number): string {
  const kind = markingKindOf(policy);
  const tolerance = policy.tolerance / 100;
  if (pass !== 3) return t(`marks:task.${kind}`, { tolerance });
  const entry = kind === 'doubleMarking' ? 'Marking' : 'Entry';
  return t(`marks:task.third${entry}${policy.third === 'decides' ? '' : 'Mean'}`, { tolerance });
}

const PASSES = { 1: 'first', 2: 'second', 3: 'third' } as const;

/** "1re saisie" where marks are copied, "1re correction" where each person marks. */
export function passText(t: Translate, policy: MarkingPolicy, pass: number): string {
  const word = markingKindOf(policy) === 'doubleMarking' ? 'marking' : 'entry';
  return t(`marks:pass.${word}.${PASSES[pass === 1 || pass === 2 ? pass : 3]}`);
}
