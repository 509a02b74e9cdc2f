import { eq } from 'drizzle-orm';
import { issueReceipt } from '#app/services/documents/issue-receipt.server.ts';
import { recordProviderEvent } from '#app/services/fees/record-provider-event.server.ts';
import { settlePayment } from '#app/services/fees/settle-payment.server.ts';
import { sendMessage } from '#app/services/messages/send-message.server.ts';
import { message } from '#db/schema/access.ts';
import type { Scenario } from './kill-at-each-step.ts';
import { workOffJobs } from './work-off-jobs.ts';

export type SettleInput = {
  readonly paymentId: string;
  readonly userId: string;
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A provider's callback, sent until it is taken; then what the worker does: settle, receipt, message. */
export const scenario: Scenario<SettleInput> = {
  async run(ctx, { paymentId, userId, rawBody, headers }) {
    const callback = { provider: 'stripe', rawBody, headers: new Headers(headers) };
    const recorded = await recordProviderEvent(ctx, callback);
    if (!recorded.ok) throw new Error(recorded.reason);
    await workOffJobs(ctx, paymentId, { 'settle-payment': settlePayment, 'issue-receipt': issueReceipt });
    const told = await ctx.db.select().from(message).where(eq(message.userId, userId));
    for (const { id } of told) await workOffJobs(ctx, id, { 'send-message': sendMessage });
  },
};
