import { z } from 'zod';
import {
  IMPORT_FIELDS,
  type ImportField,
  type Mapping,
  requiredFields,
} from '#app/domain/registration/import/columns.ts';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { type FormProblem, formError, type ParsedForm, parseForm, reasonMessage } from '#app/http/forms.ts';
import type { ImportPage } from '#app/queries/imports/load-import.server.ts';

export const columnField = (field: ImportField) => `column-${field}`;

const column = z
  .number()
  .int()
  .min(0)
  .max(SHEET_LIMITS.columns - 1)
  .optional();

const mappingForm = z.object({
  nationality: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  ...Object.fromEntries(IMPORT_FIELDS.map((field) => [columnField(field), column])),
});

export type ReadMapping = { readonly columns: Mapping; readonly nationality: string | null };

/** What the page of columns posts: one field each, empty for no column. */
export function readMapping(formData: FormData): ParsedForm<ReadMapping> {
  const form = parseForm(mappingForm, formData);
  if (!form.ok) return form;
  const chosen: Readonly<Record<string, unknown>> = form.value;
  const columns: Mapping = {};
  for (const field of IMPORT_FIELDS) {
    const at = chosen[columnField(field)];
    if (typeof at === 'number') columns[field] = at;
  }
  return { ok: true, value: { columns, nationality: form.value.nationality ?? null } };
}

/** Why a mapping is refused, beside every field it is about. */
export function mappingProblem(
  formData: FormData,
  refused: Parameters<typeof reasonMessage>[0],
  { regulation, batch }: Pick<ImportPage, 'regulation' | 'batch'>,
  { columns, nationality }: ReadMapping,
): FormProblem {
  const concerned = IMPORT_FIELDS.filter((field) => {
    const at = columns[field];
    if (refused.reason === 'sheet.columnMissing')
      return at === undefined && requiredFields(regulation, nationality).includes(field);
    if (at === undefined) return false;
    if (refused.reason === 'sheet.columnUnknown') return at >= batch.header.length;
    return IMPORT_FIELDS.some((other) => other !== field && columns[other] === at);
  });
  const told = refused.reason.startsWith('sheet.') ? concerned.map(columnField) : [''];
  const text = reasonMessage(refused);
  return formError(formData, Object.fromEntries((told.length > 0 ? told : ['']).map((name) => [name, text])));
}
