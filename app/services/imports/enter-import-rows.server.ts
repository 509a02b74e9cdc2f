import { and, asc, eq, sql } from 'drizzle-orm';
import { takesEntries } from '#app/domain/registration/eligibility.ts';
import { type EntryRules, entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import type { ImportDraft } from '#app/domain/registration/import/read-row.ts';
import { IMPORT_TABLE } from '#app/domain/registration/import/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import type { Ctx } from '#app/services/context.ts';
import { importBatch, importRow } from '#db/schema/import.ts';
import { school } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { batchLock } from './load-batch.server.ts';
import { type RowToEnter, writeEntries } from './write-entries.server.ts';

/** Rows that become entries in one transaction. */
const AT_ONCE = 500;
/** What a job may be given at most. */
const SEARCHED_AT_ONCE = 10_000;

type Batch = typeof importBatch.$inferSelect;

/**
 * Makes a draft entry of each good row, some hundreds at a time, in the state they are committed in: killed and run again
 * it goes on with the rows that are left, and no row is entered twice. When the sitting stops taking entries meanwhile, the
 * rows left stay good and the batch says why (`failure`). Returns how many entries this run made.
 */
export async function enterImportRows(
  ctx: Ctx,
  { batchId }: { readonly batchId: string },
): Promise<{ entered: number }> {
  let entered = 0;
  for (;;) {
    const chunk = await withTx(ctx, 'enterImportRows', { lock: [batchLock(batchId)] }, (tx) =>
      enterSome(ctx, tx, batchId),
    );
    entered += chunk.entered;
    if (!chunk.more) return { entered };
  }
}

async function enterSome(ctx: Ctx, tx: Tx, batchId: string): Promise<{ entered: number; more: boolean }> {
  const [held] = await tx.db
    .select({ batch: importBatch, regionId: school.regionId, sitting })
    .from(importBatch)
    .innerJoin(school, eq(school.id, importBatch.schoolId))
    .innerJoin(sitting, eq(sitting.id, importBatch.sittingId))
    .where(eq(importBatch.id, batchId))
    .for('share', { of: sitting });
  if (held?.batch.state !== 'committing') return { entered: 0, more: false };
  const { batch, regionId } = held;
  const window = takesEntries(held.sitting, tx.now);
  if (!window.ok) {
    await finish(tx, batch, window.reason);
    return { entered: 0, more: false };
  }
  const rows = await nextRows(tx, batchId);
  if (rows.length === 0) {
    await finish(tx, batch, null);
    return { entered: 0, more: false };
  }
  const rules: EntryRules = entryRulesSchema.parse(held.sitting.entryRules);
  const { made, known } = await writeEntries(ctx, tx, { batch, regionId, rules }, rows);
  await tx.db
    .update(importBatch)
    .set({
      doneRows: sql`${importBatch.doneRows} + ${made}`,
      knownRows: sql`${importBatch.knownRows} + ${known}`,
    })
    .where(eq(importBatch.id, batchId));
  tx.audit({
    organisationId: batch.organisationId,
    action: 'import.enter',
    subject: { type: 'import', id: batchId },
    detail: { entries: made, known, firstRow: rows[0]?.rowNumber ?? 0, lastRow: rows.at(-1)?.rowNumber ?? 0 },
  });
  return { entered: made, more: true };
}

async function nextRows(tx: Tx, batchId: string): Promise<RowToEnter[]> {
  const rows = await tx.db
    .select({ rowNumber: importRow.rowNumber, draft: importRow.draft, digest: importRow.digest })
    .from(importRow)
    .where(and(eq(importRow.batchId, batchId), eq(importRow.state, 'good')))
    .orderBy(asc(importRow.rowNumber))
    .limit(AT_ONCE);
  return rows.map(({ rowNumber, draft, digest }) => {
    if (draft === null || digest === null)
      throw new Error(`row ${rowNumber} of ${batchId} is good without a draft`);
    // Written by `checkImport` alone.
    return { rowNumber, digest, draft: draft as ImportDraft };
  });
}

async function finish(tx: Tx, batch: Batch, failure: string | null): Promise<void> {
  const state = nextState(IMPORT_TABLE, batch.state, 'finishCommit');
  if (!state.ok) throw new Error(`${batch.id}: ${state.reason}`);
  await tx.db
    .update(importBatch)
    .set({ state: state.value, failure, updatedAt: tx.now })
    .where(eq(importBatch.id, batch.id));
  const { sittingId } = batch;
  const made = await tx.db
    .select({ id: importRow.entryId })
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.state, 'done')));
  const entryIds = made.flatMap(({ id }) => id ?? []);
  for (let at = 0; at < entryIds.length; at += SEARCHED_AT_ONCE)
    await tx.enqueue(
      'find-duplicates',
      { sittingId, entryIds: entryIds.slice(at, at + SEARCHED_AT_ONCE) },
      { priority: 10 },
    );
  tx.audit({
    organisationId: batch.organisationId,
    action: 'import.finish',
    subject: { type: 'import', id: batch.id },
    detail: { entries: batch.doneRows, known: batch.knownRows, bad: batch.badRows, failure },
  });
}
