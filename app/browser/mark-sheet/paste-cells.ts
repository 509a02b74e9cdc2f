import { pastedRows } from '#app/domain/registration/import/paste.ts';
import type { Place } from './move-cell.ts';
import { editRow, type Row } from './row-keeper.ts';
import { type SheetPage, widthOf } from './sheet-page.ts';

/** What rows said before something was pasted over them. */
export type Before = ReadonlyMap<Row, readonly string[]>;
export type Pasted = {
  readonly changed: readonly Row[];
  readonly before: Before;
  /** Something that was copied lies beyond the sheet. */
  readonly lost: boolean;
};

/** Types a block copied from a spreadsheet, from a cell on; its empty rows and cells keep their places. */
export function pasteCells(page: SheetPage, from: Place, text: string): Pasted {
  const copied = [...pastedRows(text.replace(/(\r\n|\r|\n)$/, ''))];
  const width = widthOf(page.facts);
  const before = new Map<Row, readonly string[]>();
  let lost = false;
  for (const [i, cells] of copied.entries()) {
    const row = page.rows[from.row + i];
    const beyond = row ? cells.slice(width - from.column) : cells;
    lost ||= beyond.some((cell) => cell.trim() !== '');
    if (!row) continue;
    before.set(row, row.cells);
    const typed = row.cells.map((cell, column) => cells[column - from.column]?.trim() ?? cell);
    editRow(row, typed, page.facts.marking);
    page.show(row, true);
  }
  return { changed: [...before.keys()], before, lost };
}
