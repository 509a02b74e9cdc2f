import { add, compare, ONE, subtract } from './fraction.ts';
import {
  EVERYTHING,
  type Interval,
  intersect,
  intervalOf,
  isEmpty,
  type Side,
  subtractInterval,
} from './interval.ts';
import { isBuiltIn } from './prepare-condition.ts';
import { roundValue } from './round-value.ts';
import type { Condition } from './schema-parts.ts';

/** A conjunction as one interval for each quantity. */
export type Box = ReadonlyMap<string, Interval>;

/** Conditions that would need more boxes than this aren't analysed. */
const MOST_BOXES = 500;
const COUNTED: ReadonlySet<string> = new Set([
  'zeros',
  'absences',
  'frauds',
  'eliminatory',
  'belowMinimum',
  'unfilled',
  'attempts',
]);
/** A count of papers is a quantity of its own: the same papers and the same mark give the same key. */
const PAPERS = 'papersAmong:';

const isCount = (quantity: string): boolean => COUNTED.has(quantity) || quantity.startsWith(PAPERS);
/** One the file names may have no value, so that neither a rule nor its contrary takes everyone. */
const isAlwaysKnown = (quantity: string): boolean => isBuiltIn(quantity) || quantity.startsWith(PAPERS);

/** True when, for some quantity, earlier rules already took every value the box allows. */
export function isTaken(box: Box, left: ReadonlyMap<string, readonly Interval[]>): boolean {
  return [...left].some(([quantity, intervals]) =>
    intervals.every((interval) => isEmpty(intersect(interval, box.get(quantity) ?? EVERYTHING))),
  );
}

/** Only a rule on a single quantity takes its values whatever the rest; others leave everything possible. */
export function take(box: Box, left: Map<string, readonly Interval[]>): void {
  const [only, ...others] = box;
  if (!only || others.length > 0 || !isAlwaysKnown(only[0])) return;
  const [quantity, taken] = only;
  const before = left.get(quantity) ?? [startOf(quantity)];
  left.set(
    quantity,
    before
      .flatMap((interval) => subtractInterval(interval, taken))
      .map((interval) => asCount(quantity, interval))
      .filter((interval) => !isEmpty(interval)),
  );
}

/** Counts and sums of coefficients start at 0; averages and totals don't: `plusMinus` sport can push them below. */
function startOf(quantity: string): Interval {
  if (quantity === 'attempts') return intervalOf({ atLeast: 1 });
  if (quantity.startsWith(PAPERS)) return intervalOf({ atLeast: 0, atMost: quantity.split(' ').length - 1 });
  const counted = isBuiltIn(quantity) && !/^(average|total)/.test(quantity);
  return counted ? intervalOf({ atLeast: 0 }) : EVERYTHING;
}

/** A count has whole values only: above 0 is at least 1, below 2 is at most 1. Its bounds are never below 0. */
function asCount(quantity: string, interval: Interval): Interval {
  if (!isCount(quantity)) return interval;
  const whole = (side: Side, low: boolean): Side => {
    if (!side) return undefined;
    const down = roundValue(side.at, { mode: 'truncate', decimals: 0 });
    const isWhole = compare(down, side.at) === 0;
    if (low) return { at: isWhole && side.closed ? down : add(down, ONE), closed: true };
    return { at: isWhole && !side.closed ? subtract(down, ONE) : down, closed: true };
  };
  return { low: whole(interval.low, true), high: whole(interval.high, false) };
}

/**
 * The condition as a union of boxes; contradictory boxes are left out, so `[]` can never hold. `undefined` for what
 * isn't analysed, which is then assumed possible.
 */
export function boxesOf(condition: Condition): readonly Box[] | undefined {
  if ('any' in condition) return boxesOfAny(condition.any);
  if ('all' in condition) return boxesOfAll(condition.all);
  if ('not' in condition) return boxesOfNot(condition.not);
  const [quantity, interval] = leafOf(condition);
  return [new Map([[quantity, interval]])].filter(possible);
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>;

function leafOf(condition: Leaf): readonly [string, Interval] {
  const quantity =
    'quantity' in condition
      ? condition.quantity
      : `${PAPERS}${condition.markAtLeast} ${[...condition.papersAmong].sort().join(' ')}`;
  return [quantity, asCount(quantity, intersect(startOf(quantity), intervalOf(condition)))];
}

function boxesOfAny(conditions: readonly Condition[]): readonly Box[] | undefined {
  const parts = conditions.map(boxesOf);
  const all = parts.flatMap((part) => part ?? []);
  return parts.some((part) => part === undefined) || all.length > MOST_BOXES ? undefined : all;
}

function boxesOfAll(conditions: readonly Condition[]): readonly Box[] | undefined {
  let product: readonly Box[] = [new Map()];
  let known = true;
  for (const part of conditions.map(boxesOf)) {
    if (part === undefined || product.length * part.length > MOST_BOXES) known = false;
    else product = product.flatMap((a) => part.map((b) => merge(a, b)).filter(possible));
  }
  return product.length > 0 && !known ? undefined : product;
}

/** The contrary: of a quantity, the values it leaves; of `all`, any contrary; of `any`, every contrary. */
function boxesOfNot(condition: Condition): readonly Box[] | undefined {
  if ('not' in condition) return boxesOf(condition.not);
  if ('all' in condition) return boxesOfAny(condition.all.map((not) => ({ not })));
  if ('any' in condition) return boxesOfAll(condition.any.map((not) => ({ not })));
  const [quantity, interval] = leafOf(condition);
  if (!isAlwaysKnown(quantity)) return undefined;
  return subtractInterval(startOf(quantity), interval)
    .map((left): Box => new Map([[quantity, asCount(quantity, left)]]))
    .filter(possible);
}

function merge(a: Box, b: Box): Box {
  const both = new Map(a);
  for (const [quantity, interval] of b)
    both.set(quantity, intersect(both.get(quantity) ?? EVERYTHING, interval));
  return both;
}

function possible(box: Box): boolean {
  return ![...box.values()].some(isEmpty);
}
