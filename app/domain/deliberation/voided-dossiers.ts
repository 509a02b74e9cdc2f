import { evaluatePrepared } from '../regulation/evaluate.ts';
import { prepareRegulation } from '../regulation/prepare-regulation.ts';
import type { Regulation } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { Evaluation, TraceStep } from '../regulation/trace.ts';
import { type JuryDecision, voidedPapers, voidPapers } from './jury-decision.ts';

/** The marks a dossier is judged on once papers are voided, and what the regulation says of them. */
export type VoidedDossier = Evaluation & { readonly snapshot: Snapshot };

/**
 * The dossiers of which the jury voided papers, fraud counted in them; one that isn't here is as it was frozen. What is
 * published, and recomputed before it is, are these marks.
 */
export function voidedDossiers(
  frozen: Readonly<Record<string, Snapshot>>,
  decisions: readonly JuryDecision[],
  regulation: Regulation,
): ReadonlyMap<string, VoidedDossier> {
  const prepared = prepareRegulation(regulation);
  const byDossier = new Map<string, JuryDecision[]>();
  for (const decision of decisions)
    byDossier.set(decision.dossier, [...(byDossier.get(decision.dossier) ?? []), decision]);
  const found = new Map<string, VoidedDossier>();
  for (const [dossier, own] of byDossier) {
    const papers = voidedPapers(own);
    const marks = frozen[dossier];
    if (papers.length === 0 || !marks) continue;
    const snapshot = voidPapers(marks, papers);
    const trace: TraceStep[] = [];
    found.set(dossier, { snapshot, outcome: evaluatePrepared(snapshot, prepared, trace), trace });
  }
  return found;
}
