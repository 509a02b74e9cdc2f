import { type Fraction, parseDecimal } from './fraction.ts';
import type { Bounds, NamedQuantity, PaperKind } from './schema.ts';
import { type Condition, QUANTITIES } from './schema-parts.ts';

export type Quantity = (typeof QUANTITIES)[number];

/** A quantity over some papers: those of the kinds and of the codes said; all where neither is. */
export type PreparedQuantity = {
  readonly code: string;
  readonly of: NamedQuantity['of'];
  readonly kinds: ReadonlySet<PaperKind> | undefined;
  readonly papers: ReadonlySet<string> | undefined;
};

export type Limits = { readonly [side in keyof Bounds]: Fraction | undefined };

export type PreparedCondition =
  | {
      readonly test: 'quantity';
      readonly quantity: Quantity | PreparedQuantity;
      readonly bounds: Bounds;
      readonly limits: Limits;
    }
  | {
      readonly test: 'papers';
      readonly papers: readonly string[];
      readonly markAtLeast: string | number;
      readonly mark: Fraction;
      readonly bounds: Bounds;
      readonly limits: Limits;
    }
  | { readonly test: 'all' | 'any'; readonly of: readonly PreparedCondition[] }
  | { readonly test: 'not'; readonly of: readonly [PreparedCondition] };

type Named = Readonly<Record<string, NamedQuantity>> | undefined;

export function isBuiltIn(quantity: string): quantity is Quantity {
  return QUANTITIES.some((known) => known === quantity);
}

/** @throws RangeError for a quantity nobody named. */
export function prepareQuantity(code: string, named: Named): Quantity | PreparedQuantity {
  if (isBuiltIn(code)) return code;
  const found = named?.[code];
  if (!found) throw new RangeError(`quantity ${code} is not named`);
  return {
    code,
    of: found.of,
    kinds: found.kinds && new Set(found.kinds),
    papers: found.papers && new Set(found.papers),
  };
}

const optionally = (value: string | number | undefined): Fraction | undefined =>
  value === undefined ? undefined : parseDecimal(value);

function prepareLimits(bounds: Bounds): Limits {
  return {
    atLeast: optionally(bounds.atLeast),
    above: optionally(bounds.above),
    atMost: optionally(bounds.atMost),
    below: optionally(bounds.below),
  };
}

function boundsOf({ atLeast, above, atMost, below }: Bounds): Bounds {
  return {
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(above === undefined ? {} : { above }),
    ...(atMost === undefined ? {} : { atMost }),
    ...(below === undefined ? {} : { below }),
  };
}

export function prepareCondition(condition: Condition, named: Named): PreparedCondition {
  if ('quantity' in condition) {
    const bounds = boundsOf(condition);
    const quantity = prepareQuantity(condition.quantity, named);
    return { test: 'quantity', quantity, bounds, limits: prepareLimits(bounds) };
  }
  if ('papersAmong' in condition) {
    const bounds = boundsOf(condition);
    const { papersAmong: papers, markAtLeast } = condition;
    const mark = parseDecimal(markAtLeast);
    return { test: 'papers', papers, markAtLeast, mark, bounds, limits: prepareLimits(bounds) };
  }
  const parts = (of: readonly Condition[]) => of.map((part) => prepareCondition(part, named));
  if ('all' in condition) return { test: 'all', of: parts(condition.all) };
  if ('any' in condition) return { test: 'any', of: parts(condition.any) };
  return { test: 'not', of: [prepareCondition(condition.not, named)] };
}
