import { and, asc, eq, ne } from 'drizzle-orm';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { type JuryDecision, voidedPapers, voidPapers } from '#app/domain/deliberation/jury-decision.ts';
import { evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import type { Tx } from '#db/tx.ts';

type Opened = { readonly deliberationId: string; readonly juryId: string };

/**
 * Papers that a jury voided for fraud stay so in a later round: written into its deliberation just opened, with their
 * reason, members and date, until its jury takes them back. Gives what the regulation then says of those dossiers.
 */
export async function carryVoids(
  tx: Tx,
  { deliberationId, juryId }: Opened,
  { dossiers }: FrozenSnapshot,
  regulation: Regulation,
): Promise<ReadonlyMap<string, Outcome>> {
  const rows = await tx.db
    .select({ decision: juryDecision, round: deliberation.round })
    .from(juryDecision)
    .innerJoin(deliberation, eq(deliberation.id, juryDecision.deliberationId))
    .where(and(eq(deliberation.juryId, juryId), ne(deliberation.id, deliberationId)))
    .orderBy(asc(deliberation.round), asc(juryDecision.id));
  const byDossier = new Map<string, typeof rows>();
  for (const row of rows) {
    const { dossier } = row.decision;
    const before = byDossier.get(dossier) ?? [];
    // A later round wrote down what it took over: only its own decisions count.
    const same = before.filter((one) => one.round === row.round);
    byDossier.set(dossier, [...same, row]);
  }
  const prepared = prepareRegulation(regulation);
  const outcomes = new Map<string, Outcome>();
  for (const [dossier, own] of byDossier) {
    const snapshot = dossiers[dossier];
    const last = own.findLast(({ decision }) => decision.kind === 'void');
    const papers = voidedPapers(own.map(({ decision }) => decisionOf(decision))).filter(
      (paper) => snapshot?.marks[paper] !== undefined,
    );
    if (!snapshot || !last || papers.length === 0) continue;
    const outcome = evaluatePrepared(voidPapers(snapshot, papers), prepared);
    const { id: _, ...row } = last.decision;
    await tx.db
      .insert(juryDecision)
      .values({ ...row, deliberationId, papers, outcome, decision: outcome.decision });
    outcomes.set(dossier, outcome);
  }
  return outcomes;
}

function decisionOf(row: typeof juryDecision.$inferSelect): JuryDecision {
  const { dossier, kind, decision, reason, members, papers } = row;
  return {
    ...{ dossier, reason, members },
    kind: kind as JuryDecision['kind'],
    decision: decision as JuryDecision['decision'],
    ...(papers === null ? {} : { papers }),
  };
}
