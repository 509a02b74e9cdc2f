import { and, between, isNull } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { documentPack } from '#db/schema/document.ts';
import { packKey } from './fill-pack.server.ts';
import { LONGEST_PACK_MS } from './seal-pack.server.ts';

const LOOK_BACK_MS = 30 * 24 * 60 * 60_000;

/**
 * Erases the files of packs that were stored and never sealed, because the power went between the two: whole names and
 * marks that no register knows of. Only what can't be sealed any more, twice over. Run by a job each night; returns how
 * many packs it looked at.
 */
export async function forgetLostPacks(ctx: Ctx): Promise<number> {
  const now = ctx.clock().getTime();
  const span = [new Date(now - LOOK_BACK_MS), new Date(now - 2 * LONGEST_PACK_MS)] as const;
  const lost = await ctx.db
    .select({ id: documentPack.id, organisationId: documentPack.organisationId })
    .from(documentPack)
    .where(and(isNull(documentPack.sealedAt), between(documentPack.createdAt, ...span)));
  for (const { id, organisationId } of lost) await ctx.adapters.storage.delete(packKey(organisationId, id));
  return lost.length;
}
