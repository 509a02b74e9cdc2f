import { compare, parseExact } from '../regulation/fraction.ts';
import type { Decision } from '../regulation/schema.ts';
import type { Outcome } from '../regulation/trace.ts';
import type { FinalOutcome } from './jury-decision.ts';
import type { RoundKind } from './round-states.ts';

/** From the worst to the best that can be said of a candidate. */
const ORDER: readonly Decision[] = ['excluded', 'failed', 'reserved', 'secondGroup', 'passed'];

export function isLower(after: Decision, before: Decision): boolean {
  return ORDER.indexOf(after) < ORDER.indexOf(before);
}

/** A dossier as one round left it. `kind` is null for round 1, the sitting itself. */
export type RoundOutcome = {
  readonly round: number;
  readonly kind: RoundKind | null;
  readonly final: FinalOutcome;
};

/**
 * What stands of a dossier that was judged in several rounds: the latest, except that a paper sat again lowers nobody's
 * decision (Niger 2023), so that its round is passed over when it would. An exclusion that follows from what the jury
 * of that round established, for fraud, is not passed over.
 * @throws RangeError for no round at all.
 */
export function standingOutcome<One extends RoundOutcome>(rounds: readonly One[]): One {
  const [first, ...later] = [...rounds].sort((a, b) => a.round - b.round);
  if (!first) throw new RangeError('a dossier was judged in no round');
  return later.reduce((standing, one) => (passedOver(one, standing) ? standing : one), first);
}

function passedOver({ kind, final }: RoundOutcome, standing: RoundOutcome): boolean {
  const established = final.jury?.kind === 'exclude' || final.jury?.kind === 'void';
  const excludedByJury = established && final.decision === 'excluded';
  return kind === 'resit' && !excludedByJury && isLower(final.decision, standing.final.decision);
}

/**
 * Whether what an earlier jury decided of a dossier holds in a later round: a rescue or a reserved case settled isn't
 * lost because a mark was looked at again, as long as the average is no lower. A call to the second group ends with the
 * second group. An exclusion holds whatever is found. Papers voided are carried by themselves. The jury of the later round
 * may decide otherwise.
 */
export function decisionHolds(
  before: FinalOutcome,
  now: Outcome,
  { kind, lowerIsBetter }: { readonly kind: RoundKind; readonly lowerIsBetter: boolean },
): boolean {
  const { jury, decision } = before;
  if (jury?.kind === 'exclude') return true;
  if (jury === null || jury.kind === 'void' || now.decision === 'excluded') return false;
  if (kind === 'secondGroup' && decision === 'secondGroup') return false;
  if (!before.exact || !now.exact) return false;
  const apart = compare(parseExact(now.exact.average), parseExact(before.exact.average));
  return isLower(now.decision, decision) && (lowerIsBetter ? apart <= 0 : apart >= 0);
}
