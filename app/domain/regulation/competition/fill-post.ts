import type { Post } from '../schema-competition.ts';
import { type Competitor, compareMerit, type Ranked } from './order-of-merit.ts';

type Reserved = NonNullable<Post['reserved']>[number];
/** Which seat someone got: an open one, or one of a reserved quota (its place in the post's list). */
type Seat = 'open' | number;

export type Filled = {
  /** Best first. */
  readonly seats: ReadonlyMap<string, Seat>;
  readonly unfilled: number;
  /** The reserved seats left empty, in the order of the file. */
  readonly reservedUnfilled: readonly number[];
  /** Equals of whom only some would get a seat. */
  readonly ties: readonly (readonly string[])[];
};

const belongs = (competitor: Competitor, quota: Reserved): boolean =>
  'category' in quota ? competitor.category === quota.category : competitor.region === quota.region;

/**
 * Fills a post from those who asked, in order of merit: first the reserved seats by rank among those they are kept for,
 * then the open ones by rank among everyone left. A reserved seat nobody may take stays empty.
 */
export function fillPost({ count, reserved = [] }: Post, asking: readonly Ranked[]): Filled {
  const ordered = [...asking].sort(byMerit).map(({ competitor }) => competitor);
  const seats = new Map<string, Seat>();
  const reservedUnfilled = reserved.map((quota, i) => {
    const taken = ordered.filter(({ id }) => !seats.has(id)).filter((one) => belongs(one, quota));
    for (const { id } of taken.slice(0, quota.count)) seats.set(id, i);
    return Math.max(0, quota.count - taken.length);
  });
  const open = count - reserved.reduce((sum, quota) => sum + quota.count, 0);
  const rest = ordered.filter(({ id }) => !seats.has(id));
  for (const { id } of rest.slice(0, open)) seats.set(id, 'open');
  return { seats, unfilled: count - seats.size, reservedUnfilled, ties: tiesOf(ordered, seats, reserved) };
}

export const byMerit = (a: Ranked, b: Ranked): number =>
  compareMerit(a.competitor, b.competitor) || (a.competitor.id < b.competitor.id ? -1 : 1);

/** Groups of equals split by the cut: one without a seat could as well have had the seat of another. */
function tiesOf(
  ordered: readonly Competitor[],
  seats: ReadonlyMap<string, Seat>,
  reserved: readonly Reserved[],
): readonly (readonly string[])[] {
  const ties: string[][] = [];
  for (let start = 0; start < ordered.length; ) {
    const first = ordered[start];
    let end = start + 1;
    while (first && ordered[end] && compareMerit(first, ordered[end] ?? first) === 0) end += 1;
    const group = ordered.slice(start, end);
    const out = group.filter(({ id }) => !seats.has(id));
    const rivals = group.filter(({ id }) => {
      const seat = seats.get(id);
      if (seat === undefined) return false;
      const quota = seat === 'open' ? undefined : reserved[seat];
      return out.some((one) => !quota || belongs(one, quota));
    });
    if (out.length > 0 && rivals.length > 0) ties.push([...rivals, ...out].map(({ id }) => id).sort());
    start = end;
  }
  return ties;
}
