import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimalText,
  divide,
  exactText,
  type Fraction,
  multiply,
  subtract,
  toHundredths,
} from './fraction.ts';
import { roundValue } from './round-value.ts';
import {
  floorDivide,
  greatestDivisor,
  minus,
  plus,
  quotientOf,
  restOf,
  times,
  type Whole,
  wholeFrom,
} from './whole.ts';

/** Whole numbers small, near the limit of what a float holds, and beyond. */
const whole = fc.oneof(
  fc.bigInt({ min: -200_000n, max: 200_000n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
);
const positive = whole.map((n) => (n < 0n ? -n : n) || 1n);
const small = (n: bigint): Whole => wholeFrom(String(n));

const floorOf = (n: bigint, d: bigint) => (n < 0n && n % d !== 0n ? n / d - 1n : n / d);

describe('whole numbers', () => {
  it('are numbers exactly while a number holds them', () => {
    fc.assert(
      fc.property(whole, (n) => {
        const isSmall = n <= BigInt(Number.MAX_SAFE_INTEGER) && n >= BigInt(Number.MIN_SAFE_INTEGER);
        expect(typeof small(n)).toBe(isSmall ? 'number' : 'bigint');
      }),
    );
  });
  it('give what bigints alone give, and never −0', () => {
    const operations: readonly [string, (a: Whole, b: Whole) => Whole, (a: bigint, b: bigint) => bigint][] = [
      ['plus', plus, (a, b) => a + b],
      ['minus', minus, (a, b) => a - b],
      ['times', times, (a, b) => a * b],
    ];
    fc.assert(
      fc.property(whole, whole, positive, (a, b, d) => {
        for (const [name, fast, exact] of operations) same(name, fast(small(a), small(b)), exact(a, b));
        same('rest', restOf(small(a), small(d)), a % d);
        same('quotient', quotientOf(small(a), small(d)), a / d);
        same('floor', floorDivide(small(a), small(d)), floorOf(a, d));
      }),
      { numRuns: 2_000 },
    );
  });
  it('share their greatest divisor', () => {
    fc.assert(
      fc.property(positive, positive, positive, (a, b, c) => {
        const common = BigInt(greatestDivisor(small(a * c), small(b * c)));
        expect([(a * c) % common, (b * c) % common, common % c]).toEqual([0n, 0n, 0n]);
      }),
    );
  });
  function same(name: string, fast: Whole, exact: bigint): void {
    expect(`${name} ${fast}`).toBe(`${name} ${exact}`);
    expect(Object.is(fast, -0)).toBe(false);
  }
});

describe('fractions of small numbers and of large ones', () => {
  const fraction = fc.tuple(whole, positive);
  const forms = ([n, d]: [bigint, bigint]): readonly [Fraction, Fraction] => [
    { n: small(n), d: small(d) },
    { n, d },
  ];
  it('add, multiply, divide, compare, round and read the same', () => {
    const decimals = fc.integer({ min: 0, max: 6 });
    const mode = fc.constantFrom('halfUp' as const, 'halfEven' as const, 'truncate' as const);
    fc.assert(
      fc.property(fraction, fraction, decimals, mode, (first, second, places, how) => {
        const [a, bigA] = forms(first);
        const [b, bigB] = forms(second);
        expect(exactText(add(a, b))).toBe(exactText(add(bigA, bigB)));
        expect(exactText(subtract(a, b))).toBe(exactText(subtract(bigA, bigB)));
        expect(exactText(multiply(a, b))).toBe(exactText(multiply(bigA, bigB)));
        if (second[0] > 0n) expect(exactText(divide(a, b))).toBe(exactText(divide(bigA, bigB)));
        expect(compare(a, b)).toBe(compare(bigA, bigB));
        const rule = { mode: how, decimals: places };
        expect(exactText(roundValue(a, rule))).toBe(exactText(roundValue(bigA, rule)));
        expect(decimalText(a)).toBe(decimalText(bigA));
        expect(toHundredths(a)).toBe(toHundredths(bigA));
      }),
      { numRuns: 2_000 },
    );
  });
});
