import type { Ctx } from '#app/services/context.ts';
import { releaseDraft } from '#app/services/publication/release-publication.server.ts';

export async function releasePublicationJob(ctx: Ctx, payload: { draftId: string }): Promise<void> {
  await releaseDraft(ctx, payload);
}
