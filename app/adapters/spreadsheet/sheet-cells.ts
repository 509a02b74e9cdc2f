import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { type Refused, refuse } from '#app/domain/shared/verdict.ts';
import type { SpreadsheetRefusal } from './port.ts';

export function hasContent(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/** A copy without the empty cells at its end. */
export function withoutEmptyEnd(cells: readonly string[]): string[] {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length -= 1;
  return cells.slice(0, length);
}

/** Why a row makes its whole sheet refused, or `undefined`. @param row its number, for the sentence */
export function judgeCells(cells: readonly string[], row: number): Refused<SpreadsheetRefusal> | undefined {
  if (cells.length > SHEET_LIMITS.columns)
    return refuse('sheet.tooManyColumns', { maximum: SHEET_LIMITS.columns });
  if (cells.some((cell) => cell.length > SHEET_LIMITS.cellCharacters))
    return refuse('sheet.cellTooLong', { row, maximum: SHEET_LIMITS.cellCharacters });
  return undefined;
}
