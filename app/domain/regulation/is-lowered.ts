import { compare, parseExact } from './fraction.ts';
import type { PreparedRegulation } from './prepare-regulation.ts';
import type { Decision } from './schema.ts';
import type { Outcome } from './trace.ts';

/** From the worst for a candidate to the best; a reserved case is neither above nor below. */
const ORDER: Readonly<Record<Decision, number | undefined>> = {
  excluded: 0,
  failed: 1,
  secondGroup: 2,
  passed: 3,
  reserved: undefined,
};

/**
 * Whether papers sat again would leave a candidate worse off: a lower decision, or a lower average for the same one.
 * A mark still awaited, or an exclusion for fraud at the paper sat again, isn't the regulation lowering a decision.
 */
export function isLowered(
  before: Outcome,
  after: Outcome,
  { lowerIsBetter }: Pick<PreparedRegulation, 'lowerIsBetter'>,
): boolean {
  if (after.awaited.length > 0 || after.decision === 'excluded') return false;
  const from = ORDER[before.decision];
  const to = ORDER[after.decision];
  if (from === undefined || to === undefined) return false;
  if (from !== to || !before.exact || !after.exact) return to < from;
  const apart = compare(parseExact(after.exact.average), parseExact(before.exact.average));
  return lowerIsBetter ? apart > 0 : apart < 0;
}
