import { add, compare, divide, type Fraction, multiply, parseDecimal, subtract } from './fraction.ts';
import { type PreparedRounding, roundValue } from './round-value.ts';
import type { Conversion } from './schema.ts';

type Band = { readonly from: Fraction; readonly value: Fraction; readonly grade: string | null };

/** A conversion with its bands in order, the highest first. */
export type PreparedConversion = {
  readonly linear: boolean;
  readonly bands: readonly Band[];
  readonly rounding: Pick<PreparedRounding, 'mode' | 'decimals'> | undefined;
  /** The highest value it gives. */
  readonly highest: Fraction;
};

export type Converted = { readonly value: Fraction; readonly grade: string | null };

export function prepareConversion({ between, bands, rounding }: Conversion): PreparedConversion {
  const ordered = bands
    .map(({ from, value, grade }) => ({
      from: parseDecimal(from),
      value: parseDecimal(value),
      grade: grade ?? null,
    }))
    .sort((a, b) => compare(b.from, a.from));
  const highest = ordered.map(({ value }) => value).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  return { linear: between === 'linear', bands: ordered, rounding, highest };
}

/**
 * The value of the highest band the mark reaches; between two bands of a `linear` conversion, the point of the straight
 * line from one to the other, rounded as it says.
 * @throws RangeError for a mark below every band, which `checkRegulation` makes impossible.
 */
export function convertMark(mark: Fraction, { linear, bands, rounding }: PreparedConversion): Converted {
  const at = bands.findIndex(({ from }) => compare(mark, from) >= 0);
  const band = bands[at];
  if (!band) throw new RangeError('a mark below every band of its conversion');
  const next = at > 0 ? bands[at - 1] : undefined;
  if (!linear || !next) return band;
  const share = divide(subtract(mark, band.from), subtract(next.from, band.from));
  const value = add(band.value, multiply(share, subtract(next.value, band.value)));
  return { value: rounding ? roundValue(value, rounding) : value, grade: band.grade };
}
