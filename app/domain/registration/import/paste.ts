import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { restoreNeutralised } from '#app/domain/shared/spreadsheet-cell.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

export type PastedSheet = {
  /** The cells of the first row with content, trimmed. */
  readonly header: readonly string[];
  /** The rows after it that are not empty; `number` counts every pasted row from 1. At least as many cells as titles. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
};

export type PasteRefusal =
  | 'sheet.empty'
  | 'sheet.noRows'
  | 'sheet.tooLong'
  | 'sheet.notATable'
  | 'sheet.tooManyRows'
  | 'sheet.tooManyColumns'
  | 'sheet.cellTooLong';

/**
 * What was copied in a spreadsheet: cells between tabs, rows on lines, and a cell that holds a tab, a line break or a
 * quote between quotes, with its own quotes doubled. A quote that no such cell closes is text. Bounded by
 * `SHEET_LIMITS`; lone surrogates become U+FFFD.
 */
export function readPaste(text: string): Verdict<PastedSheet, PasteRefusal> {
  if (text.length > SHEET_LIMITS.pastedCharacters) return refuse('sheet.tooLong');
  if (text.includes('\0')) return refuse('sheet.notATable');
  let header: readonly string[] | undefined;
  const rows: { number: number; cells: string[] }[] = [];
  let number = 0;
  for (const cells of pastedRows(text.replace(/\p{Cs}/gu, '\ufffd'))) {
    number += 1;
    while (cells.length > 0 && cells.at(-1)?.trim() === '') cells.pop();
    if (cells.length === 0) continue;
    if (cells.length > SHEET_LIMITS.columns)
      return refuse('sheet.tooManyColumns', { maximum: SHEET_LIMITS.columns });
    if (cells.some((cell) => cell.length > SHEET_LIMITS.cellCharacters))
      return refuse('sheet.cellTooLong', { row: number, maximum: SHEET_LIMITS.cellCharacters });
    if (!header) header = cells.map((title) => title.trim());
    else {
      while (cells.length < header.length) cells.push('');
      if (rows.push({ number, cells }) > SHEET_LIMITS.pastedRows)
        return refuse('sheet.tooManyRows', { maximum: SHEET_LIMITS.pastedRows });
    }
  }
  if (!header) return refuse('sheet.empty');
  return rows.length === 0 ? refuse('sheet.noRows') : accept({ header, rows });
}

/** Every pasted row, empty ones too, cell by cell as it was copied. */
export function* pastedRows(text: string): Generator<string[]> {
  let cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { value, end } = quotedCell(text, at) ?? plainCell(text, at);
    cells.push(restoreNeutralised(value));
    if (text[end] === '\t') at = end + 1;
    else {
      yield cells;
      cells = [];
      at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    }
  }
}

type Cell = { readonly value: string; readonly end: number };

const CELL_END = /[\t\r\n]|$/g;

function plainCell(text: string, start: number): Cell {
  CELL_END.lastIndex = start;
  const end = CELL_END.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end };
}

/** A cell between quotes, or `undefined` where the quote belongs to the text. Looks no further than a cell may reach. */
function quotedCell(text: string, start: number): Cell | undefined {
  if (text[start] !== '"') return undefined;
  const furthest = Math.min(text.length, start + 2 * SHEET_LIMITS.cellCharacters + 2);
  let at = start + 1;
  while (at < furthest) {
    const quote = text.indexOf('"', at);
    if (quote === -1 || quote >= furthest) return undefined;
    if (text[quote + 1] === '"') at = quote + 2;
    else {
      const next = text[quote + 1];
      const closes = next === undefined || next === '\t' || next === '\r' || next === '\n';
      return closes
        ? { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 }
        : undefined;
    }
  }
  return undefined;
}
