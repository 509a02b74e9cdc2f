import { compare, type Fraction } from './fraction.ts';
import type { Outcome } from './trace.ts';

/** Reads back "68/5" or "13". */
function parseExact(text: string): Fraction {
  const [n = '0', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

/** Candidates who share an exact average: `exact` as `exactText` writes it, empty without one. */
export type Tied = { readonly exact: string; readonly count: number };

/** Competition ranking (1, 2, 2, 4), highest first, of groups that share an average; `null` for those without one. */
export function rankTied(groups: readonly Tied[]): readonly (number | null)[] {
  const order = groups
    .flatMap(({ exact, count }, index) =>
      exact === '' ? [] : [{ average: parseExact(exact), count, index }],
    )
    .sort((a, b) => compare(b.average, a.average));
  const ranks: (number | null)[] = groups.map(() => null);
  let rank = 1;
  for (const { count, index } of order) {
    ranks[index] = rank;
    rank += count;
  }
  return ranks;
}

/** Competition ranking (1, 2, 2, 4) by exact average, highest first; `null` for those without an average. */
export function rankByAverage(outcomes: readonly Outcome[]): readonly (number | null)[] {
  const counts = new Map<string, number>();
  const exact = outcomes.map((outcome) => outcome.exact?.average ?? '');
  for (const text of exact) counts.set(text, (counts.get(text) ?? 0) + 1);
  const ranks = rankTied([...counts].map(([text, count]) => ({ exact: text, count })));
  const rankOf = new Map([...counts.keys()].map((text, i) => [text, ranks[i] ?? null] as const));
  return exact.map((text) => rankOf.get(text) ?? null);
}
