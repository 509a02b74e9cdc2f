import { compare, type Fraction, parseDecimal } from './fraction.ts';
import type { Bounds } from './schema.ts';

/** A side of an interval; `closed` when the value itself is inside. `undefined` has no limit on that side. */
export type Side = { readonly at: Fraction; readonly closed: boolean } | undefined;
export type Interval = { readonly low: Side; readonly high: Side };

export const EVERYTHING: Interval = { low: undefined, high: undefined };

const lower = (a: Side, b: Side): Side => (a && b ? (order(a, b, false) >= 0 ? a : b) : (a ?? b));
const upper = (a: Side, b: Side): Side => (a && b ? (order(a, b, true) <= 0 ? a : b) : (a ?? b));

/** For two equal lows the open one is the narrower; for two equal highs too. */
function order(a: NonNullable<Side>, b: NonNullable<Side>, high: boolean): number {
  const apart = compare(a.at, b.at);
  if (apart !== 0 || a.closed === b.closed) return apart;
  return a.closed === high ? 1 : -1;
}

export function intersect(a: Interval, b: Interval): Interval {
  return { low: lower(a.low, b.low), high: upper(a.high, b.high) };
}

export function isEmpty({ low, high }: Interval): boolean {
  if (!low || !high) return false;
  const apart = compare(low.at, high.at);
  return apart > 0 || (apart === 0 && !(low.closed && high.closed));
}

/** What is left of `from` without `taken`: none, one or two intervals. */
export function subtractInterval(from: Interval, taken: Interval): readonly Interval[] {
  const below: Interval = {
    low: undefined,
    high: taken.low && { at: taken.low.at, closed: !taken.low.closed },
  };
  const above: Interval = {
    low: taken.high && { at: taken.high.at, closed: !taken.high.closed },
    high: undefined,
  };
  return [taken.low && intersect(from, below), taken.high && intersect(from, above)].filter(
    (left): left is Interval => left !== undefined && !isEmpty(left),
  );
}

export function intervalOf({ atLeast, above, atMost, below }: Bounds): Interval {
  const side = (value: string | number | undefined, closed: boolean): Side =>
    value === undefined ? undefined : { at: parseDecimal(value), closed };
  return {
    low: lower(side(atLeast, true), side(above, false)),
    high: upper(side(atMost, true), side(below, false)),
  };
}
