import { and, count, eq, isNull, ne, or } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { checkRoundSealed } from '#app/services/rounds/settle-rounds.server.ts';
import { codeTable } from '#db/schema/anonymity.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { dossier } from '#db/schema/marking.ts';
import type { Tx } from '#db/tx.ts';

/** Rows to an insert: PostgreSQL takes at most 65 535 values at once. */
const BATCH = 5000;

export type Masked = { readonly dossier: string; readonly entryId: string };

/** Keeps whose code each dossier is. Rows go in by code, so that their order tells nothing either. */
export async function maskEntries(tx: Tx, sittingId: string, masked: readonly Masked[]): Promise<void> {
  const rows = [...masked]
    .sort((a, b) => (a.dossier < b.dossier ? -1 : 1))
    .map((row) => ({ ...row, sittingId }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(codeTable).values(rows.slice(start, start + BATCH));
}

/**
 * Whose dossier each code is, once every jury of the sitting has sealed its deliberation, and those of the later round under
 * way if its juries have begun; never before. `anonymity.notSealed` with how many dossiers still await a seal,
 * `round.notSealed` with how many juries.
 */
export async function unmask(
  tx: Tx,
  sittingId: string,
): Promise<Verdict<ReadonlyMap<string, string>, 'anonymity.notSealed' | 'round.notSealed'>> {
  const waiting = await tx.db
    .select({ dossiers: count() })
    .from(dossier)
    .leftJoin(deliberation, and(eq(deliberation.juryId, dossier.juryId), eq(deliberation.round, 1)))
    .where(
      and(eq(dossier.sittingId, sittingId), or(isNull(deliberation.id), ne(deliberation.state, 'sealed'))),
    );
  const dossiers = waiting[0]?.dossiers ?? 0;
  if (dossiers > 0) return refuse('anonymity.notSealed', { dossiers });
  const sealed = await checkRoundSealed(tx, sittingId);
  if (!sealed.ok) return sealed;
  const rows = await tx.db
    .select({ dossier: codeTable.dossier, entryId: codeTable.entryId })
    .from(codeTable)
    .where(eq(codeTable.sittingId, sittingId));
  return accept(new Map(rows.map((row) => [row.dossier, row.entryId])));
}
