import { and, eq, inArray } from 'drizzle-orm';
import type { Db, TxDb } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { dossier, script } from '#db/schema/marking.ts';

/**
 * Whether a deliberation was opened on marks of these bundles. It is opened under the lock of its sitting: whoever asks
 * holds `sitting:<id>`, so that none is being opened meanwhile.
 */
export async function isDeliberated(db: Db | TxDb, bundleIds: readonly string[]): Promise<boolean> {
  const [row] = await db
    .select({ id: deliberation.id })
    .from(script)
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .innerJoin(
      deliberation,
      and(eq(deliberation.juryId, dossier.juryId), eq(deliberation.round, script.round)),
    )
    .where(inArray(script.bundleId, [...bundleIds]))
    .limit(1);
  return row !== undefined;
}
