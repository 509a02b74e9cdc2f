import type { Ctx } from '#app/services/context.ts';
import { type SearchSitting, searchSitting } from '#app/services/duplicates/search-sitting.server.ts';

export async function findDuplicatesJob(ctx: Ctx, payload: SearchSitting): Promise<void> {
  const { found } = await searchSitting(ctx, payload);
  ctx.log.info({ sittingId: payload.sittingId, found }, 'duplicates searched');
}
