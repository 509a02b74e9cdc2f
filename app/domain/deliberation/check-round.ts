import type { Regulation } from '../regulation/schema.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { secondGroupStage } from './round-candidates.ts';
import type { RoundRule } from './round-rule.ts';

export type RoundToCheck = {
  readonly rule: RoundRule;
  readonly reason: string;
  readonly choicesUntil: Date | null;
};
export type RoundRefusal =
  | 'round.reasonMissing'
  | 'round.noSecondGroup'
  | 'round.noReviewRule'
  | 'round.paperUnknown'
  | 'round.seriesUnknown'
  | 'round.untilMissing'
  | 'round.untilPast';

const SHORTEST_REASON = 5;
const LONGEST_REASON = 400;

/**
 * Whether the regulation knows what such a round is about. A second group is a stage of it, and so is the rule by which a
 * reviewed mark is kept. A paper sat again is not: what annuls a paper comes after the regulation is frozen, and its rule
 * (the better mark, no decision lowered) is the round's own. Candidates who choose are told until when.
 */
export function checkRound(
  { rule, reason, choicesUntil }: RoundToCheck,
  regulation: Regulation,
  now: Date,
): Verdict<true, RoundRefusal> {
  const length = reason.trim().length;
  if (length < SHORTEST_REASON || length > LONGEST_REASON)
    return refuse('round.reasonMissing', { minimum: SHORTEST_REASON, maximum: LONGEST_REASON });
  if (rule.kind === 'review') return regulation.review ? accept() : refuse('round.noReviewRule');
  if (rule.kind === 'secondGroup' && !secondGroupStage(regulation, null))
    return refuse('round.noSecondGroup');
  if (rule.kind === 'resit') {
    const stranger = rule.series.find((series) => !Object.hasOwn(regulation.series, series));
    if (stranger !== undefined) return refuse('round.seriesUnknown', { series: stranger });
    const lacking = rule.series.find((series) => !sits(regulation, series, rule.paper));
    if (lacking !== undefined) return refuse('round.paperUnknown', { paper: rule.paper, series: lacking });
  }
  if (choicesUntil === null) return refuse('round.untilMissing');
  return choicesUntil.getTime() > now.getTime() ? accept() : refuse('round.untilPast');
}

function sits(regulation: Regulation, series: string, paper: string): boolean {
  return (regulation.series[series]?.papers ?? []).some((one) => one.paper === paper && one.group === 1);
}
