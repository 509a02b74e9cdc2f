import { CsvError, parse } from 'csv-parse/sync';

/** No record of marks comes near it: what is longer is refused, and is never held in memory whole. */
export const LONGEST_RECORD = 64 * 1024;

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const NOTHING = Buffer.alloc(0);

/** One record, valid until the next one: places in the bytes, or the cells themselves where the record holds quotes. */
export type MarksRecord = {
  /** The line it starts on. */
  line: number;
  /** How many cells it has, even where not all are kept. */
  count: number;
  bytes: Buffer;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  cells: readonly string[] | undefined;
};

export type RecordReader = {
  /** Takes the next bytes, UTF-8, cut anywhere. Returns false when nothing more is worth reading. */
  push(chunk: Buffer): boolean;
  /** No more bytes come. */
  end(): void;
};

type Reading = {
  readonly record: MarksRecord;
  readonly take: (record: MarksRecord) => void;
  readonly refuse: (line: number, reason: string) => void;
  readonly mostCells: number;
  line: number;
  /** The byte between cells; 0 until the first line is read. */
  delimiter: number;
  rest: Buffer;
  /** In a line too long, already refused. */
  skipping: boolean;
  /** A record whose quotes are still open, and the line it began on. */
  open: { readonly line: number; readonly lines: Buffer[]; size: number } | undefined;
  stopped: boolean;
};

/**
 * Cuts CSV into records as its bytes come: commas or semicolons, as the first line says. Lines without quotes are cut
 * where they stand; those with quotes go through csv-parse. Empty lines are passed over. Of each record as many cells
 * are kept as `mostCells`.
 */
export function readRecords(
  take: (record: MarksRecord) => void,
  refuse: (line: number, reason: string) => void,
  mostCells = 2_000,
): RecordReader {
  const places = () => new Int32Array(mostCells);
  const reading: Reading = {
    record: { line: 0, count: 0, bytes: NOTHING, starts: places(), ends: places(), cells: undefined },
    ...{ take, refuse, mostCells, line: 0, delimiter: 0, rest: NOTHING },
    ...{ skipping: false, open: undefined, stopped: false },
  };
  return {
    push(chunk) {
      readChunk(reading, chunk);
      return !reading.stopped;
    },
    end() {
      const { rest } = reading;
      reading.rest = NOTHING;
      if (rest.length > 0 && !reading.stopped) readLine(reading, rest, 0, rest.length);
      if (reading.open) neverClosed(reading, reading.open.line);
    },
  };
}

function readChunk(reading: Reading, chunk: Buffer): void {
  const bytes = reading.rest.length === 0 ? chunk : Buffer.concat([reading.rest, chunk]);
  let at = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0 && !reading.stopped; end = bytes.indexOf(NEWLINE, at)) {
    readLine(reading, bytes, at, end);
    at = end + 1;
  }
  reading.rest = bytes.subarray(at);
  if (reading.rest.length <= LONGEST_RECORD) return;
  if (!reading.skipping) tooLong(reading, reading.line + 1);
  reading.skipping = true;
  reading.rest = NOTHING;
}

const tooLong = (reading: Reading, line: number) =>
  reading.refuse(line, `longer than ${LONGEST_RECORD} bytes`);

function readLine(reading: Reading, bytes: Buffer, start: number, newline: number): void {
  reading.line += 1;
  const end = newline > start && bytes[newline - 1] === RETURN ? newline - 1 : newline;
  if (reading.skipping) reading.skipping = false;
  else if (reading.open) continueQuoted(reading, bytes.subarray(start, end));
  else if (end - start > LONGEST_RECORD) tooLong(reading, reading.line);
  else if (end > start) {
    if (reading.delimiter === 0) reading.delimiter = delimiterOf(bytes, start, end);
    if (!cutLine(reading, bytes, start, end)) readQuoted(reading, reading.line, bytes.subarray(start, end));
  }
}

function delimiterOf(bytes: Buffer, start: number, end: number): number {
  const [comma, semicolon] = [44, 59];
  const first = bytes.subarray(start, end);
  return first.includes(semicolon) && !first.includes(comma) ? semicolon : comma;
}

/** Cuts a line where it stands and hands it on. False, and nothing done, when it holds a quote. */
function cutLine(reading: Reading, bytes: Buffer, start: number, end: number): boolean {
  const { record, delimiter, mostCells } = reading;
  const { starts, ends } = record;
  let count = 0;
  let from = start;
  for (let at = start; at <= end; at += 1) {
    const byte = at === end ? delimiter : bytes[at];
    if (byte === QUOTE) return false;
    if (byte !== delimiter) continue;
    if (count < mostCells) {
      starts[count] = from;
      ends[count] = at;
    }
    count += 1;
    from = at + 1;
  }
  record.line = reading.line;
  record.count = count;
  record.bytes = bytes;
  record.cells = undefined;
  reading.take(record);
  return true;
}

function readQuoted(reading: Reading, line: number, bytes: Buffer): void {
  const { record } = reading;
  const text = decoded(bytes);
  const found = text === undefined ? undefined : parseOne(text, String.fromCharCode(reading.delimiter));
  if (found === undefined) reading.refuse(line, NOT_TEXT);
  else if ('cells' in found) {
    record.line = line;
    record.count = found.cells.length;
    record.cells = found.cells;
    reading.take(record);
  } else if (found.code === 'CSV_QUOTE_NOT_CLOSED') {
    reading.open = { line, lines: [Buffer.from(bytes)], size: bytes.length };
  } else reading.refuse(line, 'a quote opens or closes in the middle of a cell');
}

/** Quotes go two by two: a record goes on to the next line that holds an odd number of them. */
function continueQuoted(reading: Reading, bytes: Buffer): void {
  const { open } = reading;
  if (!open) return;
  open.lines.push(Buffer.from('\n'), Buffer.from(bytes));
  open.size += bytes.length + 1;
  if (open.size > LONGEST_RECORD) {
    neverClosed(reading, open.line);
    reading.stopped = true;
  } else if (countQuotes(bytes) % 2 === 1) {
    reading.open = undefined;
    readQuoted(reading, open.line, Buffer.concat(open.lines));
  }
}

function neverClosed(reading: Reading, line: number): void {
  reading.open = undefined;
  reading.refuse(line, 'a quote opened here is never closed; what follows was not read');
}

function countQuotes(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) count += 1;
  return count;
}

function parseOne(
  text: string,
  delimiter: string,
): { readonly cells: readonly string[] } | { readonly code: string } {
  try {
    const options = { delimiter, record_delimiter: '\n', relax_column_count: true };
    const [cells, ...more] = parse(text, options);
    return cells && more.length === 0 ? { cells } : { code: 'CSV_INVALID_CLOSING_QUOTE' };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { code: error.code };
  }
}

export const NOT_TEXT = 'not UTF-8: say how the file is written with --encoding';
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Buffer): string | undefined {
  for (const byte of bytes) if (byte > 127) return decodedUtf8(bytes);
  return bytes.toString('latin1');
}

function decodedUtf8(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The cell as text without the blanks around it; `undefined` when it is not UTF-8. */
export function cellText(record: MarksRecord, index: number): string | undefined {
  if (index >= record.count) return '';
  if (record.cells) return record.cells[index]?.trim() ?? '';
  return decoded(record.bytes.subarray(record.starts[index], record.ends[index]))?.trim();
}

/**
 * The hundredths of a cell that holds nothing but "13", "13.5" or "13,47": the same as `parseMark` gives, without a text
 * being made. -1 for everything else, which is then read as text.
 */
export function plainMark(record: MarksRecord, index: number): number {
  if (record.cells || index >= record.count) return -1;
  const { bytes } = record;
  const end = record.ends[index] ?? 0;
  let value = 0;
  let digits = 0;
  let decimals = -1;
  for (let at = record.starts[index] ?? 0; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      if (decimals < 0) digits += 1;
      else decimals += 1;
    } else if ((byte === 46 || byte === 44) && decimals < 0) decimals = 0;
    else return -1;
  }
  if (digits < 1 || digits > 4 || decimals === 0 || decimals > 2) return -1;
  return decimals < 0 ? value * 100 : decimals === 1 ? value * 10 : value;
}
