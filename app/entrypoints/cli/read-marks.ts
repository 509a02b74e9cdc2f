import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import { EncodingError, readAsUtf8 } from './read-marks-bytes.ts';
import { readColumns } from './read-marks-columns.ts';
import { cellText, type MarksRecord, readRecords } from './read-marks-records.ts';
import { rowReader } from './read-marks-row.ts';
import type { Tokens } from './read-marks-tokens.ts';

export type MarksFile = { readonly path: string; readonly encoding: string; readonly tokens: Tokens };
/** `row` is told of rows in their order until the first problem, `problem` of every one found. */
export type MarksListener = {
  row(id: string, snapshot: Snapshot): void;
  problem(line: number, reason: string): void;
};

/**
 * Reads a file of marks as it streams by: `id,series,<paper code>…`. Only the ids are kept, with their lines, so that
 * one that comes back is found however far it is.
 * @throws UsageError when the file can't be read
 */
export async function readMarks(
  file: MarksFile,
  regulation: PreparedRegulation,
  listener: MarksListener,
): Promise<void> {
  let last = 0;
  const take = recordTaker(file.tokens, regulation, listener);
  const reader = readRecords(
    (record) => {
      last = record.line;
      take(record);
    },
    (line, reason) => listener.problem(line, reason),
  );
  try {
    for await (const bytes of readAsUtf8(file.path, file.encoding)) if (!reader.push(bytes)) return;
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return listener.problem(last + 1, `${error.message}, here or further on`);
  }
  reader.end();
  if (last === 0) listener.problem(1, 'the file is empty');
}

function recordTaker(
  tokens: Tokens,
  regulation: PreparedRegulation,
  listener: MarksListener,
): (record: MarksRecord) => void {
  const lines = new Map<string, number>();
  let good = true;
  let read: ReturnType<typeof rowReader> | undefined;
  let headerWrong = false;
  const refuse = (line: number, reason: string) => {
    good = false;
    listener.problem(line, reason);
  };
  return (record) => {
    if (headerWrong) return;
    if (!read) {
      const names = Array.from({ length: record.count }, (_, i) => cellText(record, i) ?? '\ufffd');
      const { columns, reasons } = readColumns(names, regulation);
      for (const reason of reasons) refuse(record.line, reason);
      headerWrong = reasons.length > 0;
      read = rowReader(columns, tokens, regulation);
      return;
    }
    const { id, snapshot, problems } = read(record);
    const before = id === '' ? undefined : lines.get(id);
    if (id !== '' && before === undefined) lines.set(id, record.line);
    for (const reason of problems) refuse(record.line, reason);
    if (before !== undefined) refuse(record.line, `id ${id} is already on line ${before}`);
    if (good && snapshot) listener.row(id, snapshot);
  };
}
