import type { Ctx } from '#app/services/context.ts';
import { issueReceipt } from '#app/services/documents/issue-receipt.server.ts';

export async function issueReceiptJob(ctx: Ctx, payload: { paymentId: string }): Promise<void> {
  await issueReceipt(ctx, payload);
}
