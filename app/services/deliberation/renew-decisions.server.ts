import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { FinalOutcome } from '#app/domain/deliberation/jury-decision.ts';
import { decisionHolds } from '#app/domain/deliberation/round-standing.ts';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import type { Tx } from '#db/tx.ts';
import { loadFinalOutcomes } from './load-deliberation.server.ts';

export type Renewing = {
  readonly deliberationId: string;
  readonly juryId: string;
  readonly kind: RoundKind;
  readonly lowerIsBetter: boolean;
};

/**
 * What earlier juries decided and still holds is written into a round's deliberation just opened, with its reason, its
 * members and its date: the jury sees it and may decide otherwise. Gives how many.
 */
export async function renewDecisions(
  tx: Tx,
  { deliberationId, juryId, ...rule }: Renewing,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<number> {
  const earlier = await tx.db
    .select({ id: deliberation.id })
    .from(deliberation)
    .where(and(eq(deliberation.juryId, juryId), ne(deliberation.id, deliberationId)))
    .orderBy(asc(deliberation.round));
  const before = new Map<string, { readonly deliberationId: string; readonly final: FinalOutcome }>();
  for (const { id } of earlier)
    for (const [dossier, final] of await loadFinalOutcomes(tx.db, id))
      if (outcomes.has(dossier)) before.set(dossier, { deliberationId: id, final });
  const held = [...before].filter(([dossier, { final }]) => {
    const now = outcomes.get(dossier);
    return now !== undefined && decisionHolds(final, now, rule);
  });
  if (held.length === 0) return 0;
  const rows = await tx.db
    .select()
    .from(juryDecision)
    .where(
      inArray(
        juryDecision.dossier,
        held.map(([dossier]) => dossier),
      ),
    )
    .orderBy(asc(juryDecision.id));
  const latest = new Map(rows.map((row) => [`${row.deliberationId} ${row.dossier}`, row]));
  const renewed = held.flatMap(([dossier, { deliberationId: from }]) => {
    const row = latest.get(`${from} ${dossier}`);
    if (!row) return [];
    const { id: _, ...decision } = row;
    return [{ ...decision, deliberationId }];
  });
  await tx.db.insert(juryDecision).values(renewed);
  return renewed.length;
}
