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

/** An exact number, never a float. The denominator is positive; the two need not be in lowest terms. */
export type Fraction = { readonly n: Whole; readonly d: Whole };

export const ZERO: Fraction = { n: 0, d: 1 };
export const ONE: Fraction = { n: 1, d: 1 };

const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/;

/** Reads a regulation's number: a whole JSON number or a decimal string such as "8.95". @throws RangeError otherwise. */
export function parseDecimal(value: string | number): Fraction {
  const found = DECIMAL.exec(String(value));
  if (!found) throw new RangeError(`not a decimal: ${value}`);
  const decimals = found[3] ?? '';
  return { n: wholeFrom(`${found[1]}${found[2]}${decimals}`), d: 10 ** decimals.length };
}

export function fromHundredths(value: number): Fraction {
  return { n: value, d: 100 };
}

export function fromCount(value: number): Fraction {
  return { n: value, d: 1 };
}

export const isZero = ({ n }: Fraction): boolean => n === 0 || n === 0n;
export const isPositive = ({ n }: Fraction): boolean => n > 0;

/** Two denominators of which one divides the other give the larger, so that long sums stay small. */
export function add(a: Fraction, b: Fraction): Fraction {
  if (a.d === b.d) return { n: plus(a.n, b.n), d: a.d };
  if (typeof a.d === 'number' && typeof b.d === 'number') {
    if (a.d % b.d === 0) return { n: plus(a.n, times(b.n, a.d / b.d)), d: a.d };
    if (b.d % a.d === 0) return { n: plus(times(a.n, b.d / a.d), b.n), d: b.d };
  }
  return { n: plus(times(a.n, b.d), times(b.n, a.d)), d: times(a.d, b.d) };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: minus(0, b.n), d: b.d });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { n: times(a.n, b.n), d: times(a.d, b.d) };
}

/** @throws RangeError when the divisor is zero or negative: every divisor here is a sum of coefficients. */
export function divide(a: Fraction, b: Fraction): Fraction {
  if (!isPositive(b)) throw new RangeError('division by a sum of coefficients that is not positive');
  return { n: times(a.n, b.d), d: times(a.d, b.n) };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.d === b.d ? a.n : times(a.n, b.d);
  const right = a.d === b.d ? b.n : times(b.n, a.d);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function smallest(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

/** Whole hundredths, the rest cut off downwards: what is shown is never above what was decided on. */
export function toHundredths(value: Fraction): number {
  return Number(floorDivide(times(value.n, 100), value.d));
}

function lowestTerms(value: Fraction): Fraction {
  const common = greatestDivisor(value.n < 0 ? minus(0, value.n) : value.n, value.d);
  return { n: quotientOf(value.n, common), d: quotientOf(value.d, common) };
}

/** "68/5" in lowest terms, or "13" when whole: the exact value as text, for storage and comparison. */
export function exactText(value: Fraction): string {
  const { n, d } = lowestTerms(value);
  return d === 1 || d === 1n ? String(n) : `${n}/${d}`;
}

/** Reads back "68/5" or "13". */
export function parseExact(text: string): Fraction {
  const [n = '0', d = '1'] = text.split('/');
  return { n: wholeFrom(n), d: wholeFrom(d) };
}

/** The decimal to show: exact when it ends within four decimals, else four decimals cut off and "…". */
export function decimalText(value: Fraction): string {
  if (value.d === 1 && typeof value.n === 'number') return String(value.n);
  const scaled = times(value.n, 10_000);
  const kept = quotientOf(scaled, value.d);
  const digits = String(kept < 0 ? minus(0, kept) : kept).padStart(5, '0');
  const decimals = digits.slice(-4);
  const rest = restOf(scaled, value.d);
  const shown = rest === 0 || rest === 0n ? decimals.replace(/0+$/, '') : `${decimals}…`;
  return `${value.n < 0 ? '-' : ''}${digits.slice(0, -4)}${shown === '' ? '' : `.${shown}`}`;
}
