import type { Bilingual, Decision, Regulation } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { PublicationStatistics } from './public-statistics.ts';
import type { JuryRuling, PublishedIdentity } from './published-result.ts';

/**
 * What a snapshot file says once for all its results. With a result's marks and the regulation here, everything shown of it
 * (rows, steps, decision) is computed anew: nothing is stored that could contradict them.
 */
export type SnapshotHead = {
  readonly format: 2;
  readonly publicationId: string;
  readonly sittingId: string;
  readonly version: number;
  readonly reason: string | null;
  readonly sitting: Bilingual;
  readonly exam: Bilingual;
  readonly office: Bilingual;
  readonly timeZone: string;
  /** ISO 8601 instant from which everyone may read it. */
  readonly publishedAt: string;
  readonly regulation: Regulation;
  readonly regulationHash: string;
  readonly statistics: PublicationStatistics;
  /** In the order of their names. */
  readonly centres: readonly SnapshotCentre[];
  readonly juries: readonly { readonly number: number; readonly name: string }[];
  readonly schools: readonly string[];
  /** Random, for the digests of result codes. */
  readonly salt: string;
  /** SHA-256 of the publication's content: what the second person confirmed. */
  readonly contentDigest: string;
};

export type SnapshotCentre = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly candidates: number;
};

/** One candidate's result in a snapshot file. `centre`, `jury` and `school` are places in the head's lists. */
export type SnapshotResult = {
  readonly tableNumber: string;
  /** `codeDigest(salt, tableNumber, code)`: the code itself is in no file. */
  readonly code: string;
  readonly entryId: string;
  readonly candidateNumber: string;
  readonly identity: PublishedIdentity;
  readonly school: number | null;
  readonly centre: number;
  readonly jury: number;
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly honours: string | null;
  readonly ruling: JuryRuling | null;
  /** Hundredths. */
  readonly average: number | null;
  readonly total: number | null;
  /** In the order of merit of the sitting, where its regulation ranks. */
  readonly rank: number | null;
  /** A competition's post, where one was given. */
  readonly post: string | null;
};
