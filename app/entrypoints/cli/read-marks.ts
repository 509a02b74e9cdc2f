import { CsvError, parse } from 'csv-parse/sync';
import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { checkSnapshot, type Snapshot } from '#app/domain/regulation/snapshot.ts';
import { type MarkValue, parseMark } from '#app/domain/shared/mark.ts';

/** How a state is written in a marks file; an empty cell is a mark not given. */
const STATE_TOKENS: Readonly<Record<string, Exclude<MarkValue, { state: 'mark' }>>> = {
  ABS: { state: 'absent' },
  EXC: { state: 'excused' },
  DISP: { state: 'exempt' },
  FRAUD: { state: 'fraud' },
  ATT: { state: 'awaited' },
};
const FIT_TOKENS: Readonly<Record<string, boolean>> = {
  '': true,
  '1': true,
  yes: true,
  oui: true,
  apte: true,
  '0': false,
  no: false,
  non: false,
  inapte: false,
};

export type MarksRow = { readonly id: string; readonly snapshot: Snapshot };
export type Unreadable = { readonly line: number; readonly reason: string };
export type MarksFile = { readonly rows: readonly MarksRow[]; readonly unreadable: readonly Unreadable[] };

/** A row as csv-parse gives it, with the line it starts on. */
type Row = { readonly cells: readonly string[]; readonly line: number };

/** Reads a marks file: `id,series,<paper code>…` and optionally `fit`; commas or semicolons, UTF-8. */
export function readMarks(text: string, regulation: PreparedRegulation): MarksFile {
  const found = readRecords(text);
  if ('reason' in found) return { rows: [], unreadable: [found] };
  const [header, ...records] = found.records;
  if (!header) return { rows: [], unreadable: [{ line: 1, reason: 'the file is empty' }] };
  const columns = header.cells.map((cell) => cell.trim());
  const unreadable: Unreadable[] = checkHeader(columns, regulation).map((reason) => ({
    line: header.line,
    reason,
  }));
  if (unreadable.length > 0) return { rows: [], unreadable };
  const rows: MarksRow[] = [];
  const lines = new Map<string, number>();
  for (const record of records) {
    const { row, problems } = readRow(record, columns, regulation);
    const before = lines.get(row.id);
    if (before !== undefined) problems.push(`id ${row.id} is already on line ${before}`);
    lines.set(row.id, record.line);
    for (const reason of problems) unreadable.push({ line: record.line, reason });
    rows.push(row);
  }
  return { rows, unreadable };
}

/** Quotes that don't close, and the like, stop the reading where they are. */
function readRecords(text: string): { readonly records: readonly Row[] } | Unreadable {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = first.includes(';') && !first.includes(',') ? ';' : ',';
  const options = { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true };
  try {
    const records = parse(text, options) as unknown;
    return { records: Array.isArray(records) ? records.map(recordOf) : [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line: Number(error.lines ?? 1), reason: error.message };
  }
}

function recordOf(parsed: { record: string[]; info: { lines: number } }): Row {
  const inside = parsed.record.join('').split('\n').length - 1;
  return { cells: parsed.record, line: parsed.info.lines - inside };
}

function checkHeader(columns: readonly string[], { source }: PreparedRegulation): readonly string[] {
  const missing = ['id', 'series'].filter((column) => !columns.includes(column));
  const known = new Set(['id', 'series', 'fit', ...Object.keys(source.papers)]);
  return [
    ...missing.map((column) => `column ${column} is missing`),
    ...columns
      .filter((column) => !known.has(column))
      .map((column) => `column "${column}" is not a paper of the regulation`),
    ...columns
      .filter((column, i) => columns.indexOf(column) !== i)
      .map((column) => `column ${column} is there twice`),
  ];
}

function readRow({ cells }: Row, columns: readonly string[], { source }: PreparedRegulation) {
  const problems: string[] = [];
  const marks: Record<string, MarkValue> = {};
  let [id, series, fit] = ['', '', true];
  if (cells.length !== columns.length) problems.push(`${cells.length} fields instead of ${columns.length}`);
  columns.forEach((column, i) => {
    const cell = (cells[i] ?? '').trim();
    if (column === 'id') id = cell;
    else if (column === 'series') series = cell;
    else if (column === 'fit') {
      const known = FIT_TOKENS[cell.toLowerCase()];
      if (known === undefined) problems.push(`fit: "${cell}" is neither yes nor no`);
      fit = known ?? true;
    } else if (cell !== '') {
      const maximum = source.papers[column]?.maximum ?? source.scale.maximum;
      const value = parseMark(cell, Math.round(Number(maximum) * 100));
      const read: MarkValue | undefined =
        value === undefined ? STATE_TOKENS[cell.toUpperCase()] : { state: 'mark', value };
      if (read) marks[column] = read;
      else problems.push(`${column}: "${cell}" is neither a mark from 0 to ${maximum} nor a state`);
    }
  });
  if (id === '') problems.push('the id is empty');
  const snapshot: Snapshot = { series, fit, marks };
  for (const { place, reason } of checkSnapshot(snapshot, source))
    problems.push(`${place}: ${sayReason(reason)}`);
  return { row: { id, snapshot }, problems };
}

function sayReason(reason: string): string {
  switch (reason) {
    case 'snapshot.seriesUnknown':
      return 'no such series in the regulation';
    case 'snapshot.paperUnknown':
      return 'not a paper of this series';
    case 'snapshot.tooManyChosen':
      return 'more second-group papers than may be chosen';
    default:
      return 'a mark off the scale';
  }
}
