import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { restoreNeutralised } from '#app/domain/shared/spreadsheet-cell.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { decodeText, detectEncoding } from './decode-text.server.ts';
import type { Sheet, SheetDelimiter, SheetEncoding, SheetRow, SpreadsheetRefusal } from './port.ts';
import { hasContent, judgeCells, withoutEmptyEnd } from './sheet-cells.ts';

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
    if (error instanceof CsvError) return refuse('sheet.quoteOpen', { row: rowOf(error) });
    throw error;
  }
  if (!header) return refuse('sheet.empty');
  return rowCount === 0 ? refuse('sheet.noRows') : accept({ header, headerRow, rowCount });
}

/** The row that the parser could not end. */
function rowOf(error: CsvError): number {
  const before: unknown = error.records;
  return typeof before === 'number' ? before + 1 : 1;
}

async function* rowsAfter(headerRow: number, columns: number, text: Text): AsyncGenerator<SheetRow> {
  for await (const { number, cells } of records(text)) {
    if (number <= headerRow) continue;
    const found = withoutEmptyEnd(cells);
    while (found.length < columns) found.push('');
    yield { number, cells: found };
  }
}

/** The rows that are not empty, each with its number; at any moment only a few are in memory. */
async function* records(text: Text): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter: text.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    // Bytes: no row within the limits is longer, and a quote that is never closed is found out here.
    max_record_size: 4 * SHEET_LIMITS.columns * SHEET_LIMITS.cellCharacters,
  });
  // An error comes out of the iteration below.
  pipeline(Readable.from(pieces(text)), parser, () => undefined);
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    number += 1;
    if (hasContent(record)) yield { number, cells: record.map(restoreNeutralised) };
  }
}

function* pieces({ bytes, encoding, skip }: Text): Generator<string> {
  let left = skip;
  for (const piece of decodeText(bytes, encoding)) {
    if (left < piece.length) yield piece.slice(left);
    left = Math.max(0, left - piece.length);
  }
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
