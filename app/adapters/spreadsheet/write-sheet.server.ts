import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { neutraliseFormula } from '#app/domain/shared/spreadsheet-cell.ts';
import type { SheetDelimiter } from './port.ts';

type Rows = AsyncIterable<readonly string[]> | Iterable<readonly string[]>;

const AT_ONCE = 200;

/** UTF-8 with the mark that spreadsheets know it by, line ends of Windows, a few hundred rows a piece. */
export async function* writeCsv(
  header: readonly string[],
  rows: Rows,
  delimiter: SheetDelimiter,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = (some: readonly (readonly string[])[]) =>
    encoder.encode(
      stringify(some.map(safeCells), { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ }),
    );
  yield encoder.encode('\ufeff');
  yield lines([header]);
  let waiting: (readonly string[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < AT_ONCE) continue;
    yield lines(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield lines(waiting);
}

/** A workbook of one sheet, every cell a text, made in memory. @throws RangeError for too many rows */
export async function* writeWorkbook(header: readonly string[], rows: Rows): AsyncGenerator<Uint8Array> {
  const cells = [textCells(header)];
  for await (const row of rows) {
    if (cells.push(textCells(row)) > SHEET_LIMITS.workbookRows + 1)
      throw new RangeError(`more than ${SHEET_LIMITS.workbookRows} rows for a workbook`);
  }
  const columns = header.map((title) => ({ width: Math.min(60, Math.max(12, title.length + 2)) }));
  yield new Uint8Array(await writeExcelFile(cells, { columns, stickyRowsCount: 1 }).toBuffer());
}

function safeCells(row: readonly string[]): string[] {
  return row.map(neutraliseFormula);
}

function textCells(row: readonly string[]) {
  return safeCells(row).map((value) => (value === '' ? null : { type: String, value: escapeForXml(value) }));
}

/**
 * ECMA-376 22.9.2.19: what XML can't hold is written `_xHHHH_`, and a text that reads like it is escaped itself. So is the
 * first letter of a word that every object has ("valueOf"): write-excel-file keeps its texts by themselves in an object.
 */
function escapeForXml(text: string): string {
  if (text in Object.prototype) return escaped(text.charAt(0)) + text.slice(1);
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) =>
      character === '\n' || character === '\t' ? character : escaped(character),
    )
    .replace(/\p{Cs}/gu, '\ufffd');
}

const escaped = (character: string) =>
  `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
