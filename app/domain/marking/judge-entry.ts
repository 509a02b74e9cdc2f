import { refuse, type Verdict } from '../shared/verdict.ts';
import type { PaperMarking } from './paper-marking.ts';
import { columnsOf, KEYED_STATES, type KeyedMark, valueOfParts } from './read-mark.ts';
import { type Parts, sameParts } from './resolve.ts';

/** What a pass has said of one script so far: its latest entry, and how many there are, which is its version. */
export type PassSoFar = { readonly last: KeyedMark; readonly entries: number };

export type Said = {
  readonly mark: KeyedMark;
  /** The version the marker had before them; nothing is compared when they don't say. */
  readonly seen?: number | undefined;
  readonly reason: string | null;
};
export type EntryRefusal = 'mark.unreadable' | 'mark.stale' | 'mark.reasonMissing';
export type Appended = { readonly mark: KeyedMark; readonly reason: string | null };

/**
 * Whether one entry of one pass is appended: `null` when it says what is already said. `mark.unreadable` for what no marker
 * may key; `mark.stale` when somebody, or another window, has keyed the script since it was read; `mark.reasonMissing` for a
 * change without a reason: to key a component that was missing is none.
 */
export function judgeEntry(
  said: Said,
  soFar: PassSoFar | undefined,
  marking: PaperMarking,
): Verdict<Appended | null, EntryRefusal> {
  const { mark, seen, reason } = said;
  if (!isKeyable(mark, marking)) return refuse('mark.unreadable', { maximum: marking.maximum / 100 });
  if (!soFar) return { ok: true, value: { mark, reason: null } };
  if (isSameMark(soFar.last, mark)) return { ok: true, value: null };
  if (seen !== undefined && seen !== soFar.entries) return refuse('mark.stale');
  if (completes(soFar.last, mark)) return { ok: true, value: { mark, reason: null } };
  return reason === null ? refuse('mark.reasonMissing') : { ok: true, value: { mark, reason } };
}

/** Whether two entries say the same, components included. */
export function isSameMark(a: KeyedMark, b: KeyedMark): boolean {
  if (a.value.state !== b.value.state) return false;
  if (a.value.state === 'mark' && b.value.state === 'mark' && a.value.value !== b.value.value) return false;
  return (
    sameParts(a.parts, b.parts) && (a.value.state !== 'awaited' || (a.parts === null) === (b.parts === null))
  );
}

/** Whether only what was missing is said now. */
export function completes({ value, parts }: KeyedMark, next: KeyedMark): boolean {
  if (value.state !== 'awaited' || !parts) return false;
  return parts.every((part, i) => part === null || part === next.parts?.[i]);
}

function isKeyable({ value, parts }: KeyedMark, marking: PaperMarking): boolean {
  if (parts && !arePartsOf(parts, marking)) return false;
  if (value.state === 'awaited') return parts?.includes(null) ?? false;
  if (value.state !== 'mark') return parts === null && KEYED_STATES.some((state) => state === value.state);
  if (!isBetween(value.value, marking.maximum)) return false;
  if (!marking.components) return parts === null;
  const sum = parts && valueOfParts(parts, marking);
  return sum?.state === 'mark' && sum.value === value.value;
}

function arePartsOf(parts: Parts, marking: PaperMarking): boolean {
  const maxima = columnsOf(marking);
  if (!marking.components || parts.length !== maxima.length) return false;
  return parts.every((part, i) => part === null || isBetween(part, maxima[i] ?? 0));
}

function isBetween(value: number, maximum: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= maximum;
}
