/** How two sets of times differ: two-sided tests, with the normal distribution for what are thousands of samples. */
export type Comparison = {
  readonly means: readonly [number, number];
  readonly medians: readonly [number, number];
  /** Welch's t of the means, and how likely a difference as large is by chance. */
  readonly welch: { readonly t: number; readonly p: number };
  /** Mann–Whitney's z of the ranks, and the chance that one of the second is larger than one of the first. */
  readonly mannWhitney: { readonly z: number; readonly p: number; readonly larger: number };
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]) => sum(values) / values.length;
const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

/** Two-sided chance of a normal deviate as far out. Abramowitz and Stegun 7.1.26, error below 1.5e-7. */
export function chanceOf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp(-x * x);
}

/** Sums of ranks, ties sharing theirs. */
function rankSum(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, first: true })),
    ...second.map((value) => ({ value, first: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let total = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.value === all[at]?.value) end += 1;
    const rank = (at + 1 + end) / 2;
    for (; at < end; at += 1) if (all[at]?.first) total += rank;
  }
  return total;
}

export function compareSamples(first: readonly number[], second: readonly number[]): Comparison {
  const [n, m] = [first.length, second.length];
  const t = (meanOf(first) - meanOf(second)) / Math.sqrt(varianceOf(first) / n + varianceOf(second) / m);
  const u = rankSum(first, second) - (n * (n + 1)) / 2;
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return {
    means: [meanOf(first), meanOf(second)],
    medians: [medianOf(first), medianOf(second)],
    welch: { t, p: chanceOf(t) },
    mannWhitney: { z, p: chanceOf(z), larger: 1 - u / (n * m) },
  };
}
