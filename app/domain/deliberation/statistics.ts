import { DECISIONS, type Decision } from '../regulation/schema.ts';
import type { Outcome } from '../regulation/trace.ts';
import type { MarkValue } from '../shared/mark.ts';

export type Counted = {
  readonly outcome: Pick<Outcome, 'decision' | 'honours'>;
  readonly marks: Readonly<Record<string, MarkValue>>;
};

/** Every figure with its denominator: registered = present + absent, and present = the sum of the decisions. */
export type Statistics = {
  readonly registered: number;
  readonly present: number;
  /** Absent from every paper that has a mark or an absence. An all-zero candidate is present. */
  readonly absent: number;
  readonly byDecision: Readonly<Record<Decision, number>>;
  /** Among the passed; "none" is passed without honours. */
  readonly byHonours: Readonly<Record<string, number>>;
  /** Passed among the present, in hundredths of a per cent, half up; `null` with nobody present. */
  readonly passRate: number | null;
};

/** Absent from everything due: at least one absence, and no paper sat. */
export function isAbsent(marks: Counted['marks']): boolean {
  const states = Object.values(marks).map(({ state }) => state);
  return (
    states.includes('absent') &&
    !states.some((state) => state === 'mark' || state === 'fraud' || state === 'awaited')
  );
}

export function countStatistics(candidates: readonly Counted[]): Statistics {
  const byDecision = Object.fromEntries(DECISIONS.map((decision) => [decision, 0])) as Record<
    Decision,
    number
  >;
  const byHonours: Record<string, number> = {};
  let present = 0;
  for (const { outcome, marks } of candidates) {
    if (isAbsent(marks)) continue;
    present += 1;
    byDecision[outcome.decision] += 1;
    if (outcome.decision !== 'passed') continue;
    const honours = outcome.honours ?? 'none';
    byHonours[honours] = (byHonours[honours] ?? 0) + 1;
  }
  const passRate = present === 0 ? null : Math.floor((byDecision.passed * 20_000 + present) / (2 * present));
  const registered = candidates.length;
  return { registered, present, absent: registered - present, byDecision, byHonours, passRate };
}

/** Figures that don't sum, by name: none for what `countStatistics` gives; a published table is checked with it too. */
export function checkStatistics({
  registered,
  present,
  absent,
  byDecision,
  byHonours,
}: Statistics): readonly string[] {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return [
    ...(registered === present + absent ? [] : ['registered']),
    ...(present === sum(byDecision) ? [] : ['present']),
    ...(byDecision.passed === sum(byHonours) ? [] : ['passed']),
  ];
}
