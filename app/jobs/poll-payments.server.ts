import type { Ctx } from '#app/services/context.ts';
import { pollPayments } from '#app/services/fees/poll-payments.server.ts';

export async function pollPaymentsJob(ctx: Ctx): Promise<void> {
  await pollPayments(ctx);
}
