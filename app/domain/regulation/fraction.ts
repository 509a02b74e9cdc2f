/** An exact number, never a float. The denominator is positive; the two need not be in lowest terms. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

const DECIMAL = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/;

/** Reads a regulation's number: a whole JSON number or a decimal string such as "8.95". @throws RangeError otherwise. */
export function parseDecimal(value: string | number): Fraction {
  const found = DECIMAL.exec(String(value));
  if (!found) throw new RangeError(`not a decimal: ${value}`);
  const decimals = found[3] ?? '';
  const n = BigInt(`${found[2]}${decimals}`);
  return { n: found[1] === '-' ? -n : n, d: 10n ** BigInt(decimals.length) };
}

export function fromHundredths(value: number): Fraction {
  return { n: BigInt(value), d: 100n };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** @throws RangeError when the divisor is zero or negative: every divisor here is a sum of coefficients. */
export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.n <= 0n) throw new RangeError('division by a sum of coefficients that is not positive');
  return { n: a.n * b.d, d: a.d * b.n };
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function smallest(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

export function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d < 0n ? quotient - 1n : quotient;
}

/** Whole hundredths, the rest cut off downwards: what is shown is never above what was decided on. */
export function toHundredths(value: Fraction): number {
  return Number(floorDivide(value.n * 100n, value.d));
}

function lowestTerms(value: Fraction): Fraction {
  let a = value.n < 0n ? -value.n : value.n;
  let b = value.d;
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? ZERO : { n: value.n / a, d: value.d / a };
}

/** "68/5" in lowest terms, or "13" when whole: the exact value as text, for storage and comparison. */
export function exactText(value: Fraction): string {
  const { n, d } = lowestTerms(value);
  return d === 1n ? String(n) : `${n}/${d}`;
}

/** Reads back "68/5" or "13". */
export function parseExact(text: string): Fraction {
  const [n = '0', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

/** The decimal to show: exact when it ends within four decimals, else four decimals cut off and "…". */
export function decimalText(value: Fraction): string {
  const scaled = value.n * 10_000n;
  const kept = scaled / value.d;
  const digits = String(kept < 0n ? -kept : kept).padStart(5, '0');
  const decimals = digits.slice(-4);
  const exact = scaled % value.d === 0n;
  const shown = exact ? decimals.replace(/0+$/, '') : `${decimals}…`;
  return `${value.n < 0n ? '-' : ''}${digits.slice(0, -4)}${shown === '' ? '' : `.${shown}`}`;
}
