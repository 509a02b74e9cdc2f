import { type PastedSheet, type PasteRefusal, readPaste } from '#app/domain/registration/import/paste.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { type UploadRefusal, uploadImport } from './upload-import.server.ts';

export type PasteImport = {
  readonly sittingId: string;
  readonly schoolId: string;
  /** As a spreadsheet copies it: cells between tabs, rows on lines, titles first. */
  readonly text: string;
  /** How the list is called, since there is no file. */
  readonly fileName: string;
};

/** What was pasted becomes a CSV, and a batch like any other. Row numbers are those of what was pasted. */
export async function pasteImport(
  ctx: Ctx,
  { sittingId, schoolId, text, fileName }: PasteImport,
): Promise<Verdict<{ batchId: string; again: boolean }, PasteRefusal | UploadRefusal>> {
  const pasted = readPaste(text);
  if (!pasted.ok) return pasted;
  const pieces: Uint8Array[] = [];
  for await (const piece of ctx.adapters.spreadsheets.write(
    'csv',
    pasted.value.header,
    numberedRows(pasted.value),
  ))
    pieces.push(piece);
  return uploadImport(ctx, { sittingId, schoolId, fileName, bytes: Buffer.concat(pieces) });
}

/** The rows with the empty ones between them. */
function* numberedRows({ rows }: PastedSheet): Generator<readonly string[]> {
  let next = 2;
  for (const { number, cells } of rows) {
    for (; next < number; next += 1) yield [''];
    yield cells;
    next = number + 1;
  }
}
