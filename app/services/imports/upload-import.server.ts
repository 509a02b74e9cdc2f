import { and, eq, notInArray } from 'drizzle-orm';
import type { Sheet, SpreadsheetRefusal } from '#app/adapters/spreadsheet/port.ts';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { IMPORT_TABLE } from '#app/domain/registration/import/states.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { importBatch } from '#db/schema/import.ts';
import { school } from '#db/schema/organisation.ts';
import { withTx } from '#db/tx.ts';
import { loadImportSitting, mayImport } from './load-batch.server.ts';

export type UploadImport = {
  readonly sittingId: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};
export type UploadRefusal = 'import.schoolNotFound' | 'sitting.notFound' | WindowRefusal | SpreadsheetRefusal;

const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/**
 * Takes a school's list for a sitting: read once to its end, then kept. The same bytes for the same school and sitting
 * are the same batch (`again`), unless that one was cancelled. Who: `entry.school` over the school, or `entry.review` in
 * the whole organisation. A list that can't be read is refused by its `sheet.…` reason.
 */
export async function uploadImport(
  ctx: Ctx,
  command: UploadImport,
): Promise<Verdict<{ batchId: string; again: boolean }, UploadRefusal>> {
  const { sittingId, schoolId, bytes } = command;
  const [place] = await ctx.db.select().from(school).where(eq(school.id, schoolId));
  if (!place || !mayImport(ctx.actor, place)) return refuse('import.schoolNotFound');
  const found = await loadImportSitting(ctx.db, sittingId);
  if (!found.ok) return found;
  if (found.value.sitting.organisationId !== place.organisationId) return refuse('sitting.notFound');
  const window = takesEntries(found.value.sitting, ctx.clock());
  if (!window.ok) return window;
  const fileName = plainFileName(command.fileName);
  const sheet = await ctx.adapters.spreadsheets.open(bytes, fileName);
  if (!sheet.ok) return sheet;
  const digest = sha256Hex(bytes);
  const { format } = sheet.value;
  const fileKey = `imports/${sittingId}/${schoolId}/${digest}.${format}`;
  await ctx.adapters.storage.put(fileKey, bytes, TYPES[format]);
  const facts = { organisationId: place.organisationId, sittingId, schoolId, fileName, fileKey, digest };
  return accept(await keepBatch(ctx, facts, sheet.value));
}

type Facts = Pick<
  typeof importBatch.$inferInsert,
  'organisationId' | 'sittingId' | 'schoolId' | 'fileName' | 'fileKey' | 'digest'
>;

async function keepBatch(
  ctx: Ctx,
  facts: Facts,
  { format, header, rowCount }: Sheet,
): Promise<{ batchId: string; again: boolean }> {
  const { sittingId, schoolId, digest, organisationId } = facts;
  const lock = [`import-upload:${sittingId}:${schoolId}`];
  return withTx(ctx, 'uploadImport', { lock }, async (tx) => {
    const [known] = await tx.db
      .select({ id: importBatch.id })
      .from(importBatch)
      .where(
        and(
          eq(importBatch.sittingId, sittingId),
          eq(importBatch.schoolId, schoolId),
          eq(importBatch.digest, digest),
          notInArray(importBatch.state, ['cancelled', 'failed']),
        ),
      );
    if (known) return { batchId: known.id, again: true };
    const [row] = await tx.db
      .insert(importBatch)
      .values({
        ...facts,
        createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        format,
        header: [...header],
        state: IMPORT_TABLE.initial,
        totalRows: rowCount,
        createdAt: tx.now,
        updatedAt: tx.now,
      })
      .returning({ id: importBatch.id });
    if (!row) throw new Error('the batch was not written');
    tx.audit({
      organisationId,
      action: 'import.upload',
      subject: { type: 'import', id: row.id },
      detail: { sittingId, schoolId, digest, rows: rowCount },
    });
    return { batchId: row.id, again: false };
  });
}

const LONGEST_NAME = 120;

/** A file's name without its folders and what cannot be shown. */
function plainFileName(typed: string): string {
  const name = (typed.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  const shown = [...name.trim()];
  return shown.length > LONGEST_NAME ? shown.slice(-LONGEST_NAME).join('') : shown.join('') || 'liste';
}
