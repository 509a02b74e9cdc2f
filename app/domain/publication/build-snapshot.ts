import type { FinalOutcome } from '../deliberation/jury-decision.ts';
import { countStatistics, type Statistics } from '../deliberation/statistics.ts';
import type { TraceStep } from '../regulation/trace.ts';
import { digestOf } from '../shared/digest.ts';
import type { MarkValue } from '../shared/mark.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

export type PublicationHead = {
  readonly sitting: string;
  /** From 1; a correction is the next one, with its reason. */
  readonly version: number;
  readonly reason: string | null;
  /** SHA-256 of the regulation the results were computed with. */
  readonly regulationHash: string;
  /** ISO 8601 instant, in UTC. */
  readonly publishedAt: string;
};

/** One candidate in a publication. `identity` is what a transcript prints, as plain data. */
export type PublishedEntry = {
  readonly tableNumber: string;
  readonly centre: string;
  readonly series: string;
  readonly identity: Readonly<Record<string, string | null>>;
  readonly marks: Readonly<Record<string, MarkValue>>;
  readonly outcome: FinalOutcome;
  readonly trace: readonly TraceStep[];
};

export type PublicationSnapshot = PublicationHead & {
  readonly format: 1;
  readonly statistics: Statistics;
  /** In the order of table numbers. */
  readonly entries: readonly PublishedEntry[];
};

export type Built = { readonly snapshot: PublicationSnapshot; readonly digest: string };

/**
 * The immutable content of a publication and its digest. The same results give the same digest in whatever order they
 * come; the digest covers everything in the snapshot. A table number twice, nobody, or a correction without a reason
 * is refused.
 */
export function buildPublication(
  head: PublicationHead,
  entries: readonly PublishedEntry[],
): Verdict<Built, 'publication.empty' | 'publication.numberTwice' | 'publication.reasonMissing'> {
  if (entries.length === 0) return refuse('publication.empty');
  if (head.version > 1 && !head.reason?.trim()) return refuse('publication.reasonMissing');
  const sorted = [...entries].sort((a, b) =>
    a.tableNumber < b.tableNumber ? -1 : a.tableNumber > b.tableNumber ? 1 : 0,
  );
  const twice = sorted.find(({ tableNumber }, i) => sorted[i - 1]?.tableNumber === tableNumber);
  if (twice) return refuse('publication.numberTwice', { tableNumber: twice.tableNumber });
  const snapshot: PublicationSnapshot = {
    format: 1,
    ...head,
    statistics: countStatistics(sorted),
    entries: sorted,
  };
  return accept({ snapshot, digest: digestOf(snapshot) });
}
