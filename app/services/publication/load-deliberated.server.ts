import { and, eq } from 'drizzle-orm';
import { type FrozenSnapshot, hashFrozen } from '#app/domain/deliberation/build-snapshots.ts';
import type { FinalOutcome, JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { freezeMarks } from '#app/services/deliberation/freeze-marks.server.ts';
import { loadFinalOutcomes, loadJuryDecisions } from '#app/services/deliberation/load-deliberation.server.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { deliberation, deliberationResult } from '#db/schema/deliberation.ts';
import { jury } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';

/** A dossier as its jury left it. */
export type Deliberated = {
  readonly dossier: string;
  readonly jury: { readonly number: number; readonly name: string };
  readonly snapshot: Snapshot;
  /** What the regulation says. */
  readonly outcome: Outcome;
  /** What stands after the jury's decisions. */
  readonly final: FinalOutcome;
  readonly trace: readonly TraceStep[];
};

export type DeliberatedSitting = {
  readonly dossiers: readonly Deliberated[];
  readonly decisions: readonly JuryDecision[];
};

/**
 * Every dossier of a sitting as deliberated, once the marks keyed by the markers are found to be, again, those each jury
 * froze: `publication.marksChanged` otherwise, and `publication.regulationChanged` for another regulation. With `only`, the
 * dossiers of one jury.
 */
export async function loadDeliberated(
  tx: Tx,
  { sitting, regulation, regulationHash }: SittingFacts,
  only?: { readonly juryId: string },
): Promise<Verdict<DeliberatedSitting, 'publication.marksChanged' | 'publication.regulationChanged'>> {
  const rows = await tx.db
    .select({ deliberation, jury: { number: jury.number, name: jury.name } })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .where(and(eq(deliberation.sittingId, sitting.id), only && eq(deliberation.juryId, only.juryId)));
  const dossiers: Deliberated[] = [];
  const decisions: JuryDecision[] = [];
  for (const row of rows) {
    const { id, juryId, snapshotHash } = row.deliberation;
    if (row.deliberation.regulationHash !== regulationHash)
      return refuse('publication.regulationChanged', { jury: row.jury.number });
    const frozen = row.deliberation.snapshot as FrozenSnapshot;
    const again = await freezeMarks(tx.db, { juryId, regulation, regulationHash });
    if (hashFrozen(frozen) !== snapshotHash || hashFrozen(again) !== snapshotHash)
      return refuse('publication.marksChanged', { jury: row.jury.number });
    decisions.push(...(await loadJuryDecisions(tx.db, id)));
    dossiers.push(...(await loadDossiers(tx, id, row.jury, frozen)));
  }
  return accept({ dossiers, decisions });
}

async function loadDossiers(
  tx: Tx,
  deliberationId: string,
  judgedBy: Deliberated['jury'],
  frozen: FrozenSnapshot,
): Promise<Deliberated[]> {
  const finals = await loadFinalOutcomes(tx.db, deliberationId);
  const results = await tx.db
    .select({
      dossier: deliberationResult.dossier,
      outcome: deliberationResult.outcome,
      trace: deliberationResult.trace,
    })
    .from(deliberationResult)
    .where(eq(deliberationResult.deliberationId, deliberationId));
  return results.map(({ dossier, outcome, trace }) => {
    const snapshot = frozen.dossiers[dossier];
    const final = finals.get(dossier);
    if (!snapshot || !final) throw new Error(`dossier ${dossier} is not in its deliberation`);
    return {
      dossier,
      jury: judgedBy,
      snapshot,
      outcome: outcome as Outcome,
      final,
      trace: trace as TraceStep[],
    };
  });
}
