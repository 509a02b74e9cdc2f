import {
  type ImportedMark,
  type ImportLine,
  type LineFault,
  readImport,
} from '#app/domain/marking/import-lines.ts';
import { findShift } from '#app/domain/marking/import-shift.ts';
import { chooseWitnesses } from '#app/domain/marking/import-witnesses.ts';
import { isSameMark } from '#app/domain/marking/judge-entry.ts';
import { cellsOf, readKeyedRow } from '#app/domain/marking/read-mark.ts';
import { markOfRow } from '#app/domain/marking/resolve-scripts.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import { type EnterMarksRefusal, judgeAll, type MarksEntered } from './enter-marks.server.ts';
import { appendMarks, type Keying, loadKeying } from './key-marks.server.ts';

export type ImportMarks = {
  readonly bundleId: string;
  readonly lines: readonly ImportLine[];
};
export type ImportPreview = {
  readonly faults: readonly LineFault[];
  /** Scripts of which the file says nothing. */
  readonly missing: readonly string[];
  readonly marks: readonly ImportedMark[];
  /** Codes of the scripts whose marks are to be read once more. */
  readonly witnesses: readonly string[];
  /** How many marks keyed before would change: they need a reason. */
  readonly changes: number;
};
export type PreviewRefusal = 'bundle.notFound' | 'bundle.closed' | 'markImport.shifted';

/**
 * What a file of marks would do to the pass of the bundle that is the actor's: nothing is written. `markImport.shifted`
 * (with the number of rows) for one that is out of step with the other pass.
 */
export async function previewMarks(
  ctx: Ctx,
  command: ImportMarks,
): Promise<Verdict<ImportPreview, PreviewRefusal>> {
  return withTx(ctx, 'previewMarks', { lock: [`bundle:${command.bundleId}`] }, async (tx) => {
    const keying = await loadKeying(ctx, tx, command.bundleId);
    return keying.ok ? preview(keying.value, command.lines) : keying;
  });
}

export type ConfirmImport = ImportMarks & {
  /** What the marker read once more on the witnesses' scripts: cells as typed, by code. */
  readonly readAgain: Readonly<Record<string, readonly string[]>>;
  readonly reason?: string | undefined;
};
export type ConfirmRefusal =
  | EnterMarksRefusal
  | PreviewRefusal
  | 'markImport.refused'
  | 'markImport.witnessDiffers';

/**
 * Writes the marks of a file, all or none, once the scripts read again say the same: judged anew as when it was shown.
 * `markImport.refused` when a line or a script is wrong, `markImport.witnessDiffers` (with the script) when a mark read
 * again is not the file's.
 */
export async function importMarks(
  ctx: Ctx,
  command: ConfirmImport,
): Promise<Verdict<MarksEntered, ConfirmRefusal>> {
  return withTx(ctx, 'importMarks', { lock: [`bundle:${command.bundleId}`] }, async (tx) => {
    const keying = await loadKeying(ctx, tx, command.bundleId);
    if (!keying.ok) return keying;
    const shown = preview(keying.value, command.lines);
    if (!shown.ok) return shown;
    const { faults, missing, marks } = shown.value;
    if (faults.length > 0 || missing.length > 0) return refuse('markImport.refused');
    const differs = firstDiffering(keying.value, shown.value, command.readAgain);
    if (differs !== undefined) return refuse('markImport.witnessDiffers', { script: differs });
    const entered = marks.map(({ code, mark }) => ({ scriptCode: code, ...mark }));
    const judged = judgeAll(keying.value, { marks: entered, reason: command.reason }, tx.now);
    if (!judged.ok) return judged;
    await appendMarks(tx, keying.value, judged.value.append, 'file');
    return accept({ entered: judged.value.append.length, unchanged: judged.value.unchanged });
  });
}

function preview(keying: Keying, lines: readonly ImportLine[]): Verdict<ImportPreview, 'markImport.shifted'> {
  const { marking, scripts, soFar } = keying;
  const read = readImport(lines, scripts, marking);
  const marks = new Map(read.marks.map(({ code, mark }) => [code, cellsOf(mark, marking)]));
  const mine = scripts.map(({ code }) => marks.get(code)?.join(' ') ?? '');
  for (const other of otherPasses(keying)) {
    const rows = findShift(mine, other);
    if (rows !== null) return refuse('markImport.shifted', { rows: Math.abs(rows) });
  }
  const cells = scripts.map(({ code }) => marks.get(code) ?? []);
  const changes = read.marks.filter(({ code, mark }) => {
    const last = soFar.get(code)?.last;
    return last && !isSameMark(last, mark);
  });
  const witnesses = chooseWitnesses(cells).flatMap((i) => scripts[i]?.code ?? []);
  return accept({ ...read, witnesses, changes: changes.length });
}

/** What each other pass says of the scripts, in the bundle's order. */
function otherPasses({ others, scripts, marking }: Keying): (string | null)[][] {
  return [1, 2].map((pass) => {
    const said = new Map(
      others
        .filter((row) => row.pass === pass)
        .map((row) => [
          row.scriptCode,
          cellsOf({ value: markOfRow(row), parts: row.parts }, marking).join(' '),
        ]),
    );
    return scripts.map(({ code }) => said.get(code) ?? null);
  });
}

function firstDiffering(
  { marking }: Keying,
  { witnesses, marks }: ImportPreview,
  readAgain: ConfirmImport['readAgain'],
): string | undefined {
  const inFile = new Map(marks.map(({ code, mark }) => [code, mark]));
  return witnesses.find((code) => {
    const again = readKeyedRow(Object.hasOwn(readAgain, code) ? (readAgain[code] ?? []) : [], marking);
    const mark = inFile.get(code);
    return !again.ok || !again.value || !mark || !isSameMark(again.value, mark);
  });
}
