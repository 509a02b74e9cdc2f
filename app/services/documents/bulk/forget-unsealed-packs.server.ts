import { and, isNull, lt } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { documentPack } from '#db/schema/document.ts';
import { packKey } from './fill-pack.server.ts';

/** Longer than any centre is drawn for: whoever filled it is gone. */
const LONGEST_FILLING_MS = 24 * 3_600_000;

/**
 * Removes the files of packs that broke off before they were sealed, a day later: no document lies in them, for a document
 * is issued together with its pack. Their rows stay. Run by a job each night; returns how many files were removed.
 */
export async function forgetUnsealedPacks(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock().getTime() - LONGEST_FILLING_MS);
  const broken = await ctx.db
    .select({ id: documentPack.id, organisationId: documentPack.organisationId })
    .from(documentPack)
    .where(and(isNull(documentPack.sealedAt), lt(documentPack.createdAt, before)));
  let removed = 0;
  for (const { id, organisationId } of broken) {
    const key = packKey(organisationId, id);
    if ((await ctx.adapters.storage.head(key)) === undefined) continue;
    await ctx.adapters.storage.delete(key);
    removed += 1;
  }
  return removed;
}
