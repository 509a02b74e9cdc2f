import type { Ctx } from '#app/services/context.ts';
import { printPack } from '#app/services/documents/bulk/print-pack.server.ts';

export async function printPackJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await printPack(ctx, payload);
}
