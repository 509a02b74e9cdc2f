import { sendRefund } from '#app/services/fees/send-refund.server.ts';
import type { Scenario } from './kill-at-each-step.ts';
import { workOffJobs } from './work-off-jobs.ts';

export type RefundInput = { readonly refundId: string; readonly paymentId: string };

/** The worker gives a duplicate back. */
export const scenario: Scenario<RefundInput> = {
  run: (ctx, { refundId }) => workOffJobs(ctx, refundId, { 'send-refund': sendRefund }),
};
