import type { FinalOutcome } from '../deliberation/jury-decision.ts';
import { digestOf } from '../shared/digest.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { countGroups, type PublicationStatistics } from './public-statistics.ts';
import type { PublishedResult } from './published-result.ts';

export type PublicationHead = {
  readonly sitting: string;
  /** From 1; a correction is the next one, with its reason. */
  readonly version: number;
  readonly reason: string | null;
  /** SHA-256 of the regulation the results were computed with. */
  readonly regulationHash: string;
  /** ISO 8601 instant, in UTC, at which the publication was prepared: what the second person confirms. */
  readonly preparedAt: string;
};

export type PublicationSnapshot = PublicationHead & {
  readonly format: 1;
  readonly statistics: PublicationStatistics;
  /** In the order of table numbers. */
  readonly results: readonly PublishedResult[];
};

export type Built = { readonly snapshot: PublicationSnapshot; readonly digest: string };

/** What is counted and printed: the jury's decision where it took one; honours never come by it. */
export function rulingOf(outcome: FinalOutcome): Pick<PublishedResult, 'ruling' | 'decision' | 'honours'> {
  const { jury, decision, honours } = outcome;
  return { ruling: jury && { kind: jury.kind, decision, reason: jury.reason }, decision, honours };
}

/**
 * The immutable content of a publication and its digest. The same results give the same digest in whatever order they
 * come; the digest covers everything in the snapshot. A table number twice, nobody, or a correction without a reason
 * is refused.
 */
export function buildPublication(
  head: PublicationHead,
  results: readonly PublishedResult[],
): Verdict<Built, 'publication.empty' | 'publication.numberTwice' | 'publication.reasonMissing'> {
  if (results.length === 0) return refuse('publication.empty');
  if (head.version > 1 && !head.reason?.trim()) return refuse('publication.reasonMissing');
  const sorted = [...results].sort((a, b) =>
    a.tableNumber < b.tableNumber ? -1 : a.tableNumber > b.tableNumber ? 1 : 0,
  );
  const twice = sorted.find(({ tableNumber }, i) => sorted[i - 1]?.tableNumber === tableNumber);
  if (twice) return refuse('publication.numberTwice', { tableNumber: twice.tableNumber });
  const statistics = countGroups(
    sorted.map((result) => ({
      group: result.snapshot.series,
      outcome: { decision: result.decision, honours: result.honours },
      marks: result.snapshot.marks,
    })),
  );
  const snapshot: PublicationSnapshot = { format: 1, ...head, statistics, results: sorted };
  return accept({ snapshot, digest: digestOf(snapshot) });
}
