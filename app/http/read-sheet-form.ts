import { cellNames } from '#app/components/marking/mark-cell-name.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { type KeyedMark, readKeyedRow } from '#app/domain/marking/read-mark.ts';
import { type FormProblem, formError, reasonMessage } from './forms.ts';

export type SheetRow = {
  readonly scriptCode: string;
  readonly value: KeyedMark['value'];
  readonly parts: KeyedMark['parts'];
  readonly seen?: number | undefined;
};
export type ReadSheet = { readonly ok: true; readonly marks: readonly SheetRow[] } | FormProblem;

const SEEN = /^([A-Z0-9]{8}):(\d{1,6})$/;

/**
 * Every row of a sheet that says something; all that is wrong is told at once, each beside its cell. Read field by field: a
 * bundle has more of them than other forms may.
 */
export function readSheetForm(
  rows: readonly { readonly code: string }[],
  marking: PaperMarking,
  formData: FormData,
): ReadSheet {
  const text = (name: string) => {
    const value = formData.get(name);
    return typeof value === 'string' ? value : '';
  };
  const seen = formData.has('seen') ? readSeen(text('seen')) : undefined;
  const errors: Record<string, string> = {};
  const marks: SheetRow[] = [];
  for (const { code } of rows) {
    const names = cellNames(code, marking);
    const read = readKeyedRow(names.map(text), marking);
    if (!read.ok) for (const fault of read.faults) errors[names[fault.column] ?? ''] = reasonMessage(fault);
    else if (read.value)
      marks.push({ scriptCode: code, ...read.value, ...(seen ? { seen: seen.get(code) ?? 0 } : {}) });
  }
  return Object.keys(errors).length > 0 ? sheetProblem(rows, marking, formData, errors) : { ok: true, marks };
}

function readSeen(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split(' ').flatMap((one): [string, number][] => {
      const found = SEEN.exec(one);
      return found ? [[found[1] ?? '', Number(found[2])]] : [];
    }),
  );
}

/** The sheet to be shown again with what was typed, cell by cell. */
export function sheetProblem(
  rows: readonly { readonly code: string }[],
  marking: PaperMarking,
  formData: FormData,
  errors: Readonly<Record<string, string>>,
): FormProblem {
  const few = new FormData();
  const reason = formData.get('reason');
  if (typeof reason === 'string') few.set('reason', reason);
  const values: Record<string, string> = {};
  for (const { code } of rows)
    for (const name of cellNames(code, marking)) {
      const value = formData.get(name);
      if (typeof value === 'string') values[name] = value.replaceAll('\0', '');
    }
  const problem = formError(few, errors);
  return { ...problem, values: { ...problem.values, ...values } };
}
