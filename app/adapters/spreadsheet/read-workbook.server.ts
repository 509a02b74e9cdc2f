import { zipSync } from 'fflate';
import readWorkbookParts from 'read-excel-file/universal';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { restoreNeutralised } from '#app/domain/shared/spreadsheet-cell.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Sheet, SheetRow, SpreadsheetRefusal } from './port.ts';
import { hasContent, judgeCells, withoutEmptyEnd } from './sheet-cells.ts';
import { unpackWorkbook } from './unpack-workbook.server.ts';

const LONE_SURROGATE = /\p{Cs}/gu;

/** A workbook's first sheet with content: cached values of formulas, dates as `YYYY-MM-DD`, numbers digit for digit. */
export async function readWorkbook(bytes: Uint8Array): Promise<Verdict<Sheet, SpreadsheetRefusal>> {
  const parts = await unpackWorkbook(bytes);
  if (!parts.ok) return parts;
  const grid = await readGrid(parts.value);
  if (!grid) return refuse('sheet.damaged');
  const rows: SheetRow[] = [];
  for (const [index, values] of grid.entries()) {
    const cells = withoutEmptyEnd(values);
    if (!hasContent(cells)) continue;
    const wrong = judgeCells(cells, index + 1);
    if (wrong) return wrong;
    rows.push({ number: index + 1, cells });
  }
  const header = rows.shift();
  if (!header) return refuse('sheet.empty');
  if (rows.length === 0) return refuse('sheet.noRows');
  if (rows.length > SHEET_LIMITS.workbookRows)
    return refuse('sheet.tooManyRows', { maximum: SHEET_LIMITS.workbookRows });
  return accept({
    format: 'xlsx',
    header: header.cells.map((title) => title.trim()),
    headerRow: header.number,
    rowCount: rows.length,
    rows: { [Symbol.asyncIterator]: () => filledRows(rows, header.cells.length) },
  });
}

async function* filledRows(rows: readonly SheetRow[], columns: number): AsyncGenerator<SheetRow> {
  for (const { number, cells } of rows) {
    const missing = Math.max(0, columns - cells.length);
    yield { number, cells: [...cells, ...new Array<string>(missing).fill('')] };
  }
}

/**
 * The cells of the first sheet that has any. The parser is given a new archive of the judged parts alone, so that it
 * never meets a byte that was not judged.
 */
async function readGrid(parts: ReadonlyMap<string, Uint8Array>): Promise<string[][] | undefined> {
  const judged = zipSync(Object.fromEntries(parts), { level: 0, mtime: '1980-01-01' });
  try {
    const sheets = await readWorkbookParts<string>(judged.buffer, { trim: false, parseNumber: exactNumber });
    const first = sheets.find(({ data }) => data.some((row) => row.some((value) => value !== null)));
    return (first?.data ?? []).map((row) => row.map(cellText));
  } catch {
    return undefined;
  }
}

function cellText(value: unknown): string {
  if (typeof value === 'string')
    return restoreNeutralised(value.replaceAll('\0', '').replace(LONE_SURROGATE, '\ufffd'));
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '#####' : value.toISOString().slice(0, 10);
  return '';
}

/**
 * A number as its file writes it, in plain digits: "90123456", "9.0123456E7" is the same, and 0.1 + 0.2 is "0.3", for a
 * spreadsheet keeps 15 digits and the rest is noise.
 */
export function exactNumber(written: string): string {
  const text = written.trim();
  if (/^-?\d+$/.test(text)) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const [mantissa = '0', exponent = '0'] = number.toExponential(14).split('e');
  return plainDigits(mantissa, Number(exponent));
}

function plainDigits(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (Math.abs(exponent) > 100) return `${sign}${Number(mantissa)}e${exponent}`;
  const padded = exponent < 0 ? '0'.repeat(-exponent) + digits : digits.padEnd(exponent + 1, '0');
  const point = Math.max(exponent, 0) + 1;
  const fraction = padded.slice(point).replace(/0+$/, '');
  const whole = padded.slice(0, point);
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}
