import { compare, parseExact } from './fraction.ts';
import type { Outcome } from './trace.ts';

/**
 * Competition ranking (1, 2, 2, 4) by exact average, highest first, or lowest where the regulation's scale says that is
 * better; `null` for those without an average.
 */
export function rankByAverage(
  outcomes: readonly Outcome[],
  better: 'higher' | 'lower' = 'higher',
): readonly (number | null)[] {
  const averages = outcomes.map(({ exact }) => exact && parseExact(exact.average));
  const order = averages
    .flatMap((average, index) => (average ? [{ average, index }] : []))
    .sort((a, b) => (better === 'lower' ? compare(a.average, b.average) : compare(b.average, a.average)));
  const ranks: (number | null)[] = outcomes.map(() => null);
  let rank = 0;
  order.forEach(({ average, index }, i) => {
    const previous = order[i - 1];
    if (!previous || compare(previous.average, average) !== 0) rank = i + 1;
    ranks[index] = rank;
  });
  return ranks;
}
