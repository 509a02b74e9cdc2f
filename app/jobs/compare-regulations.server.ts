import type { Ctx } from '#app/services/context.ts';
import { compareVersions } from '#app/services/regulations/compare-versions.server.ts';

export async function compareRegulationsJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await compareVersions(ctx, payload);
}
