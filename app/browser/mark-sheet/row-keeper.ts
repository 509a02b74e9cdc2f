import { isSameMark } from '#app/domain/marking/judge-entry.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { type CellFault, readKeyedRow } from '#app/domain/marking/read-mark.ts';

/** One row of the sheet: what is typed, what the server has, and what is being done about the difference. */
export type Row = {
  readonly code: string;
  cells: readonly string[];
  /** What the server has, as far as this window knows, and how many entries that took. */
  saved: readonly string[];
  entries: number;
  /** What was sent and has no answer yet, or whose answer was lost: the server may have any of it. */
  sent: readonly (readonly string[])[];
  state: RowState;
  faults: readonly CellFault[];
  /** With `stale`: what the server has instead. */
  theirs: readonly string[] | null;
  /** What this window last kept on the device for it. */
  kept: string | null;
};

/**
 * `waiting` will be sent; `reason` waits for why a saved mark changes; `stale` was keyed elsewhere since; `emptied` was
 * saved and is empty now; `refused` is not this person's to key.
 */
export type RowState =
  | 'empty'
  | 'saved'
  | 'waiting'
  | 'saving'
  | 'invalid'
  | 'emptied'
  | 'reason'
  | 'stale'
  | 'refused';

/** What the server says of one row. */
export type RowAnswer = {
  readonly code: string;
  readonly entries: number;
  readonly reason?: string;
  readonly now?: readonly string[];
};

export const isUnsaved = ({ state }: Row): boolean => state !== 'empty' && state !== 'saved';

export function startRow(code: string, saved: readonly string[], entries: number): Row {
  const state = entries > 0 ? 'saved' : 'empty';
  return { code, cells: saved, saved, entries, sent: [], state, faults: [], theirs: null, kept: null };
}

/** The row says something else now. */
export function editRow(row: Row, cells: readonly string[], marking: PaperMarking): void {
  row.cells = cells;
  row.faults = [];
  const read = readKeyedRow(cells, marking);
  if (!read.ok) {
    row.state = 'invalid';
    row.faults = read.faults;
    return;
  }
  if (saysSame(cells, row.saved, marking)) {
    row.state = row.entries > 0 ? 'saved' : 'empty';
    row.theirs = null;
    return;
  }
  if (read.value === null) row.state = 'emptied';
  else if (row.state !== 'stale' && row.state !== 'reason') row.state = 'waiting';
}

/** What has just been sent; its answer, or its loss, comes to `answerRow` or `loseRow`. */
export function sendRow(row: Row): void {
  row.sent = [...row.sent, row.cells];
  row.state = 'saving';
}

export function loseRow(row: Row): void {
  if (row.state === 'saving') row.state = 'waiting';
}

/** Takes the server's answer; what was typed meanwhile goes on waiting. */
export function answerRow(row: Row, answer: RowAnswer, marking: PaperMarking): void {
  const { sent } = row;
  if (answer.reason === undefined) {
    row.entries = answer.entries;
    row.saved = sent.at(-1) ?? row.saved;
    row.sent = [];
    settle(row, marking);
    return;
  }
  if (answer.reason === 'mark.stale' && answer.now) {
    // An answer of this window's own that was lost: nobody else has keyed the row.
    const { now } = answer;
    const own = sent.some((cells) => saysSame(now, cells, marking));
    row.entries = answer.entries;
    row.saved = now;
    row.sent = [];
    row.theirs = own ? null : now;
    row.state = own ? 'waiting' : 'stale';
    if (own || saysSame(row.cells, now, marking)) settle(row, marking);
    return;
  }
  if (row.state !== 'saving') return;
  row.state = answer.reason === 'mark.reasonMissing' ? 'reason' : 'refused';
}

/** The row's mark stays as typed here: the next answer changes what the other window keyed. */
export function keepMine(row: Row): void {
  row.theirs = null;
  row.state = 'waiting';
}

export function takeTheirs(row: Row): void {
  row.cells = row.saved;
  row.theirs = null;
  row.state = row.entries > 0 ? 'saved' : 'empty';
}

function settle(row: Row, marking: PaperMarking): void {
  row.state = 'waiting';
  editRow(row, row.cells, marking);
}

/** Whether two rows of cells say the same mark, however they write it. */
export function saysSame(a: readonly string[], b: readonly string[], marking: PaperMarking): boolean {
  const [first, second] = [readKeyedRow(a, marking), readKeyedRow(b, marking)];
  if (!first.ok || !second.ok) return false;
  if (!first.value || !second.value) return first.value === second.value;
  return isSameMark(first.value, second.value);
}
