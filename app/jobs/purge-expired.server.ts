import { forgetLabels } from '#app/services/anonymity/take-labels.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { purgeExpired } from '#app/services/upkeep/purge-expired.server.ts';

export async function purgeExpiredJob(ctx: Ctx): Promise<void> {
  const purged = await purgeExpired(ctx);
  ctx.log.info({ ...purged, labels: await forgetLabels(ctx) }, 'purged');
}
