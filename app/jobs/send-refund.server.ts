import type { Ctx } from '#app/services/context.ts';
import { sendRefund } from '#app/services/fees/send-refund.server.ts';

export async function sendRefundJob(ctx: Ctx, payload: { refundId: string }): Promise<void> {
  await sendRefund(ctx, payload);
}
