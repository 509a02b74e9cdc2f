import type { Decision } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { Outcome } from '../regulation/trace.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

export const JURY_DECISION_KINDS = ['rescue', 'settle', 'exclude', 'void', 'undo'] as const;

/**
 * What the jury decided for one dossier. `rescue`: inside the regulation's band. `settle`: a reserved case decided.
 * `exclude`: fraud established, out of the examination. `void`: fraud established in some papers, counted as the
 * regulation counts fraud. `undo`: what the regulation says of the marks stands again. Appended, never changed: the latest
 * of a dossier counts, over the papers voided since the last `undo`.
 */
export type JuryDecision = {
  readonly dossier: string;
  readonly kind: (typeof JURY_DECISION_KINDS)[number];
  readonly decision: Decision;
  readonly reason: string;
  /** Who decided: at least the president, each a member who signed in to the deliberation. */
  readonly members: readonly string[];
  /** `void` alone: the papers in which fraud is established. */
  readonly papers?: readonly string[];
};

/** Those who sit: `present` have signed in to the deliberation, `president` is one of the appointed. */
export type Jury = {
  readonly appointed: readonly string[];
  readonly president: string;
  readonly present: readonly string[];
};

export type JuryRefusal =
  | 'deliberation.reasonMissing'
  | 'deliberation.membersMissing'
  | 'deliberation.memberNotPresent'
  | 'deliberation.presidentMissing'
  | 'deliberation.outsideRescueBand'
  | 'deliberation.notReserved'
  | 'deliberation.marksAwaited'
  | 'deliberation.wrongDecision'
  | 'deliberation.papersMissing'
  | 'deliberation.nothingToUndo';

/**
 * Whether the jury may decide this of a dossier the regulation evaluated to `outcome`, after `earlier` decisions of the
 * same dossier. A reason is at least 5 letters.
 */
export function checkJuryDecision(
  decision: JuryDecision,
  outcome: Outcome,
  jury: Jury,
  earlier: readonly JuryDecision[] = [],
): Verdict<JuryDecision, JuryRefusal> {
  if (decision.reason.trim().length < 5) return refuse('deliberation.reasonMissing');
  if (decision.members.length === 0) return refuse('deliberation.membersMissing');
  const stranger = decision.members.find((member) => !jury.present.includes(member));
  if (stranger !== undefined) return refuse('deliberation.memberNotPresent', { member: stranger });
  if (!decision.members.includes(jury.president)) return refuse('deliberation.presidentMissing');
  const refused = refusalOf(decision, outcome, earlier);
  return refused ? refuse(refused, { decision: decision.decision }) : accept(decision);
}

function refusalOf(
  { kind, decision, papers = [] }: JuryDecision,
  outcome: Outcome,
  earlier: readonly JuryDecision[],
): JuryRefusal | undefined {
  switch (kind) {
    case 'rescue':
      return outcome.rescuable.includes(decision) ? undefined : 'deliberation.outsideRescueBand';
    case 'settle':
      if (outcome.decision !== 'reserved') return 'deliberation.notReserved';
      if (outcome.awaited.length > 0 || outcome.average === null) return 'deliberation.marksAwaited';
      return decision === 'reserved' || decision === 'excluded' ? 'deliberation.wrongDecision' : undefined;
    case 'exclude':
      return decision === 'excluded' ? undefined : 'deliberation.wrongDecision';
    case 'void':
      return papers.length === 0 ? 'deliberation.papersMissing' : undefined;
    case 'undo':
      return standingDecision(earlier) ? undefined : 'deliberation.nothingToUndo';
  }
}

/** The decision of a dossier that stands: its latest, unless that took the others back. */
export function standingDecision(ofDossier: readonly JuryDecision[]): JuryDecision | undefined {
  const last = ofDossier.at(-1);
  return last?.kind === 'undo' ? undefined : last;
}

/** The papers of a dossier in which fraud is established: all named since the last `undo`, each once. */
export function voidedPapers(ofDossier: readonly JuryDecision[]): readonly string[] {
  const since = ofDossier.slice(ofDossier.findLastIndex(({ kind }) => kind === 'undo') + 1);
  return [...new Set(since.flatMap(({ kind, papers = [] }) => (kind === 'void' ? papers : [])))];
}

/** The marks with fraud in place of those voided. @throws RangeError for a paper the dossier has no mark of. */
export function voidPapers(snapshot: Snapshot, papers: readonly string[]): Snapshot {
  const unknown = papers.find((paper) => snapshot.marks[paper] === undefined);
  if (unknown !== undefined) throw new RangeError(`no mark of ${unknown} to void`);
  const frauds = papers.map((paper) => [paper, { state: 'fraud' }] as const);
  return papers.length === 0
    ? snapshot
    : { ...snapshot, marks: { ...snapshot.marks, ...Object.fromEntries(frauds) } };
}

export type FinalOutcome = Outcome & {
  /** What the jury decided instead of the regulation's own decision; `null` when it stands. */
  readonly jury: Pick<JuryDecision, 'kind' | 'reason' | 'members'> | null;
};

/**
 * The outcomes after the jury: the latest accepted decision of each dossier replaces the regulation's; average and total
 * stay what they are, and honours are never given by a jury's decision. The outcomes are those of the marks as voided:
 * `void` leaves them as evaluated, and `undo` says nothing of its own.
 * @throws RangeError for a decision on a dossier that wasn't evaluated.
 */
export function applyJuryDecisions(
  outcomes: ReadonlyMap<string, Outcome>,
  decisions: readonly JuryDecision[],
): ReadonlyMap<string, FinalOutcome> {
  const latest = new Map(decisions.map((decision) => [decision.dossier, decision]));
  const unknown = [...latest.keys()].find((dossier) => !outcomes.has(dossier));
  if (unknown !== undefined) throw new RangeError(`dossier ${unknown} was not evaluated`);
  return new Map(
    [...outcomes].map(([dossier, outcome]) => [dossier, applyOne(outcome, latest.get(dossier))] as const),
  );
}

function applyOne(outcome: Outcome, decided: JuryDecision | undefined): FinalOutcome {
  if (!decided || decided.kind === 'undo') return { ...outcome, jury: null };
  const { kind, decision, reason, members } = decided;
  if (kind === 'void') return { ...outcome, jury: { kind, reason, members } };
  const pending = decision === 'secondGroup' || decision === 'reserved';
  return {
    ...outcome,
    decision,
    name: null,
    honours: null,
    final: !pending,
    pendingStage: pending ? outcome.pendingStage : null,
    rescuable: [],
    jury: { kind, reason, members },
  };
}
