import { forgetLabels } from '#app/services/anonymity/take-labels.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { forgetUnsealedPacks } from '#app/services/documents/bulk/forget-unsealed-packs.server.ts';
import { purgeExpired } from '#app/services/upkeep/purge-expired.server.ts';

export async function purgeExpiredJob(ctx: Ctx): Promise<void> {
  const purged = await purgeExpired(ctx);
  const packs = await forgetUnsealedPacks(ctx);
  ctx.log.info({ ...purged, labels: await forgetLabels(ctx), packs }, 'purged');
}
