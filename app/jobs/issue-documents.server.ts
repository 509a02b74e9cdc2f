import type { Ctx } from '#app/services/context.ts';
import { runIssuing } from '#app/services/documents/bulk/run-issuing.server.ts';

export async function issueDocumentsJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await runIssuing(ctx, payload);
}
