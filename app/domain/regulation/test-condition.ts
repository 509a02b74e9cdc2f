import { compare, decimalText, type Fraction, smallest, ZERO } from './fraction.ts';
import type { PreparedCondition } from './prepare-regulation.ts';
import type { Quantity } from './schema.ts';
import type { StageSum } from './sum-papers.ts';
import type { Test } from './trace.ts';

export type Decided = {
  readonly sum: StageSum;
  /** After the regulation's rounding. */
  readonly average: Fraction;
  readonly attempts: number;
};

const count = (n: number): Fraction => ({ n: BigInt(n), d: 1n });

function lowestMark({ counted }: StageSum): Fraction {
  const [first, ...rest] = counted;
  return rest.reduce((lowest, { onScale }) => smallest(lowest, onScale), first?.onScale ?? ZERO);
}

/** The value of a named quantity. `lowestMark` is on the regulation's scale, absences counted 0 included. */
export function quantityOf(quantity: Quantity, { sum, average, attempts }: Decided): Fraction {
  switch (quantity) {
    case 'average':
      return average;
    case 'total':
      return sum.total;
    case 'coefficients':
      return sum.coefficients;
    case 'lowestMark':
      return lowestMark(sum);
    case 'zeros':
    case 'absences':
    case 'frauds':
    case 'eliminatory':
    case 'belowMinimum':
      return count(sum[quantity]);
    case 'attempts':
      return count(attempts);
  }
}

function within(
  value: Fraction,
  limits: Extract<PreparedCondition, { test: 'quantity' }>['limits'],
): boolean {
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
      const held = within(value, condition.limits);
      tests?.push({ ...condition.bounds, quantity: condition.quantity, value: decimalText(value), held });
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
