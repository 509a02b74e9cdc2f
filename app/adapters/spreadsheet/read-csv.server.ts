import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { restoreNeutralised } from '#app/domain/shared/spreadsheet-cell.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { decodeText, detectEncoding } from './decode-text.server.ts';
import type { Sheet, SheetDelimiter, SheetEncoding, SheetRow, SpreadsheetRefusal } from './port.ts';
import { hasContent, judgeCells, withoutEmptyEnd } from './sheet-cells.ts';

/** The last row any spreadsheet has; empty ones count. */
const LAST_ROW = 1_048_576;
/** In one line of text, cells between quotes included. */
const MOST_DELIMITERS = 20_000;

/** Rows of one cell with spaces or quotes around nothing: the parser is slow with each, and no list has many. */
const MOST_BLANK = 50_000;

type Text = {
  readonly bytes: Uint8Array;
  readonly encoding: SheetEncoding;
  readonly delimiter: SheetDelimiter;
  /** Characters of a first line "sep=;", which spreadsheets obey and do not show. */
  readonly skip: number;
};

type Extent = { readonly header: string[]; readonly headerRow: number; readonly rowCount: number };

/** A CSV, read twice: once here to its end, so that nothing is refused later, and once by whoever takes its rows. */
export async function readCsv(bytes: Uint8Array): Promise<Verdict<Sheet, SpreadsheetRefusal>> {
  const detected = detectEncoding(bytes);
  if (!detected.ok) return detected;
  const encoding = detected.value;
  const text = { bytes, encoding, ...readDelimiter(bytes, encoding) };
  const measured = await measure(text);
  if (!measured.ok) return measured;
  const { header, headerRow, rowCount } = measured.value;
  const rows = { [Symbol.asyncIterator]: () => rowsAfter(headerRow, header.length, text) };
  return accept({ format: 'csv', encoding, delimiter: text.delimiter, header, headerRow, rowCount, rows });
}

async function measure(text: Text): Promise<Verdict<Extent, SpreadsheetRefusal>> {
  let header: string[] | undefined;
  let headerRow = 0;
  let rowCount = 0;
  try {
    for await (const { number, cells } of records(text)) {
      const found = withoutEmptyEnd(cells);
      const wrong = judgeCells(found, number);
      if (wrong) return wrong;
      if (!header) {
        header = found.map((title) => title.trim());
        headerRow = number;
      } else if (++rowCount > SHEET_LIMITS.csvRows) {
        return refuse('sheet.tooManyRows', { maximum: SHEET_LIMITS.csvRows });
      }
    }
  } catch (error) {
    if (error instanceof SheetStoppedError) return error.refused;
    if (error instanceof CsvError) return refuse('sheet.quoteOpen', { row: rowOf(error) });
    throw error;
  }
  if (!header) return refuse('sheet.empty');
  return rowCount === 0 ? refuse('sheet.noRows') : accept({ header, headerRow, rowCount });
}

/** The row that the parser could not end. */
function rowOf(error: CsvError): number {
  const { records: filled, empty_lines: empty }: Record<string, unknown> = { ...error };
  return typeof filled === 'number' && typeof empty === 'number' ? filled + empty + 1 : 1;
}

async function* rowsAfter(headerRow: number, columns: number, text: Text): AsyncGenerator<SheetRow> {
  for await (const { number, cells } of records(text)) {
    if (number <= headerRow) continue;
    const found = withoutEmptyEnd(cells);
    while (found.length < columns) found.push('');
    yield { number, cells: found };
  }
}

/** Stops the reading of a text whose rows would fill the memory before any limit on rows is met. */
class SheetStoppedError extends Error {
  constructor(readonly refused: Refused<SpreadsheetRefusal>) {
    super(refused.reason);
  }
}

/**
 * The rows that are not empty, each with its number; at any moment only a few are in memory. Empty rows are dropped inside
 * the parser, so that millions of them cost next to nothing.
 */
async function* records(text: Text): AsyncGenerator<SheetRow> {
  let filled = 0;
  let blank = 0;
  const parser = parse({
    delimiter: text.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Bytes: no row within the limits is longer, and a quote that is never closed is found out here.
    max_record_size: 4 * SHEET_LIMITS.columns * SHEET_LIMITS.cellCharacters,
    on_record: (record: string[], { empty_lines }: { empty_lines: number }) => {
      filled += 1;
      const number = filled + empty_lines;
      const content = hasContent(record);
      if (!content && record.length === 1) blank += 1;
      if (number > LAST_ROW || blank > MOST_BLANK)
        throw new SheetStoppedError(refuse('sheet.tooManyRows', { maximum: SHEET_LIMITS.csvRows }));
      return content ? [String(number), ...record] : null;
    },
  });
  // An error comes out of the iteration below.
  pipeline(Readable.from(pieces(text)), parser, () => undefined);
  for await (const [number, ...cells] of parser as AsyncIterable<string[]>)
    yield { number: Number(number), cells: cells.map(restoreNeutralised) };
}

function* pieces({ bytes, encoding, skip, delimiter }: Text): Generator<string> {
  let left = skip;
  let delimiters = 0;
  for (const piece of decodeText(bytes, encoding)) {
    delimiters = countDelimiters(piece, delimiter, delimiters);
    if (left < piece.length) yield piece.slice(left);
    left = Math.max(0, left - piece.length);
  }
}

/**
 * The delimiters since the last line break, in quotes or not; `before` are those of the pieces before.
 * @throws SheetStoppedError for a line with more than any list has: the parser would make a cell of each
 */
function countDelimiters(piece: string, delimiter: string, before: number): number {
  const code = delimiter.charCodeAt(0);
  let count = before;
  for (let at = 0; at < piece.length; at += 1) {
    const unit = piece.charCodeAt(at);
    if (unit === code) {
      count += 1;
      if (count > MOST_DELIMITERS)
        throw new SheetStoppedError(refuse('sheet.tooManyColumns', { maximum: SHEET_LIMITS.columns }));
    } else if (unit === 10 || unit === 13) count = 0;
  }
  return count;
}

/** The delimiter of the first line with content: what a first line "sep=;" says, else the one it has most of. */
function readDelimiter(bytes: Uint8Array, encoding: SheetEncoding): Pick<Text, 'delimiter' | 'skip'> {
  const [start = ''] = decodeText(bytes, encoding);
  const told = /^sep=([;,\t])(?:\r\n|\n|\r)/i.exec(start);
  if (told) return { delimiter: told[1] as SheetDelimiter, skip: told[0].length };
  const counts = new Map<string, number>();
  let quoted = false;
  let content = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && /[\r\n]/.test(character)) {
      if (content) break;
      counts.clear();
    } else if (!quoted && /[;,\t]/.test(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
    else content ||= character.trim() !== '';
  }
  const most = ([';', '\t', ','] as const).reduce((best, one) =>
    (counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best,
  );
  return { delimiter: most, skip: 0 };
}
