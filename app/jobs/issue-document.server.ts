import type { Ctx } from '#app/services/context.ts';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';

export async function issueDocumentJob(ctx: Ctx, payload: { documentId: string }): Promise<void> {
  await issueDocument(ctx, payload);
}
