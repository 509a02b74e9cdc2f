import { type Allocation, allocatePosts } from '../regulation/competition/allocate-posts.ts';
import { competitorOf } from '../regulation/competition/order-of-merit.ts';
import { prepareRegulation } from '../regulation/prepare-regulation.ts';
import type { Decision, Regulation } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';

/** A dossier that competes: the marks it is judged on, voided papers counted as fraud, and the decision that stands. */
export type Competing = {
  readonly code: string;
  readonly snapshot: Snapshot;
  readonly decision: Decision;
};

/**
 * What the competition would give if these dossiers were all: the order of merit by code, ties, posts and who waits. The
 * jury's decision stands in place of the regulation's. `undefined` for a regulation that is no competition.
 */
export function compete(dossiers: readonly Competing[], regulation: Regulation): Allocation | undefined {
  const { competition } = regulation;
  if (!competition) return undefined;
  const prepared = prepareRegulation(regulation);
  const competitors = dossiers.map(({ code, snapshot, decision }) => ({
    ...competitorOf(code, snapshot, prepared),
    decision,
  }));
  return allocatePosts(competitors, competition);
}
