import type { Ctx } from '#app/services/context.ts';
import { purgeExpired } from '#app/services/upkeep/purge-expired.server.ts';

export async function purgeExpiredJob(ctx: Ctx): Promise<void> {
  ctx.log.info(await purgeExpired(ctx), 'purged');
}
