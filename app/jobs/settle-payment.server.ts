import type { Ctx } from '#app/services/context.ts';
import { settlePayment } from '#app/services/fees/settle-payment.server.ts';

/** A payment that is not there is no reason to try again; one the provider does not know is logged by the service. */
export async function settlePaymentJob(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<void> {
  await settlePayment(ctx, { paymentId });
}
