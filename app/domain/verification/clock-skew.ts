/** Seconds a verifier's clock may be behind the office's before what it is shown comes from its future. */
export const CLOCK_SKEW = 300;

/** Whether something dated `at` lies in the future of a clock that reads `now`, by more than clocks are apart. */
export function isFromTheFuture(at: number, now: number): boolean {
  return at > now + CLOCK_SKEW;
}
