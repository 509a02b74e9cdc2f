import { applyJuryDecisions, type FinalOutcome, type JuryDecision } from '../deliberation/jury-decision.ts';
import { evaluatePrepared } from '../regulation/evaluate.ts';
import { prepareRegulation } from '../regulation/prepare-regulation.ts';
import type { Regulation } from '../regulation/schema.ts';
import { checkSnapshot, type Snapshot } from '../regulation/snapshot.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** A result about to be published, with the raw marks it must follow from. */
export type ResultToCheck = {
  readonly dossier: string;
  readonly snapshot: Snapshot;
  readonly outcome: FinalOutcome;
};

export type Difference = {
  readonly dossier: string;
  /** A field of the outcome, or `snapshot` when the marks can't be evaluated at all. */
  readonly field: keyof FinalOutcome | 'snapshot' | 'dossier';
  readonly stored: string;
  readonly recomputed: string;
};

const FIELDS = [
  'decision',
  'final',
  'stage',
  'pendingStage',
  'total',
  'average',
  'coefficients',
  'exact',
  'honours',
  'jury',
] as const;

/**
 * Recomputes every result from its raw marks and the jury's decisions, and lists what differs from what was stored.
 * One difference stops a publication (Romania 2012–13: averages that did not follow from the marks).
 */
export function recheckPublication(
  results: readonly ResultToCheck[],
  regulation: Regulation,
  decisions: readonly JuryDecision[] = [],
): readonly Difference[] {
  const prepared = prepareRegulation(regulation);
  const latest = new Map(decisions.map((decision) => [decision.dossier, decision]));
  const seen = new Set<string>();
  return results.flatMap(({ dossier, snapshot, outcome }) => {
    if (seen.has(dossier)) return [{ dossier, field: 'dossier' as const, stored: '2', recomputed: '1' }];
    seen.add(dossier);
    const [problem] = checkSnapshot(snapshot, regulation);
    if (problem)
      return [{ dossier, field: 'snapshot' as const, stored: problem.place, recomputed: problem.reason }];
    const evaluated = new Map([[dossier, evaluatePrepared(snapshot, prepared)]]);
    const decided = latest.get(dossier);
    const recomputed = applyJuryDecisions(evaluated, decided ? [decided] : []).get(dossier);
    return recomputed ? compareOutcomes(dossier, outcome, recomputed) : [];
  });
}

function compareOutcomes(
  dossier: string,
  stored: FinalOutcome,
  recomputed: FinalOutcome,
): readonly Difference[] {
  return FIELDS.flatMap((field) => {
    const [before, after] = [canonicalJson(stored[field]), canonicalJson(recomputed[field])];
    return before === after ? [] : [{ dossier, field, stored: before, recomputed: after }];
  });
}

/** Four eyes: whoever prepared a publication is not the one who confirms it, and confirms what was prepared. */
export function checkFourEyes(prepared: {
  readonly preparedBy: string;
  readonly confirmedBy: string;
  readonly preparedDigest: string;
  readonly confirmedDigest: string;
}): Verdict<true, 'publication.samePerson' | 'publication.changedSince'> {
  if (prepared.preparedBy === prepared.confirmedBy) return refuse('publication.samePerson');
  if (prepared.preparedDigest !== prepared.confirmedDigest) return refuse('publication.changedSince');
  return accept();
}
