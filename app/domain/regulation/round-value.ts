import { compare, type Fraction, floorDivide, parseDecimal } from './fraction.ts';
import type { RoundingRule } from './schema.ts';

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
  const unit = 10n ** BigInt(rule.decimals);
  const negative = value.n < 0n;
  const scaled = (negative ? -value.n : value.n) * unit;
  const kept = floorDivide(scaled, value.d);
  const twiceRest = (scaled - kept * value.d) * 2n;
  const up =
    rule.mode === 'truncate'
      ? false
      : twiceRest > value.d || (twiceRest === value.d && (rule.mode === 'halfUp' || kept % 2n === 1n));
  const rounded = up ? kept + 1n : kept;
  return { n: negative ? -rounded : rounded, d: unit };
}
