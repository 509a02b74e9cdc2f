import { eq } from 'drizzle-orm';
import {
  checkMapping,
  type Mapping,
  type MappingRefusal,
  requiredFields,
} from '#app/domain/registration/import/columns.ts';
import type { ImportPlan } from '#app/domain/registration/import/plan.ts';
import { IMPORT_TABLE } from '#app/domain/registration/import/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { importBatch, importRow } from '#db/schema/import.ts';
import { withTx } from '#db/tx.ts';
import { batchLock, loadBatch, loadImportSitting } from './load-batch.server.ts';

export type MapImport = {
  readonly batchId: string;
  readonly columns: Mapping;
  /** ISO 3166-1 alpha-2 for rows that say no nationality; null where each must say. */
  readonly nationality: string | null;
};
export type MapRefusal = 'import.notFound' | 'sitting.notFound' | 'state.refused' | MappingRefusal;

/** Says which column answers what, and has every row checked by a job. What an earlier mapping found is forgotten. */
export async function mapImport(
  ctx: Ctx,
  { batchId, columns, nationality }: MapImport,
): Promise<Verdict<true, MapRefusal>> {
  return withTx(ctx, 'mapImport', { lock: [batchLock(batchId)] }, async (tx) => {
    const loaded = await loadBatch(tx.db, ctx.actor, batchId);
    if (!loaded.ok) return loaded;
    const { batch } = loaded.value;
    const state = nextState(IMPORT_TABLE, batch.state, 'check');
    if (!state.ok) return state;
    const sitting = await loadImportSitting(tx.db, batch.sittingId);
    if (!sitting.ok) return sitting;
    const required = requiredFields(sitting.value.regulation, nationality);
    const mapping = checkMapping(columns, batch.header.length, required);
    if (!mapping.ok) return mapping;
    const plan: ImportPlan = { columns: mapping.value, nationality };
    const round = batch.round + 1;
    await tx.db.delete(importRow).where(eq(importRow.batchId, batchId));
    await tx.db
      .update(importBatch)
      .set({
        mapping: plan,
        state: state.value,
        round,
        checkedRows: 0,
        badRows: 0,
        knownRows: 0,
        updatedAt: tx.now,
      })
      .where(eq(importBatch.id, batchId));
    await tx.enqueue('check-import', { batchId, round }, { key: `check-import:${batchId}:${round}` });
    tx.audit({
      organisationId: batch.organisationId,
      action: 'import.map',
      subject: { type: 'import', id: batchId },
      after: plan,
      detail: { round },
    });
    return accept();
  });
}
