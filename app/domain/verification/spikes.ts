/** Fewer failures within an hour are nobody's wave, however quiet the hours before were. */
const SMALLEST_SPIKE = 30;
/** Standard deviations of a Poisson count above its mean: by chance about once in 3 million hours. */
const DEVIATIONS = 5;

export type HourJudgement = {
  /** What an hour like it usually sees, rounded. */
  readonly usual: number;
  readonly isSpike: boolean;
};

/**
 * Whether an hour saw far more failures than the same hour of other days. A count of rare independent events varies by
 * about the square root of its mean; one more is added so that an hour which never saw any has room for some.
 * @param others failures of the same hour on the days before, a day without any as 0; none at all counts as usual 0
 */
export function judgeHour(failures: number, others: readonly number[]): HourJudgement {
  const mean = others.length === 0 ? 0 : others.reduce((sum, count) => sum + count, 0) / others.length;
  const threshold = Math.max(SMALLEST_SPIKE, mean + DEVIATIONS * Math.sqrt(mean + 1));
  return { usual: Math.round(mean), isSpike: failures >= threshold };
}
