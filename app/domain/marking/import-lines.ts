import { parseCode } from '../anonymity/code.ts';
import type { PaperMarking } from './paper-marking.ts';
import { type CellFault, columnsOf, type KeyedMark, readKeyedRow } from './read-mark.ts';

/** One line of a file of marks, as the model has it: rank, code, a cell a mark, and the code again. */
export type ImportLine = {
  /** As in the margin of the person's spreadsheet. */
  readonly row: number;
  readonly position: string;
  readonly code: string;
  readonly cells: readonly string[];
  readonly control: string;
};

/** A script of the bundle that this person may key. */
export type ListedScript = { readonly code: string; readonly position: number };

export type LineRefusal =
  | 'markImport.codeUnreadable'
  | 'markImport.codeCheckFailed'
  | 'markImport.notInBundle'
  | 'markImport.codeTwice'
  | 'markImport.outOfStep'
  | 'markImport.markMissing'
  | CellFault['reason'];
export type LineFault = {
  readonly row: number;
  /** Of a mark's cell; -1 for the line's code. */
  readonly column: number;
  readonly reason: LineRefusal;
  readonly detail?: Readonly<Record<string, string | number>>;
};
export type ImportedMark = { readonly code: string; readonly mark: KeyedMark };
export type ReadImport = {
  readonly faults: readonly LineFault[];
  /** Scripts of the bundle of which the file says nothing. */
  readonly missing: readonly string[];
  /** In the file's order; whole only without faults. */
  readonly marks: readonly ImportedMark[];
};

/** The columns of a model beside those of the marks. */
export const MODEL_EDGE = { before: 2, after: 1 } as const;

/** A row of a sheet as a line of marks; cells that the row lacks are empty. */
export function lineOf(row: number, cells: readonly string[], { components }: PaperMarking): ImportLine {
  const marks = components?.length ?? 1;
  const at = (i: number) => (cells[i] ?? '').trim();
  return {
    row,
    position: at(0),
    code: at(1),
    cells: Array.from({ length: marks }, (_, i) => at(MODEL_EDGE.before + i)),
    control: at(MODEL_EDGE.before + marks),
  };
}

/**
 * Reads every line of a file against the bundle. A line is only taken when its code stands at both its ends and beside its
 * own rank, so that a column of codes moved by any number of rows is refused (Île-de-France, 2009); every script has one
 * line, with its mark, so that a column of marks moved and left open at an end is refused too. What turns round whole is
 * seen by `chooseWitnesses`.
 */
export function readImport(
  lines: readonly ImportLine[],
  scripts: readonly ListedScript[],
  marking: PaperMarking,
): ReadImport {
  const listed = new Map(scripts.map(({ code, position }) => [code, position]));
  const first = new Map<string, number>();
  const named = new Set<string>();
  const marks: ImportedMark[] = [];
  const faults = lines.flatMap((line): LineFault[] => {
    const said = parseCode(line.code);
    if (said.ok) named.add(said.value);
    const code = codeOf(line, listed);
    if (!code.ok) return [{ row: line.row, column: -1, reason: code.reason }];
    const earlier = first.get(code.value);
    if (earlier !== undefined)
      return [{ row: line.row, column: -1, reason: 'markImport.codeTwice', detail: { row: earlier } }];
    first.set(code.value, line.row);
    const read = readKeyedRow(line.cells, marking);
    if (!read.ok) return read.faults.map((fault) => ({ ...fault, row: line.row }));
    if (!read.value || read.value.value.state === 'awaited') return [missingMark(line, marking)];
    marks.push({ code: code.value, mark: read.value });
    return [];
  });
  return { faults, missing: [...listed.keys()].filter((code) => !named.has(code)), marks };
}

function codeOf({ code, control, position }: ImportLine, listed: ReadonlyMap<string, number>) {
  const refused = (reason: LineRefusal) => ({ ok: false, reason }) as const;
  const read = parseCode(code);
  if (!read.ok)
    return refused(
      read.reason === 'code.malformed' ? 'markImport.codeUnreadable' : 'markImport.codeCheckFailed',
    );
  const again = parseCode(control);
  if (!again.ok || again.value !== read.value) return refused('markImport.outOfStep');
  const rank = listed.get(read.value);
  if (rank === undefined) return refused('markImport.notInBundle');
  if (!/^\d{1,6}$/.test(position) || Number(position) !== rank) return refused('markImport.outOfStep');
  return read;
}

function missingMark({ row, cells }: ImportLine, marking: PaperMarking): LineFault {
  const column = columnsOf(marking).findIndex((_, i) => (cells[i] ?? '') === '');
  return { row, column, reason: 'markImport.markMissing' };
}
