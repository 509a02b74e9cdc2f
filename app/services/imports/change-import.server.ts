import { eq } from 'drizzle-orm';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { IMPORT_TABLE, type ImportEvent } from '#app/domain/registration/import/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { importBatch } from '#db/schema/import.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { batchLock, loadBatch } from './load-batch.server.ts';

type ChangeRefusal = 'import.notFound' | 'state.refused';
type Batch = typeof importBatch.$inferSelect;
type Further<R extends string> = (tx: Tx, batch: Batch) => Promise<Verdict<Partial<Batch>, R>>;

/** Gives up a list whose rows are not being entered: a job that still reads it stops at its next rows. */
export function cancelImport(
  ctx: Ctx,
  { batchId }: { readonly batchId: string },
): Promise<Verdict<true, ChangeRefusal>> {
  return change(ctx, batchId, 'cancel', async () => accept({}));
}

/** Goes back from what was found to the question of which column answers what. */
export function remapImport(
  ctx: Ctx,
  { batchId }: { readonly batchId: string },
): Promise<Verdict<true, ChangeRefusal>> {
  return change(ctx, batchId, 'remap', async () => accept({}));
}

export type CommitImport = { readonly batchId: string; readonly mode: 'all' | 'good' };
export type CommitRefusal = ChangeRefusal | 'import.badRows' | 'import.nothingToEnter' | WindowRefusal;

/**
 * Has a job make draft entries of the good rows. `all` is refused while a single row is bad (`import.badRows`); with
 * either, rows that are entered already stay as they are.
 */
export function commitImport(
  ctx: Ctx,
  { batchId, mode }: CommitImport,
): Promise<Verdict<true, CommitRefusal>> {
  return change<CommitRefusal>(ctx, batchId, 'commit', async (tx, batch) => {
    const [held] = await tx.db.select().from(sitting).where(eq(sitting.id, batch.sittingId));
    if (!held) throw new Error(`no sitting ${batch.sittingId}`);
    const window = takesEntries(held, tx.now);
    if (!window.ok) return window;
    if (mode === 'all' && batch.badRows > 0) return refuse('import.badRows', { count: batch.badRows });
    if (batch.checkedRows - batch.badRows - batch.knownRows <= 0) return refuse('import.nothingToEnter');
    await tx.enqueue('commit-import', { batchId }, { key: `commit-import:${batchId}` });
    return accept({ mode });
  });
}

async function change<R extends string = never>(
  ctx: Ctx,
  batchId: string,
  event: Extract<ImportEvent, 'cancel' | 'remap' | 'commit'>,
  further: Further<R>,
): Promise<Verdict<true, R | ChangeRefusal>> {
  return withTx<Verdict<true, R | ChangeRefusal>>(
    ctx,
    `${event}Import`,
    { lock: [batchLock(batchId)] },
    async (tx) => {
      const loaded = await loadBatch(tx.db, ctx.actor, batchId);
      if (!loaded.ok) return loaded;
      const { batch } = loaded.value;
      const state = nextState(IMPORT_TABLE, batch.state, event);
      if (!state.ok) return state;
      const more = await further(tx, batch);
      if (!more.ok) return more;
      await tx.db
        .update(importBatch)
        .set({ ...more.value, state: state.value, updatedAt: tx.now })
        .where(eq(importBatch.id, batchId));
      tx.audit({
        organisationId: batch.organisationId,
        action: `import.${event}`,
        subject: { type: 'import', id: batchId },
        detail: {
          mode: more.value.mode ?? null,
          rows: batch.checkedRows,
          bad: batch.badRows,
          known: batch.knownRows,
        },
      });
      return accept();
    },
  );
}
