type BucketOptions = {
  /** Tokens of a key that nothing was taken from. */
  readonly capacity: number;
  /** Seconds after which a token taken is there again. */
  readonly secondsEach: number;
  /** Keys kept; the one untouched for longest is forgotten, and is full again. */
  readonly most: number;
};

/** Token buckets by key. Instants are in seconds. A full bucket takes no room. */
export function createBuckets({ capacity, secondsEach, most }: BucketOptions) {
  /** When each key will be full again: it says how many tokens are missing now. */
  const fullAt = new Map<string, number>();
  const forgetOldest = createForgetting(fullAt);
  const put = (key: string, at: number, now: number) => {
    fullAt.delete(key);
    if (at <= now) return;
    if (fullAt.size >= most) forgetOldest();
    fullAt.set(key, at);
  };
  const full = (key: string, now: number) => Math.max(now, fullAt.get(key) ?? now);
  return {
    /** Seconds until there is a token; 0 when there is one. */
    wait: (key: string, now: number) => Math.max(0, full(key, now) - now - (capacity - 1) * secondsEach),
    take: (key: string, now: number) => put(key, full(key, now) + secondsEach, now),
    give: (key: string, now: number, tokens: number) => put(key, full(key, now) - tokens * secondsEach, now),
    size: () => fullAt.size,
  };
}

/**
 * Takes away the oldest key of a map or set. It goes on from where it took the last: begun anew each time, it would pass by
 * every place that was emptied since the table was last rebuilt, which is most of the time a wrong code takes.
 */
export function createForgetting(kept: { keys(): Iterator<string>; delete(key: string): boolean }) {
  let keys = kept.keys();
  return () => {
    let oldest = keys.next();
    if (oldest.done) {
      keys = kept.keys();
      oldest = keys.next();
    }
    if (!oldest.done) kept.delete(oldest.value);
  };
}
