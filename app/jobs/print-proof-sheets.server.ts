import type { Ctx } from '#app/services/context.ts';
import { printProofSheets } from '#app/services/proof/print-proof-sheets.server.ts';

export async function printProofSheetsJob(ctx: Ctx, payload: { taskId: string }): Promise<void> {
  await printProofSheets(ctx, payload);
}
