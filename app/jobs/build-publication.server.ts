import type { Ctx } from '#app/services/context.ts';
import { buildDraft } from '#app/services/publication/build-publication.server.ts';

export async function buildPublicationJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await buildDraft(ctx, payload);
}
