import { compare, parseExact } from './fraction.ts';
import type { Outcome } from './trace.ts';

/** Candidates who share an exact average: `exact` as `exactText` writes it, empty without one. */
export type Tied = { readonly exact: string; readonly count: number };
type Better = 'higher' | 'lower';

/**
 * Competition ranking (1, 2, 2, 4) of groups that share an average, highest first, or lowest where the regulation's
 * scale says that is better; `null` for those without an average.
 */
export function rankTied(groups: readonly Tied[], better: Better = 'higher'): readonly (number | null)[] {
  const order = groups
    .flatMap(({ exact, count }, index) =>
      exact === '' ? [] : [{ average: parseExact(exact), count, index }],
    )
    .sort((a, b) => (better === 'lower' ? compare(a.average, b.average) : compare(b.average, a.average)));
  const ranks: (number | null)[] = groups.map(() => null);
  let rank = 1;
  for (const { count, index } of order) {
    ranks[index] = rank;
    rank += count;
  }
  return ranks;
}

/** As `rankTied`, of one candidate after another. */
export function rankByAverage(
  outcomes: readonly Outcome[],
  better: Better = 'higher',
): readonly (number | null)[] {
  const counts = new Map<string, number>();
  const exact = outcomes.map((outcome) => outcome.exact?.average ?? '');
  for (const text of exact) counts.set(text, (counts.get(text) ?? 0) + 1);
  const ranks = rankTied(
    [...counts].map(([text, count]) => ({ exact: text, count })),
    better,
  );
  const rankOf = new Map([...counts.keys()].map((text, i) => [text, ranks[i] ?? null] as const));
  return exact.map((text) => rankOf.get(text) ?? null);
}
