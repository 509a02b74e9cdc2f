import { asc, eq, type SQL } from 'drizzle-orm';
import type { KeyedRow } from '#app/domain/marking/resolve-scripts.ts';
import type { Db, TxDb } from './client.ts';
import { dossier, markEntry, script } from './schema/marking.ts';

/** Keyed marks in the order they were keyed, of the scripts a condition on `script` or `dossier` chooses. */
export async function selectKeyedMarks(db: Db | TxDb, chosen: SQL): Promise<KeyedRow[]> {
  const rows = await db
    .select({
      scriptCode: markEntry.scriptCode,
      pass: markEntry.pass,
      state: markEntry.state,
      value: markEntry.value,
      parts: markEntry.parts,
      userId: markEntry.userId,
    })
    .from(markEntry)
    .innerJoin(script, eq(script.code, markEntry.scriptCode))
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(chosen)
    .orderBy(asc(markEntry.id));
  return rows.map((row, order) => ({ ...row, order }));
}
