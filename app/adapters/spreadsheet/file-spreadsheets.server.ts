import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Sheet, SpreadsheetPort, SpreadsheetRefusal } from './port.ts';
import { readCsv } from './read-csv.server.ts';
import { readWorkbook } from './read-workbook.server.ts';
import { writeCsv, writeWorkbook } from './write-sheet.server.ts';

export const fileSpreadsheets: SpreadsheetPort = {
  open: openSheet,
  write: (format, header, rows, { delimiter = ';' } = {}) =>
    format === 'csv' ? writeCsv(header, rows, delimiter) : writeWorkbook(header, rows),
};

/** The container of workbooks before 2007, and of those with a password. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const OTHER_FILES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];

async function openSheet(bytes: Uint8Array, fileName: string): Promise<Verdict<Sheet, SpreadsheetRefusal>> {
  if (bytes.byteLength === 0) return refuse('sheet.empty');
  if (bytes.byteLength > SHEET_LIMITS.megabytes * 1024 * 1024)
    return refuse('sheet.tooHeavy', { megabytes: SHEET_LIMITS.megabytes });
  const startsWith = (signature: readonly number[]) =>
    signature.every((byte, index) => bytes[index] === byte);
  if (startsWith(OLD_WORKBOOK)) return refuse('sheet.oldWorkbook');
  if (startsWith(ZIP) || startsWith(EMPTY_ZIP)) return readWorkbook(bytes);
  if (OTHER_FILES.some(startsWith)) return refuse('sheet.notATable');
  if (/\.(xlsx|xlsm|xlsb|xls|ods|zip)$/i.test(fileName)) return refuse('sheet.notAWorkbook');
  return readCsv(bytes);
}
