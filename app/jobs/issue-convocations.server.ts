import type { Ctx } from '#app/services/context.ts';
import { issueConvocations } from '#app/services/documents/issue-convocations.server.ts';

export async function issueConvocationsJob(ctx: Ctx, payload: { sittingId: string }): Promise<void> {
  const { requested } = await issueConvocations(ctx, payload);
  ctx.log.info({ ...payload, requested }, 'convocations requested');
}
