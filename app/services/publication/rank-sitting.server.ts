import { allocatePosts } from '#app/domain/regulation/competition/allocate-posts.ts';
import { type Competitor, competitorOf } from '#app/domain/regulation/competition/order-of-merit.ts';
import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Tx } from '#db/tx.ts';
import { loadDeliberated } from './load-deliberated.server.ts';

/** Where a dossier stands in the order of merit, and the post it was given. */
export type Standing = { readonly rank: number; readonly post: string | null };

/**
 * The order of merit of a competition, over all its juries: by exact averages and tie-breaks computed anew from the marks,
 * among those the regulation or their jury passed. `undefined` where the regulation ranks nobody. A jury whose marks are no
 * longer those it froze is left out here: gathering refuses it.
 */
export async function rankSitting(
  tx: Tx,
  facts: SittingFacts,
  prepared: PreparedRegulation,
  juryIds: readonly string[],
): Promise<ReadonlyMap<string, Standing> | undefined> {
  const { competition } = facts.regulation;
  if (!competition) return undefined;
  const competitors: Competitor[] = [];
  for (const juryId of juryIds) {
    const loaded = await loadDeliberated(tx, facts, { juryId });
    for (const { dossier, snapshot, final } of loaded.ok ? loaded.value.dossiers : [])
      competitors.push({ ...competitorOf(dossier, snapshot, prepared), decision: final.decision });
  }
  const { order } = allocatePosts(competitors, competition);
  return new Map(order.map(({ id, rank, post }) => [id, { rank, post }]));
}
