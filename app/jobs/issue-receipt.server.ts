import type { Ctx } from '#app/services/context.ts';
import { issueReceipt } from '#app/services/documents/issue-receipt.server.ts';

export async function issueReceiptJob(
  ctx: Ctx,
  payload: { paymentId?: string | undefined; invoiceId?: string | undefined },
): Promise<void> {
  await issueReceipt(ctx, payload);
}
