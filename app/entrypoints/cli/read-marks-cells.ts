import { markOfComponents } from '#app/domain/regulation/mark-of-components.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import { formatMark, type Hundredths, type MarkValue, parseMark } from '#app/domain/shared/mark.ts';
import type { MarkCell, PartCells, SeriesPlan } from './read-marks-plan.ts';
import { cellText, type MarksRecord, NOT_TEXT, plainMark } from './read-marks-records.ts';
import { type Tokens, tokenKey } from './read-marks-tokens.ts';

const MOST_SHOWN = 40;

/** A row being read, and what is wrong with it so far. */
export type Reading = { readonly record: MarksRecord; readonly tokens: Tokens; readonly problems: string[] };

/** A cell as text; what is not UTF-8 is a problem. */
export function textOf({ record, problems }: Reading, index: number): string {
  const text = index < 0 ? '' : cellText(record, index);
  if (text === undefined && !problems.includes(NOT_TEXT)) problems.push(NOT_TEXT);
  return text ?? '\ufffd';
}

/** What was written, on one line and short, for a message. */
export function quote(text: string): string {
  const shown = text.replace(/\p{C}/gu, '\ufffd');
  return `"${shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}"`;
}

type Marks = Record<string, MarkValue>;
type Beside = { reviewed?: Marks; resat?: Marks; kept?: Marks };

/** The marks of a row, by paper; a mark given twice is a problem. */
export function readMarkCells(reading: Reading, plan: SeriesPlan): Pick<Snapshot, 'marks' | keyof Beside> {
  const marks: Marks = {};
  const beside: Beside = {};
  for (const cell of plan.cells) {
    const value = readMark(reading, cell);
    if (value === undefined) continue;
    put(reading, cell.into === 'marks' ? marks : besideOf(beside, cell.into), cell.paper, cell.name, value);
  }
  for (const parts of plan.parts) {
    const value = readParts(reading, parts);
    if (value) put(reading, marks, parts.paper, parts.paper, value);
  }
  return { marks, ...beside };
}

function put({ problems }: Reading, into: Marks, paper: string, name: string, value: MarkValue): void {
  if (into[paper]) problems.push(`${name}: this mark is given twice`);
  into[paper] = value;
}

function besideOf(beside: Beside, part: keyof Beside): Marks {
  const known = beside[part] ?? {};
  beside[part] = known;
  return known;
}

function readMark(reading: Reading, cell: MarkCell): MarkValue | undefined {
  const plain = plainMark(reading.record, cell.index);
  return plain >= 0 && plain <= cell.maximum ? markValue(plain) : readCell(reading, cell);
}

/** Marks up to 100 are made once: a list holds them by the million. */
const USUAL: readonly MarkValue[] = Array.from({ length: 10_001 }, (_, value) =>
  Object.freeze({ state: 'mark', value }),
);
const markValue = (value: Hundredths): MarkValue => USUAL[value] ?? { state: 'mark', value };

/** A mark, a state, or `undefined` for an empty cell and for what is neither, which is a problem. */
function readCell(reading: Reading, { index, name, maximum }: MarkCell): MarkValue | undefined {
  const text = textOf(reading, index);
  if (text === '') return undefined;
  const value = parseMark(text, maximum);
  if (value !== undefined) return markValue(value);
  const state = reading.tokens.get(tokenKey(text));
  if (!state) {
    const top = formatMark(maximum, '.').replace(/\.?0+$/, '');
    reading.problems.push(`${name}: ${quote(text)} is neither a mark from 0 to ${top} nor a state`);
  }
  return state;
}

/**
 * The mark of a paper from its parts. All empty: not given. One empty or awaited among marks: awaited. The same state in
 * every part is the paper's; different ones, or a state among marks, must be said for the whole paper.
 */
function readParts(reading: Reading, { paper, declared, cells }: PartCells): MarkValue | undefined {
  const parts = cells.map((cell) => readMark(reading, cell));
  const [first] = parts;
  if (parts.every((part) => part === undefined)) return undefined;
  if (first && first.state !== 'mark' && parts.every((part) => part?.state === first.state)) return first;
  if (parts.some((part) => part && part.state !== 'mark' && part.state !== 'awaited')) {
    reading.problems.push(`${paper}: its parts don't agree on a state`);
    return undefined;
  }
  const marks = parts.map((part) => (part?.state === 'mark' ? part.value : null));
  const value = markOfComponents(marks, declared);
  return value === undefined ? { state: 'awaited' } : markValue(value);
}
