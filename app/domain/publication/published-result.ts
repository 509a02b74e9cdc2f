import type { Decision } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { Outcome, TraceStep } from '../regulation/trace.ts';

/** Who a candidate is, as declared for the sitting and printed on its documents. */
export type PublishedIdentity = {
  readonly surname: string;
  readonly givenNames: string;
  readonly sex: 'F' | 'M';
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly birthPlace: string;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
};

/** What the jury decided in place of the regulation's outcome, if it did. */
export type JuryRuling = { readonly kind: string; readonly decision: Decision; readonly reason: string };

/**
 * One candidate's result as published: all that the result page, the transcript and the press file say comes from here
 * and from nowhere else (incident 5). Frozen with the publication.
 */
export type PublishedResult = {
  readonly entryId: string;
  readonly candidateNumber: string;
  readonly tableNumber: string;
  readonly identity: PublishedIdentity;
  readonly school: string | null;
  readonly centre: { readonly id: string; readonly code: string; readonly name: string };
  readonly jury: { readonly number: number; readonly name: string };
  readonly snapshot: Snapshot;
  readonly outcome: Outcome;
  readonly trace: readonly TraceStep[];
  readonly ruling: JuryRuling | null;
  /** The regulation's decision, or the jury's in its place. */
  readonly decision: Decision;
  readonly honours: string | null;
  /** In the order of merit of the sitting, and the post given there; left out where the regulation doesn't rank. */
  readonly rank?: number | null;
  readonly post?: string | null;
};
