import { compare } from '../regulation/fraction.ts';
import { floorDivide } from '../regulation/whole.ts';
import type { Hundredths } from '../shared/mark.ts';

/** Below this many marks nothing is said of a marker's severity. */
export const SMALLEST_SAMPLE = 10;

/**
 * How many standard errors a mean must be away to be shown. Two would point at one marker in twenty by chance alone, ten
 * names where two hundred mark; three at one in about four hundred.
 */
const STANDARD_ERRORS = 3n;

/** Marks of one group, kept as their exact sums: hundredths and their squares. */
export type Moments = { readonly n: number; readonly sum: bigint; readonly squares: bigint };

export const NO_MARKS: Moments = { n: 0, sum: 0n, squares: 0n };

export function addMoments(a: Moments, b: Moments): Moments {
  return { n: a.n + b.n, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

export function momentsOf(marks: readonly Hundredths[]): Moments {
  return marks.reduce(
    (sum, mark) => addMoments(sum, { n: 1, sum: BigInt(mark), squares: BigInt(mark) ** 2n }),
    NO_MARKS,
  );
}

/** In hundredths, to the nearest one (a half goes up); `null` without a mark. */
export function meanHundredths({ n, sum }: Moments): Hundredths | null {
  return n === 0 ? null : Number(floorDivide(2n * sum + BigInt(n), 2n * BigInt(n)));
}

/** The sample variance, in squared hundredths; `null` for fewer than two marks. */
function varianceOf({ n, sum, squares }: Moments): { readonly n: bigint; readonly d: bigint } | null {
  const count = BigInt(n);
  return n < 2 ? null : { n: count * squares - sum * sum, d: count * (count - 1n) };
}

/** The sample standard deviation in hundredths, to the nearest one; `null` for fewer than two marks. */
export function deviationHundredths(moments: Moments): Hundredths | null {
  const variance = varianceOf(moments);
  return variance === null ? null : Number((rootOf((4n * variance.n) / variance.d) + 1n) / 2n);
}

/** The largest whole number whose square is not above `value`. */
function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  let at = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (at + value / at) >> 1n;
    if (next >= at) return at;
    at = next;
  }
}

export type Severity = 'severe' | 'lenient' | null;

/**
 * Whether a marker's mean is further from the mean of all other markers of the paper than chance explains. Scripts are
 * bundled by codes drawn at random, so each marker has a random sample of the same scripts: the difference of two such
 * means has the variance v1/n1 + v2/n2, and more than three times its root is shown. Nothing is said of fewer than ten
 * marks on either side. Exact: squares of fractions are compared, no root is taken.
 */
export function severityOf(own: Moments, others: Moments): Severity {
  if (own.n < SMALLEST_SAMPLE || others.n < SMALLEST_SAMPLE) return null;
  const [v1, v2] = [varianceOf(own), varianceOf(others)];
  if (v1 === null || v2 === null) return null;
  const [n1, n2] = [BigInt(own.n), BigInt(others.n)];
  const difference = own.sum * n2 - others.sum * n1;
  const square = { n: difference * difference, d: (n1 * n2) ** 2n };
  const [d1, d2] = [v1.d * n1, v2.d * n2];
  const limit = { n: STANDARD_ERRORS ** 2n * (v1.n * d2 + v2.n * d1), d: d1 * d2 };
  if (compare(square, limit) <= 0) return null;
  return difference < 0n ? 'severe' : 'lenient';
}

/** What one marker keyed in one bundle. */
export type KeyedGroup = {
  readonly userId: string;
  readonly bundle: number;
  /** Everything keyed, whatever its state. */
  readonly keyed: number;
  readonly absent: number;
  /** Scripts whose two entries differ by more than the regulation's tolerance. */
  readonly differing: number;
  readonly moments: Moments;
};

export type MarkerStatistics = Omit<KeyedGroup, 'bundle'> & {
  readonly severity: Severity;
  readonly bundles: readonly KeyedGroup[];
};

/** One line a marker of a paper, in the order in which they come first. */
export function markerStatistics(groups: readonly KeyedGroup[]): readonly MarkerStatistics[] {
  const byMarker = new Map<string, KeyedGroup[]>();
  for (const group of groups) {
    const list = byMarker.get(group.userId);
    if (list) list.push(group);
    else byMarker.set(group.userId, [group]);
  }
  const all = groups.reduce((sum, { moments }) => addMoments(sum, moments), NO_MARKS);
  return [...byMarker].map(([userId, bundles]) => {
    const moments = bundles.reduce((sum, group) => addMoments(sum, group.moments), NO_MARKS);
    const others = {
      n: all.n - moments.n,
      sum: all.sum - moments.sum,
      squares: all.squares - moments.squares,
    };
    const total = (of: (group: KeyedGroup) => number) => bundles.reduce((sum, group) => sum + of(group), 0);
    return {
      userId,
      keyed: total(({ keyed }) => keyed),
      absent: total(({ absent }) => absent),
      differing: total(({ differing }) => differing),
      moments,
      severity: severityOf(moments, others),
      bundles: [...bundles].sort((a, b) => a.bundle - b.bundle),
    };
  });
}
