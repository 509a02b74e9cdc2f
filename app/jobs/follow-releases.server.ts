import type { Ctx } from '#app/services/context.ts';
import { followReleases } from '#app/services/publication/follow-releases.server.ts';

export async function followReleasesJob(ctx: Ctx): Promise<void> {
  const { released, pointed } = await followReleases(ctx);
  if (released + pointed > 0) ctx.log.warn({ released, pointed }, 'releases caught up with');
}
