import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { fillSearchKeys } from './fill-search-keys.server.ts';
import { findDuplicates, LIVING } from './find-duplicates.server.ts';

export type SearchSitting = { readonly sittingId: string; readonly entryIds?: readonly string[] | undefined };

const BATCH = 2000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Looks for people entered twice in a whole sitting, or among the entries named (an import's). In batches, each its own
 * transaction: killed and run again, it finds the same pairs. Returns how many pairs were new.
 */
export async function searchSitting(ctx: Ctx, command: SearchSitting): Promise<{ found: number }> {
  const { sittingId, entryIds } = command;
  await fillSearchKeys(ctx, { sittingId });
  let found = 0;
  let after = FIRST;
  for (let at = 0; ; at += BATCH) {
    const batch = entryIds ? entryIds.slice(at, at + BATCH) : await nextEntries(ctx, sittingId, after);
    if (batch.length === 0) return { found };
    after = batch.at(-1) ?? after;
    found += await withTx(ctx, 'findDuplicates', {}, (tx) =>
      findDuplicates(tx.db, { sittingId, entryIds: batch, now: tx.now }),
    );
  }
}

async function nextEntries(ctx: Ctx, sittingId: string, after: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: entry.id })
    .from(entry)
    .where(and(eq(entry.sittingId, sittingId), inArray(entry.state, [...LIVING]), gt(entry.id, after)))
    .orderBy(asc(entry.id))
    .limit(BATCH);
  return rows.map(({ id }) => id);
}

/** Has a sitting searched again, by a job. Who: `entry.review` anywhere in its organisation. Refused: `sitting.notFound`. */
export async function requestSearch(
  ctx: Ctx,
  { sittingId }: { readonly sittingId: string },
): Promise<Verdict<true, 'sitting.notFound'>> {
  return withTx(ctx, 'requestSearch', {}, async (tx) => {
    const [row] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
    const regions = ctx.actor.kind === 'user' ? ctx.actor.grants.map(({ regionId }) => regionId) : [null];
    const allowed = regions.some(
      (regionId) =>
        row && authorise(ctx.actor, 'entry.review', { organisationId: row.organisationId, regionId }).ok,
    );
    if (!row || !allowed) return refuse('sitting.notFound');
    await tx.enqueue('find-duplicates', { sittingId }, { key: `find-duplicates:${sittingId}`, priority: 5 });
    tx.audit({
      organisationId: row.organisationId,
      action: 'duplicate.search',
      subject: { type: 'sitting', id: sittingId },
    });
    return accept();
  });
}
