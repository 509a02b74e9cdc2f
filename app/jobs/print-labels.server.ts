import { printLabels } from '#app/services/anonymity/print-labels.server.ts';
import type { Ctx } from '#app/services/context.ts';

export async function printLabelsJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await printLabels(ctx, payload);
}
