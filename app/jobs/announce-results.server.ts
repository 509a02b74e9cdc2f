import type { Ctx } from '#app/services/context.ts';
import { announceResults } from '#app/services/publication/announce-results.server.ts';

export async function announceResultsJob(
  ctx: Ctx,
  payload: { publicationId: string; previousId: string | null; after: string },
): Promise<void> {
  await announceResults(ctx, payload);
}
