import type { Verdict } from '#app/domain/shared/verdict.ts';

export type SheetFormat = 'csv' | 'xlsx';
export type SheetEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type SheetDelimiter = ';' | ',' | '\t';

export type SheetRow = {
  /** As the person sees it in the margin of their spreadsheet: 1 is the first row, empty rows are counted. */
  readonly number: number;
  /**
   * As text, not trimmed; a date of a workbook is `YYYY-MM-DD`. At least as many as the header has; more, the last of
   * which is not empty, when something is written beyond the header.
   */
  readonly cells: readonly string[];
};

/** A list that has been read once to its end: nothing of it can be refused any more. */
export type Sheet = {
  readonly format: SheetFormat;
  /** Of a CSV only. */
  readonly encoding?: SheetEncoding;
  /** Of a CSV only. */
  readonly delimiter?: SheetDelimiter;
  /** The cells of the first row with content, trimmed; empty for a column without a title. */
  readonly header: readonly string[];
  /** The number of the header's row. */
  readonly headerRow: number;
  /** How many rows `rows` gives: those with content after the header. At least one. */
  readonly rowCount: number;
  /** The rows after the header that are not empty, in order. Each iteration starts again from the first. */
  readonly rows: AsyncIterable<SheetRow>;
};

/**
 * `tooHeavy {megabytes}`, `tooManyRows {maximum}`, `tooManyColumns {maximum}`, `cellTooLong {row, maximum}`, `quoteOpen {row}`
 * and `tooLargeUnpacked {megabytes}` carry what their sentence says.
 */
export type SpreadsheetRefusal =
  | 'sheet.empty'
  | 'sheet.noRows'
  | 'sheet.tooHeavy'
  | 'sheet.tooManyRows'
  | 'sheet.tooManyColumns'
  | 'sheet.tooManyCells'
  | 'sheet.cellTooLong'
  | 'sheet.quoteOpen'
  | 'sheet.unreadableText'
  | 'sheet.notATable'
  | 'sheet.oldWorkbook'
  | 'sheet.notAWorkbook'
  | 'sheet.damaged'
  | 'sheet.encrypted'
  | 'sheet.unsafeArchive'
  | 'sheet.bomb'
  | 'sheet.tooLargeUnpacked'
  | 'sheet.entities';

export type WriteOptions = {
  /** Of a CSV; `;` when nothing is said, which is what spreadsheets in French expect. */
  readonly delimiter?: SheetDelimiter;
};

export type SpreadsheetPort = {
  /**
   * Reads a list of any origin: CSV (UTF-8, UTF-16 with its mark, else Windows-1252; `;`, `,` or tab) or XLSX (its first
   * sheet with content). The content decides, not the name; `fileName` only tells a damaged workbook from a text. Safe
   * for any bytes: an archive is judged before it is unpacked, and memory is bounded by `SHEET_LIMITS`. Never throws for
   * what is in a file. `bytes` must not be changed while `rows` is read.
   */
  open(bytes: Uint8Array, fileName: string): Promise<Verdict<Sheet, SpreadsheetRefusal>>;
  /**
   * A list as a file, in pieces; what could run as a formula is marked as text, and comes back unmarked through `open`.
   * CSV is UTF-8 with its mark and streams; a workbook is made in memory, every cell a text.
   * @throws RangeError for a workbook of more rows than `SHEET_LIMITS.workbookRows`
   */
  write(
    format: SheetFormat,
    header: readonly string[],
    rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
    options?: WriteOptions,
  ): AsyncIterable<Uint8Array>;
};
