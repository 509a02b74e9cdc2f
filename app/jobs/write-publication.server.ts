import type { Ctx } from '#app/services/context.ts';
import { writeDraft } from '#app/services/publication/write-publication.server.ts';

export async function writePublicationJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await writeDraft(ctx, payload);
}
