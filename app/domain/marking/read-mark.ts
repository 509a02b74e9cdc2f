import { markOfComponents } from '../regulation/mark-of-components.ts';
import { formatMark, type Hundredths, type MarkState, type MarkValue, parseMark } from '../shared/mark.ts';
import type { PaperMarking } from './paper-marking.ts';
import type { Parts } from './resolve.ts';

/** What a marker may say of a script. The other states come from the regulation, never from a marker. */
export const KEYED_STATES = [
  'mark',
  'absent',
  'excused',
  'exempt',
  'fraud',
] as const satisfies readonly MarkState[];
type KeyedWord = Exclude<(typeof KEYED_STATES)[number], 'mark'>;

/** What may be typed in place of a mark. */
export const MARK_WORDS: Readonly<Record<string, KeyedWord>> = {
  ABS: 'absent',
  EXC: 'excused',
  DIS: 'exempt',
  FRA: 'fraud',
};

/** A row of a marker's sheet: `awaited` with its parts while components are missing. */
export type KeyedMark = { readonly value: MarkValue; readonly parts: Parts | null };

/** What is wrong with one cell of a row. `maximum` is that of its component. */
export type CellFault = {
  readonly column: number;
  readonly reason: 'mark.unreadable' | 'mark.withState' | 'mark.aboveTotal';
  readonly detail: { readonly maximum: number };
};
export type ReadRow =
  | { readonly ok: true; readonly value: KeyedMark | null }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

/**
 * Reads one row of a marker's sheet: a mark, or one a component, or a word such as "ABS" for the whole script. `null` for a
 * row left empty. `mark.unreadable` with the cell's maximum, `mark.withState` for a mark beside a word, `mark.aboveTotal`
 * for components that come to more than the paper has.
 */
export function readKeyedRow(typed: readonly string[], marking: PaperMarking): ReadRow {
  const cells = columnsOf(marking).map((maximum, column) => readCell(typed[column] ?? '', maximum, column));
  const faults = cells.flatMap((cell) => ('fault' in cell ? [cell.fault] : []));
  if (faults.length > 0) return { ok: false, faults };
  const words = cells.flatMap((cell) => ('word' in cell ? [cell.word] : []));
  const parts = cells.map((cell) => ('part' in cell ? cell.part : null));
  const [word] = words;
  if (word) {
    const alone = words.every((other) => other === word) && parts.every((part) => part === null);
    if (alone) return accept({ value: { state: word }, parts: null });
    const column = cells.findIndex((cell) => 'word' in cell);
    return { ok: false, faults: [{ column, reason: 'mark.withState', detail: { maximum: 0 } }] };
  }
  if (parts.every((part) => part === null)) return accept(null);
  const value = valueOfParts(parts, marking);
  if (value.state === 'mark' && value.value > marking.maximum)
    return {
      ok: false,
      faults: [
        { column: parts.length - 1, reason: 'mark.aboveTotal', detail: { maximum: marking.maximum / 100 } },
      ],
    };
  return accept({ value, parts: marking.components ? parts : null });
}

/** The maximum of each cell of a row, in hundredths. */
export function columnsOf({ components, maximum }: PaperMarking): readonly Hundredths[] {
  return components ? components.map((component) => component.maximum) : [maximum];
}

/** What a row's parts come to: `awaited` while one is missing. */
export function valueOfParts(parts: Parts, { components }: PaperMarking): MarkValue {
  const value = components
    ? markOfComponents(parts, { components: [...components] })
    : (parts[0] ?? undefined);
  return value === undefined ? { state: 'awaited' } : { state: 'mark', value };
}

/** What a row's cells show, as a marker would type it: "13,5", or the word in the first cell. */
export function cellsOf(
  keyed: KeyedMark | null,
  marking: PaperMarking,
  sign: ',' | '.' = ',',
): readonly string[] {
  const empty = columnsOf(marking).map(() => '');
  if (!keyed) return empty;
  const { value, parts } = keyed;
  const word = Object.entries(MARK_WORDS).find(([, state]) => state === value.state)?.[0];
  if (word) return [word, ...empty.slice(1)];
  if (parts) return empty.map((_, i) => (typeof parts[i] === 'number' ? typedMark(parts[i], sign) : ''));
  return value.state === 'mark' && !marking.components ? [typedMark(value.value, sign)] : empty;
}

/** "13,5" or "13", without the decimals that nobody types. */
function typedMark(value: Hundredths, sign: ',' | '.'): string {
  const [whole = '', decimals = ''] = formatMark(value, sign).split(sign);
  const kept = decimals.replace(/0+$/, '');
  return kept === '' ? whole : `${whole}${sign}${kept}`;
}

type Cell =
  | { readonly part: Hundredths | null }
  | { readonly word: KeyedWord }
  | { readonly fault: CellFault };

function readCell(typed: string, maximum: Hundredths, column: number): Cell {
  const text = typed.trim();
  if (text === '') return { part: null };
  const word = Object.hasOwn(MARK_WORDS, text.toUpperCase()) ? MARK_WORDS[text.toUpperCase()] : undefined;
  if (word) return { word };
  const part = parseMark(text, maximum);
  if (part !== undefined) return { part };
  return { fault: { column, reason: 'mark.unreadable', detail: { maximum: maximum / 100 } } };
}

function accept(value: KeyedMark | null): ReadRow {
  return { ok: true, value };
}
