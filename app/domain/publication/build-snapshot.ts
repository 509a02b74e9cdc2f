import type { FinalOutcome } from '../deliberation/jury-decision.ts';
import { type Counted, isAbsent } from '../deliberation/statistics.ts';
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

/** What is kept of each result while a publication is gathered: a million of these fit in memory, a million results don't. */
export type ResultLine = {
  readonly tableNumber: string;
  /** SHA-256 of the whole result. */
  readonly digest: string;
  readonly group: string;
  readonly counted: Counted;
};

/** A publication as a whole: its digest is what two people agree on. */
export type Built = {
  readonly digest: string;
  readonly statistics: PublicationStatistics;
  readonly candidates: number;
};

/** What is counted and printed: the jury's decision where it took one; honours never come by it. */
export function rulingOf(outcome: FinalOutcome): Pick<PublishedResult, 'ruling' | 'decision' | 'honours'> {
  const { jury, decision, honours } = outcome;
  return { ruling: jury && { kind: jury.kind, decision, reason: jury.reason }, decision, honours };
}

/** All that statistics need to know of the marks. */
const ABSENT: Counted['marks'] = { all: { state: 'absent' } };
const PRESENT: Counted['marks'] = {};

export function lineOf(result: PublishedResult): ResultLine {
  const { decision, honours, snapshot } = result;
  const marks = isAbsent(snapshot.marks) ? ABSENT : PRESENT;
  return {
    tableNumber: result.tableNumber,
    digest: digestOf(result),
    group: snapshot.series,
    counted: { outcome: { decision, honours }, marks },
  };
}

/**
 * The digest and the counts of a publication. The same results give the same digest in whatever order they come; it covers
 * everything in each of them. A table number twice, nobody, or a correction without a reason is refused.
 */
export function buildPublication(
  head: PublicationHead,
  lines: readonly ResultLine[],
): Verdict<Built, 'publication.empty' | 'publication.numberTwice' | 'publication.reasonMissing'> {
  if (lines.length === 0) return refuse('publication.empty');
  if (head.version > 1 && !head.reason?.trim()) return refuse('publication.reasonMissing');
  const sorted = [...lines].sort((a, b) => byTableNumber(a.tableNumber, b.tableNumber));
  const twice = sorted.find(({ tableNumber }, i) => sorted[i - 1]?.tableNumber === tableNumber);
  if (twice) return refuse('publication.numberTwice', { tableNumber: twice.tableNumber });
  const statistics = countGroups(sorted.map(({ group, counted }) => ({ group, ...counted })));
  const results = sorted.map(({ digest }) => digest);
  const digest = digestOf({ format: 2, ...head, statistics, results });
  return accept({ digest, statistics, candidates: sorted.length });
}

/** The order of the snapshot file, by UTF-16 code unit. */
export function byTableNumber(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
