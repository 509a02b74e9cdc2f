import type { Regulation } from '../regulation/schema.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { secondGroupStage } from './round-candidates.ts';
import type { RoundRule } from './round-rule.ts';

export type RoundToCheck = {
  readonly rule: RoundRule;
  readonly reason: string;
  readonly choicesUntil: Date | null;
};
/** When everyone first read the sitting's results, and the hour it is. */
export type RoundMoment = { readonly releasedAt: Date; readonly now: Date };
export type RoundRefusal =
  | 'round.reasonMissing'
  | 'round.noSecondGroup'
  | 'round.noReviewRule'
  | 'round.paperUnknown'
  | 'round.seriesUnknown'
  | 'round.untilMissing'
  | 'round.untilPast'
  | 'round.untilTooLate';

const SHORTEST_REASON = 5;
const LONGEST_REASON = 400;
const HOUR = 60 * 60_000;

/**
 * The last moment the regulation gives to choose second-group papers: its hours from the release of the first publication,
 * or from now where they have passed, because nobody could choose before the round was open. `null` where it says nothing.
 */
export function choicesLimit(regulation: Regulation, { releasedAt, now }: RoundMoment): Date | null {
  const hours = secondGroupStage(regulation, null)?.chosenWithinHours;
  if (hours === undefined) return null;
  const limit = new Date(releasedAt.getTime() + hours * HOUR);
  return limit > now ? limit : new Date(now.getTime() + hours * HOUR);
}

/** Until when the candidates of a round choose: what the office says, or what the regulation gives in a second group. */
export function choicesEnd(
  { rule, choicesUntil }: RoundToCheck,
  regulation: Regulation,
  moment: RoundMoment,
): Date | null {
  if (rule.kind === 'review') return null;
  return choicesUntil ?? (rule.kind === 'secondGroup' ? choicesLimit(regulation, moment) : null);
}

/**
 * Whether the regulation knows what such a round is about. A second group is a stage of it, and so is the rule by which a
 * reviewed mark is kept. A paper sat again is not: what annuls a paper comes after the regulation is frozen, and its rule
 * (the better mark, no decision lowered) is the round's own. Candidates who choose are told until when: in a second group no
 * later than the regulation's hours, which count where the office says nothing.
 */
export function checkRound(
  round: RoundToCheck,
  regulation: Regulation,
  moment: RoundMoment,
): Verdict<true, RoundRefusal> {
  const { rule, reason } = round;
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
  return checkUntil(round, regulation, moment);
}

function checkUntil(
  round: RoundToCheck,
  regulation: Regulation,
  moment: RoundMoment,
): Verdict<true, 'round.untilMissing' | 'round.untilPast' | 'round.untilTooLate'> {
  const until = choicesEnd(round, regulation, moment);
  if (until === null) return refuse('round.untilMissing');
  if (until <= moment.now) return refuse('round.untilPast');
  const limit = round.rule.kind === 'secondGroup' ? choicesLimit(regulation, moment) : null;
  const hours = secondGroupStage(regulation, null)?.chosenWithinHours ?? 0;
  return limit && until > limit ? refuse('round.untilTooLate', { hours }) : accept();
}

function sits(regulation: Regulation, series: string, paper: string): boolean {
  return (regulation.series[series]?.papers ?? []).some((one) => one.paper === paper && one.group === 1);
}
