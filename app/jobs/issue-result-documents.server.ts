import type { Ctx } from '#app/services/context.ts';
import { issueResultDocuments } from '#app/services/documents/issue-result-documents.server.ts';

export async function issueResultDocumentsJob(ctx: Ctx, payload: { publicationId: string }): Promise<void> {
  const { requested } = await issueResultDocuments(ctx, payload);
  ctx.log.info({ ...payload, requested }, 'result documents requested');
}
