import { applyJuryDecisions, type FinalOutcome, type JuryDecision } from '../deliberation/jury-decision.ts';
import { evaluatePrepared } from '../regulation/evaluate.ts';
import { type PreparedRegulation, prepareRegulation } from '../regulation/prepare-regulation.ts';
import type { Regulation } from '../regulation/schema.ts';
import { checkSnapshot, type Snapshot } from '../regulation/snapshot.ts';
import type { Outcome, TraceStep } from '../regulation/trace.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { comparePlain } from './plain-average.ts';

/** A result about to be published, with the raw marks it must follow from. */
export type ResultToCheck = {
  readonly dossier: string;
  readonly snapshot: Snapshot;
  readonly outcome: FinalOutcome;
};

/** One thing that doesn't follow: what was stored at the deliberation, and what the raw marks give. */
export type Difference = {
  readonly dossier: string;
  /** A field of the outcome, `snapshot` when the marks can't be evaluated at all, `plain…` for the second calculation. */
  readonly field:
    | keyof FinalOutcome
    | 'snapshot'
    | 'dossier'
    | 'mark'
    | 'marks'
    | 'plainTotal'
    | 'plainAverage';
  /** Of a mark. */
  readonly paper?: string;
  readonly stored: string;
  readonly recomputed: string;
};

/** What stopped a publication: a reason code with its detail, and the first results that don't follow from their marks. */
export type DraftFailure = {
  readonly reason: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly differences?: readonly Difference[];
};

/** How many differences are kept to be shown; the rest are counted. */
export const DIFFERENCES_SHOWN = 50;

const FIELDS = [
  'decision',
  'name',
  'final',
  'stage',
  'pendingStage',
  'total',
  'average',
  'coefficients',
  'exact',
  'honours',
  'awaited',
  'jury',
] as const;

export type Rechecked = {
  readonly differences: readonly Difference[];
  /** As recomputed, before the jury; `null` when the marks can't be evaluated. */
  readonly outcome: Outcome | null;
  /** The steps as recomputed: what is published follows from the marks, never from a stored step. */
  readonly trace: readonly TraceStep[];
  /** Whether the plain sum could check it too. */
  readonly plain: boolean;
};

/** Recomputes one result from its raw marks and its jury's last decision, twice where a plain sum applies. */
export function recheckResult(
  { dossier, snapshot, outcome }: ResultToCheck,
  prepared: PreparedRegulation,
  decided: JuryDecision | undefined,
): Rechecked {
  const regulation = prepared.source;
  const [problem] = checkSnapshot(snapshot, regulation);
  if (problem) {
    const difference: Difference = {
      dossier,
      field: 'snapshot',
      stored: problem.place,
      recomputed: problem.reason,
    };
    return { differences: [difference], outcome: null, trace: [], plain: false };
  }
  const trace: TraceStep[] = [];
  const evaluated = evaluatePrepared(snapshot, prepared, trace);
  const recomputed = applyJuryDecisions(new Map([[dossier, evaluated]]), decided ? [decided] : []);
  const final = recomputed.get(dossier);
  const plain = comparePlain(snapshot, outcome, regulation);
  const differences = [
    ...(final ? compareOutcomes(dossier, outcome, final) : []),
    ...(plain ?? []).map(
      ({ field, ...values }): Difference => ({
        dossier,
        field: field === 'total' ? 'plainTotal' : 'plainAverage',
        ...values,
      }),
    ),
  ];
  return { differences, outcome: evaluated, trace, plain: plain !== undefined };
}

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
  return results.flatMap((result) => {
    const { dossier } = result;
    if (seen.has(dossier)) return [{ dossier, field: 'dossier' as const, stored: '2', recomputed: '1' }];
    seen.add(dossier);
    return recheckResult(result, prepared, latest.get(dossier)).differences;
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

/** Four eyes: whoever prepared a publication is not the one who confirms it. */
export function checkFourEyes(people: {
  readonly preparedBy: string;
  readonly confirmedBy: string;
}): Verdict<true, 'publication.samePerson'> {
  return people.preparedBy === people.confirmedBy ? refuse('publication.samePerson') : accept();
}
