import { and, asc, eq } from 'drizzle-orm';
import { type FrozenSnapshot, hashFrozen } from '#app/domain/deliberation/build-snapshots.ts';
import type { FinalOutcome, JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import { type RoundOutcome, standingOutcome } from '#app/domain/deliberation/round-standing.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { freezeMarks } from '#app/services/deliberation/freeze-marks.server.ts';
import { loadFinalOutcomes, loadJuryDecisions } from '#app/services/deliberation/load-deliberation.server.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { deliberation, deliberationResult } from '#db/schema/deliberation.ts';
import { round } from '#db/schema/round.ts';
import { jury } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';

/** A dossier as its jury left it in a round. `kind` is null in round 1, the sitting itself. */
export type Deliberated = RoundOutcome & {
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

export type DeliberatedRefusal = 'publication.marksChanged' | 'publication.regulationChanged';

/**
 * Every dossier of a sitting as it stands: as deliberated in the latest sealed round it took part in, except that a paper
 * sat again lowers nobody. The marks keyed by the markers are first found to be, again, those each jury froze in each round:
 * `publication.marksChanged` otherwise, and `publication.regulationChanged` for another regulation. With `only`, the dossiers
 * of one jury.
 */
export async function loadDeliberated(
  tx: Tx,
  { sitting, regulation, regulationHash }: SittingFacts,
  only?: { readonly juryId: string },
): Promise<Verdict<DeliberatedSitting, DeliberatedRefusal>> {
  const rows = await tx.db
    .select({ deliberation, jury: { number: jury.number, name: jury.name }, kind: round.kind })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .leftJoin(round, and(eq(round.sittingId, deliberation.sittingId), eq(round.number, deliberation.round)))
    .where(
      and(
        eq(deliberation.sittingId, sitting.id),
        eq(deliberation.state, 'sealed'),
        only && eq(deliberation.juryId, only.juryId),
      ),
    )
    .orderBy(asc(jury.number), asc(deliberation.round));
  const byDossier = new Map<string, Deliberated[]>();
  const decided: { readonly number: number; readonly list: readonly JuryDecision[] }[] = [];
  for (const row of rows) {
    const { id, juryId, snapshotHash, round: number } = row.deliberation;
    if (row.deliberation.regulationHash !== regulationHash)
      return refuse('publication.regulationChanged', { jury: row.jury.number });
    const frozen = row.deliberation.snapshot as FrozenSnapshot;
    const again = await freezeMarks(tx.db, { juryId, round: number, regulation, regulationHash });
    if (hashFrozen(frozen) !== snapshotHash || hashFrozen(again) !== snapshotHash)
      return refuse('publication.marksChanged', { jury: row.jury.number });
    decided.push({ number, list: await loadJuryDecisions(tx.db, id) });
    const about = { jury: row.jury, round: number, kind: row.kind };
    for (const one of await loadDossiers(tx, id, about, frozen))
      byDossier.set(one.dossier, [...(byDossier.get(one.dossier) ?? []), one]);
  }
  const dossiers = [...byDossier.values()].map(standingOutcome);
  const roundOf = new Map(dossiers.map((one) => [one.dossier, one.round]));
  const decisions = decided.flatMap(({ number, list }) =>
    list.filter(({ dossier }) => roundOf.get(dossier) === number),
  );
  return accept({ dossiers, decisions });
}

async function loadDossiers(
  tx: Tx,
  deliberationId: string,
  about: Pick<Deliberated, 'jury' | 'round' | 'kind'>,
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
      ...about,
      snapshot,
      outcome: outcome as Outcome,
      final,
      trace: trace as TraceStep[],
    };
  });
}
