import { parseDecimal, toHundredths } from '../regulation/fraction.ts';
import type { RegulationMarkingPolicy } from '../regulation/schema.ts';
import type { Hundredths, MarkValue } from '../shared/mark.ts';

export type Pass = 1 | 2 | 3;

/** One keyed mark. Appended, never changed: the latest of each pass counts. `at` is an instant in milliseconds. */
export type Entry = {
  readonly pass: Pass;
  readonly value: MarkValue;
  readonly at: number;
  readonly by: string;
};

export type MarkingPolicy = {
  readonly entries: 1 | 2;
  /** Two marks at most this far apart agree: 0 for double entry of one mark, 300 for Algeria's double marking. */
  readonly tolerance: Hundredths;
  readonly third: 'decides' | 'meanOfClosest';
};

export type Resolution =
  | { readonly status: 'agreed'; readonly value: MarkValue }
  | { readonly status: 'disagreed'; readonly values: readonly [MarkValue, MarkValue] }
  | { readonly status: 'awaited'; readonly passes: readonly Pass[] };

/** A regulation's marking policy with its tolerance in hundredths. */
export function markingPolicyOf({ entries, tolerance, third }: RegulationMarkingPolicy): MarkingPolicy {
  return { entries, tolerance: toHundredths(parseDecimal(tolerance)), third };
}

/**
 * What a script's entries come to. Two that agree are the mark (their mean when the policy has a tolerance, a half
 * hundredth going up); two that don't need a third by someone else, which decides or is averaged with the closest.
 * An entry in pass 1 and 2 by one person counts once: the second is still awaited.
 */
export function resolve(entries: readonly Entry[], policy: MarkingPolicy): Resolution {
  const first = latestOf(entries, 1);
  if (!first) return { status: 'awaited', passes: policy.entries === 1 ? [1] : awaitedOf(entries) };
  if (policy.entries === 1) return { status: 'agreed', value: first.value };
  const second = latestOf(entries, 2, [first.by]);
  if (!second) return { status: 'awaited', passes: [2] };
  const agreed = agree(first.value, second.value, policy.tolerance);
  if (agreed) return { status: 'agreed', value: agreed };
  const third = latestOf(entries, 3, [first.by, second.by]);
  if (!third) return { status: 'disagreed', values: [first.value, second.value] };
  return { status: 'agreed', value: settle(first.value, second.value, third.value, policy.third) };
}

function awaitedOf(entries: readonly Entry[]): readonly Pass[] {
  return latestOf(entries, 2) ? [1] : [1, 2];
}

/** The latest entry of a pass by none of `others`; of two at the same instant, the one appended last. */
function latestOf(entries: readonly Entry[], pass: Pass, others: readonly string[] = []): Entry | undefined {
  return entries
    .filter((entry) => entry.pass === pass && !others.includes(entry.by))
    .reduce<Entry | undefined>(
      (latest, entry) => (latest && latest.at > entry.at ? latest : entry),
      undefined,
    );
}

function agree(a: MarkValue, b: MarkValue, tolerance: Hundredths): MarkValue | undefined {
  if (a.state === 'mark' && b.state === 'mark')
    return Math.abs(a.value - b.value) <= tolerance ? mean(a.value, b.value) : undefined;
  return a.state === b.state ? a : undefined;
}

function mean(a: Hundredths, b: Hundredths): MarkValue {
  return { state: 'mark', value: Math.floor((a + b + 1) / 2) };
}

/** Of three marks, the mean of the two closest (Algeria); of two pairs equally close, the higher, for the candidate. */
function settle(a: MarkValue, b: MarkValue, c: MarkValue, how: MarkingPolicy['third']): MarkValue {
  if (how === 'decides' || a.state !== 'mark' || b.state !== 'mark' || c.state !== 'mark') return c;
  const [low, middle, high] = [a.value, b.value, c.value].sort((x, y) => x - y);
  if (low === undefined || middle === undefined || high === undefined) return c;
  return high - middle <= middle - low ? mean(middle, high) : mean(low, middle);
}
