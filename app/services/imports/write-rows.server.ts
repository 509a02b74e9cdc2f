import { sql } from 'drizzle-orm';
import { importRow } from '#db/schema/import.ts';
import type { Tx } from '#db/tx.ts';
import type { ComparedRow } from './compare-rows.server.ts';

/** Some hundreds of rows of a batch in one statement. */
export async function writeRows(tx: Tx, batchId: string, rows: readonly ComparedRow[]): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ rowNumber, cells, state, draft, errors, digest, entryId }) => ({
      n: rowNumber,
      cells,
      state,
      draft,
      errors,
      digest,
      entry: entryId,
    })),
  );
  await tx.db.execute(sql`
    insert into ${importRow} (batch_id, row_number, cells, state, draft, errors, digest, entry_id)
    select ${batchId}::uuid, r.n, r.cells, r.state, nullif(r.draft, 'null'::jsonb), r.errors, r.digest, r.entry
    from jsonb_to_recordset(${json}::jsonb)
      as r(n int, cells jsonb, state text, draft jsonb, errors jsonb, digest text, entry uuid)`);
}
