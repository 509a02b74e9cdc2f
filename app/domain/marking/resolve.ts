import { parseDecimal, toHundredths } from '../regulation/fraction.ts';
import type { RegulationMarkingPolicy } from '../regulation/schema.ts';
import type { Hundredths, MarkValue } from '../shared/mark.ts';

/** 1 and 2 are the blind entries, 3 settles their differences, 4 is a moderation. */
export type Pass = 1 | 2 | 3 | 4;
/** The passes that a person keys. */
export type KeyedPass = Exclude<Pass, 4>;

/** Hundredths of each component of a paper, in the regulation's order; null where one is not keyed yet. */
export type Parts = readonly (Hundredths | null)[];

/** One keyed mark. Appended, never changed: the latest of each pass counts. `at` is an instant in milliseconds. */
export type Entry = {
  readonly pass: Pass;
  /** `awaited` while components are missing: such an entry is work in progress, not a mark. */
  readonly value: MarkValue;
  readonly parts?: Parts | null;
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
  | { readonly status: 'awaited'; readonly passes: readonly KeyedPass[] };

/** A regulation's marking policy with its tolerance in hundredths. */
export function markingPolicyOf({ entries, tolerance, third }: RegulationMarkingPolicy): MarkingPolicy {
  return { entries, tolerance: toHundredths(parseDecimal(tolerance)), third };
}

/** What a policy asks of two people: to copy one mark without a slip, or to judge a script each on their own. */
export type MarkingKind = 'single' | 'doubleEntry' | 'doubleMarking';

export function markingKindOf({ entries, tolerance }: MarkingPolicy): MarkingKind {
  if (entries === 1) return 'single';
  return tolerance === 0 ? 'doubleEntry' : 'doubleMarking';
}

/**
 * What a script's entries come to. Two that agree are the mark (their mean when the policy has a tolerance, a half
 * hundredth going up); two that don't need a third by someone else, which decides or is averaged with the closest.
 * Without a tolerance the marks of components agree one by one, with one their totals do. An entry in pass 1 and 2 by one
 * person counts once: the second is still awaited. A moderation keyed after everything else takes the place of the agreed
 * mark; whatever is keyed after it makes it void.
 */
export function resolve(entries: readonly Entry[], policy: MarkingPolicy): Resolution {
  const keyed = resolveKeyed(entries, policy);
  const moderated = keyed.status === 'agreed' ? moderationOf(entries) : undefined;
  return moderated ? { status: 'agreed', value: moderated.value } : keyed;
}

function resolveKeyed(entries: readonly Entry[], policy: MarkingPolicy): Resolution {
  const first = latestOf(entries, 1);
  if (!first) return { status: 'awaited', passes: policy.entries === 1 ? [1] : awaitedOf(entries) };
  if (policy.entries === 1) return { status: 'agreed', value: first.value };
  const second = latestOf(entries, 2, [first.by]);
  if (!second) return { status: 'awaited', passes: [2] };
  const agreed = agree(first, second, policy.tolerance);
  if (agreed) return { status: 'agreed', value: agreed };
  const third = latestOf(entries, 3, [first.by, second.by]);
  if (!third) return { status: 'disagreed', values: [first.value, second.value] };
  return { status: 'agreed', value: settle(first.value, second.value, third.value, policy.third) };
}

function awaitedOf(entries: readonly Entry[]): readonly KeyedPass[] {
  return latestOf(entries, 2) ? [1] : [1, 2];
}

/** The latest entry of a pass by none of `others`, if it says a mark; of two at the same instant, the one appended last. */
function latestOf(
  entries: readonly Entry[],
  pass: KeyedPass,
  others: readonly string[] = [],
): Entry | undefined {
  const latest = lastOf(entries.filter((entry) => entry.pass === pass && !others.includes(entry.by)));
  return latest?.value.state === 'awaited' ? undefined : latest;
}

/** The moderation of a script, unless it was keyed again since. */
function moderationOf(entries: readonly Entry[]): Entry | undefined {
  const latest = lastOf(entries);
  return latest?.pass === 4 ? latest : undefined;
}

function lastOf(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (latest, entry) => (latest && latest.at > entry.at ? latest : entry),
    undefined,
  );
}

function agree(a: Entry, b: Entry, tolerance: Hundredths): MarkValue | undefined {
  if (a.value.state !== 'mark' || b.value.state !== 'mark')
    return a.value.state === b.value.state ? a.value : undefined;
  if (tolerance === 0 && !sameParts(a.parts, b.parts)) return undefined;
  return Math.abs(a.value.value - b.value.value) <= tolerance
    ? mean(a.value.value, b.value.value)
    : undefined;
}

/** Whether the same was keyed for every component; the whole mark alone is compared where either has no components. */
export function sameParts(a: Parts | null | undefined, b: Parts | null | undefined): boolean {
  if (!a || !b) return true;
  return a.length === b.length && a.every((part, i) => part === b[i]);
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
