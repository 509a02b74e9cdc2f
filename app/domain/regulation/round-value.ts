import { compare, type Fraction, parseDecimal } from './fraction.ts';
import type { RoundingRule } from './schema.ts';
import { minus, plus, quotientOf, restOf, times } from './whole.ts';

export type PreparedRounding = {
  readonly mode: RoundingRule['mode'];
  readonly decimals: number;
  readonly from?: Fraction;
  readonly below?: Fraction;
};

export function prepareRounding(rules: readonly RoundingRule[] = []): readonly PreparedRounding[] {
  return rules.map(({ mode, decimals, from, below }) => ({
    mode,
    decimals,
    ...(from === undefined ? {} : { from: parseDecimal(from) }),
    ...(below === undefined ? {} : { below: parseDecimal(below) }),
  }));
}

/** The first rule whose band `[from, below)` holds the value; `undefined` when none does, or it rounds nothing. */
export function roundingFor(
  value: Fraction,
  rules: readonly PreparedRounding[],
): PreparedRounding | undefined {
  const rule = rules.find(
    ({ from, below }) =>
      (from === undefined || compare(value, from) >= 0) && (below === undefined || compare(value, below) < 0),
  );
  return rule?.mode === 'none' ? undefined : rule;
}

/** Exact rounding to N decimals. `truncate` goes towards zero; `halfUp` takes a half away from zero. */
export function roundValue(value: Fraction, rule: Pick<PreparedRounding, 'mode' | 'decimals'>): Fraction {
  if (rule.mode === 'none') return value;
  const unit = 10 ** rule.decimals;
  const negative = value.n < 0;
  const scaled = times(negative ? minus(0, value.n) : value.n, unit);
  const kept = quotientOf(scaled, value.d);
  const beyondHalf = minus(times(restOf(scaled, value.d), 2), value.d);
  const up =
    rule.mode === 'truncate'
      ? false
      : beyondHalf > 0 || (beyondHalf >= 0 && (rule.mode === 'halfUp' || restOf(kept, 2) > 0));
  const rounded = up ? plus(kept, 1) : kept;
  return { n: negative ? minus(0, rounded) : rounded, d: unit };
}
