import { compare, type Fraction } from './fraction.ts';
import type { Outcome } from './trace.ts';

/** Reads back "68/5" or "13". */
function parseExact(text: string): Fraction {
  const [n = '0', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

/** Competition ranking (1, 2, 2, 4) by exact average, highest first; `null` for those without an average. */
export function rankByAverage(outcomes: readonly Outcome[]): readonly (number | null)[] {
  const averages = outcomes.map(({ exact }) => exact && parseExact(exact.average));
  const order = averages
    .flatMap((average, index) => (average ? [{ average, index }] : []))
    .sort((a, b) => compare(b.average, a.average));
  const ranks: (number | null)[] = outcomes.map(() => null);
  let rank = 0;
  order.forEach(({ average, index }, i) => {
    const previous = order[i - 1];
    if (!previous || compare(previous.average, average) !== 0) rank = i + 1;
    ranks[index] = rank;
  });
  return ranks;
}
