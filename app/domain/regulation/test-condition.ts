import { add, compare, decimalText, divide, type Fraction, multiply, ZERO } from './fraction.ts';
import type { Limits, PreparedCondition, PreparedQuantity, Quantity } from './prepare-condition.ts';
import type { PreparedRegulation } from './prepare-regulation.ts';
import { roundingFor, roundValue } from './round-value.ts';
import { type Counted, roundTotal, type StageSum } from './sum-papers.ts';
import type { Test } from './trace.ts';

export type Decided = {
  readonly sum: StageSum;
  /** After the regulation's rounding. */
  readonly average: Fraction;
  readonly attempts: number;
  readonly regulation: PreparedRegulation;
};

const count = (n: number): Fraction => ({ n: BigInt(n), d: 1n });

/** The lowest value on the regulation's scale, absences counted 0 included; `undefined` where nothing counts. */
function lowestOf(counted: readonly Counted[], { scale }: PreparedRegulation): Fraction | undefined {
  let lowest: Fraction | undefined;
  for (const { value, paper } of counted) {
    const onScale = divide(multiply(value, scale), paper.highest);
    if (!lowest || compare(onScale, lowest) < 0) lowest = onScale;
  }
  return lowest;
}

/** An average as the regulation rounds averages; `undefined` where no coefficient is left. */
export function averageOf(
  total: Fraction,
  possible: Fraction,
  { scale, rounding }: PreparedRegulation,
): Fraction | undefined {
  if (possible.n === 0n) return undefined;
  const exact = divide(multiply(total, scale), possible);
  const rule = roundingFor(exact, rounding.average);
  return rule ? roundValue(exact, rule) : exact;
}

function namedValue(
  { of, kinds, papers }: PreparedQuantity,
  { sum, regulation }: Decided,
): Fraction | undefined {
  const counted = sum.counted.filter(
    ({ paper }) => (!kinds || kinds.has(paper.kind)) && (!papers || papers.has(paper.code)),
  );
  const all = (part: (one: Counted) => Fraction) => counted.map(part).reduce(add, ZERO);
  switch (of) {
    case 'total':
      return roundTotal(
        all(({ points }) => points),
        regulation,
        undefined,
      );
    case 'average':
      return averageOf(
        all(({ points }) => points),
        all(({ possible }) => possible),
        regulation,
      );
    case 'lowestMark':
      return lowestOf(counted, regulation);
    case 'zeros':
      return count(counted.filter(({ mark }) => mark.n === 0n).length);
  }
}

/** The value of a quantity; `undefined` for an average or a lowest mark of papers none of which counts. */
export function quantityOf(quantity: Quantity | PreparedQuantity, decided: Decided): Fraction | undefined {
  if (typeof quantity === 'object') return namedValue(quantity, decided);
  const { sum, average, attempts, regulation } = decided;
  switch (quantity) {
    case 'average':
      return average;
    case 'total':
      return sum.total;
    case 'averageWithoutOptional':
      return averageOf(roundTotal(sum.base, regulation, undefined), sum.possible, regulation);
    case 'totalWithoutOptional':
      return roundTotal(sum.base, regulation, undefined);
    case 'coefficients':
    case 'possible':
      return sum[quantity];
    case 'lowestMark':
      return lowestOf(sum.counted, regulation) ?? ZERO;
    case 'zeros':
    case 'absences':
    case 'frauds':
    case 'eliminatory':
    case 'belowMinimum':
    case 'unfilled':
      return count(sum[quantity]);
    case 'attempts':
      return count(attempts);
  }
}

function within(value: Fraction, limits: Limits): boolean {
  return (
    (limits.atLeast === undefined || compare(value, limits.atLeast) >= 0) &&
    (limits.above === undefined || compare(value, limits.above) > 0) &&
    (limits.atMost === undefined || compare(value, limits.atMost) <= 0) &&
    (limits.below === undefined || compare(value, limits.below) < 0)
  );
}

/** Tests a condition exactly: 9.99 is not 10. The leaves tested are appended to `tests` for the trace. */
export function testCondition(
  condition: PreparedCondition,
  decided: Decided,
  tests: Test[] | undefined,
): boolean {
  switch (condition.test) {
    case 'quantity': {
      const value = quantityOf(condition.quantity, decided);
      const held = value !== undefined && within(value, condition.limits);
      const quantity = typeof condition.quantity === 'object' ? condition.quantity.code : condition.quantity;
      tests?.push({ ...condition.bounds, quantity, value: value ? decimalText(value) : '–', held });
      return held;
    }
    case 'papers': {
      const { papers, mark, markAtLeast, bounds, limits } = condition;
      const reached = decided.sum.counted.filter(
        (item) => papers.includes(item.paper.code) && compare(item.mark, mark) >= 0,
      ).length;
      const held = within(count(reached), limits);
      const value = String(reached);
      tests?.push({ ...bounds, quantity: 'papersAmong', papers, markAtLeast, value, held });
      return held;
    }
    case 'all':
      return condition.of.every((part) => testCondition(part, decided, tests));
    case 'any':
      return condition.of.some((part) => testCondition(part, decided, tests));
    case 'not':
      return !testCondition(condition.of[0], decided, tests);
  }
}
