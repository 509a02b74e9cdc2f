import type { Hundredths } from '../shared/mark.ts';
import { add, type Fraction, fromHundredths, multiply, parseDecimal, ZERO } from './fraction.ts';
import { roundValue } from './round-value.ts';
import type { DeclaredPaper } from './schema.ts';

/**
 * The mark of a paper marked in parts: Σ part × weight, to the nearest hundredth, a half up. The parts are in the order
 * of the paper's components, in hundredths; `undefined` while one is missing, or when the paper has no such parts.
 */
export function markOfComponents(
  parts: readonly (Hundredths | null)[],
  { components }: Pick<DeclaredPaper, 'components'>,
): Hundredths | undefined {
  if (!components || parts.length !== components.length) return undefined;
  let sum: Fraction = ZERO;
  for (const [i, { weight }] of components.entries()) {
    const part = parts[i];
    if (part === null || part === undefined) return undefined;
    sum = add(sum, multiply(fromHundredths(part), parseDecimal(weight ?? 1)));
  }
  const { n, d } = roundValue(sum, { mode: 'halfUp', decimals: 2 });
  return Number((n * 100n) / d);
}
