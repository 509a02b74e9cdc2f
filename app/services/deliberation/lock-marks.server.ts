import { and, asc, eq, inArray } from 'drizzle-orm';
import type { TxDb } from '#db/client.ts';
import { bundle, dossier, script } from '#db/schema/marking.ts';

/**
 * Holds the bundles of a jury's scripts in a round until the transaction ends: a reopening or a moderation waits, and then
 * finds the deliberation. To be called before their state or their marks are read.
 */
export async function lockMarks(
  db: TxDb,
  { juryId, round }: { readonly juryId: string; readonly round: number },
): Promise<void> {
  const mine = db
    .select({ id: script.bundleId })
    .from(script)
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(and(eq(dossier.juryId, juryId), eq(script.round, round)));
  await db
    .select({ id: bundle.id })
    .from(bundle)
    .where(inArray(bundle.id, mine))
    .orderBy(asc(bundle.id))
    .for('no key update');
}
