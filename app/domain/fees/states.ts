import type { StateTable } from '../shared/state-table.ts';

export const INVOICE_STATES = ['open', 'paid', 'cancelled'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];
export type InvoiceEvent = 'pay' | 'cancel';

export const INVOICE_TABLE: StateTable<InvoiceState, InvoiceEvent> = {
  initial: 'open',
  states: INVOICE_STATES,
  transitions: [
    { from: 'open', event: 'pay', to: 'paid', who: ['system', 'cashier'] },
    { from: 'open', event: 'cancel', to: 'cancelled', who: ['candidate', 'registrar'] },
  ],
};

export const SCHOOL_INVOICE_STATES = ['open', 'paid', 'cancelled'] as const;
export type SchoolInvoiceState = (typeof SCHOOL_INVOICE_STATES)[number];
export type SchoolInvoiceEvent = 'pay' | 'cancel';

/** One invoice for many candidates, `paid` when nothing of it is due any more; it may be paid in parts. */
export const SCHOOL_INVOICE_TABLE: StateTable<SchoolInvoiceState, SchoolInvoiceEvent> = {
  initial: 'open',
  states: SCHOOL_INVOICE_STATES,
  transitions: [
    { from: 'open', event: 'pay', to: 'paid', who: ['system', 'cashier'] },
    { from: 'open', event: 'cancel', to: 'cancelled', who: ['schoolHead', 'cashier'] },
  ],
};

export const PAYMENT_STATES = ['created', 'pending', 'succeeded', 'failed', 'expired'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];
export type PaymentEvent = 'initiate' | 'succeed' | 'fail' | 'expire';

/** `failed` and `expired` are not final: providers are known to say "failed", then "succeeded". */
export const PAYMENT_TABLE: StateTable<PaymentState, PaymentEvent> = {
  initial: 'created',
  states: PAYMENT_STATES,
  transitions: [
    { from: 'created', event: 'initiate', to: 'pending', who: ['system'] },
    { from: 'created', event: 'expire', to: 'expired', who: ['system'] },
    { from: 'pending', event: 'succeed', to: 'succeeded', who: ['system'] },
    { from: 'pending', event: 'fail', to: 'failed', who: ['system'] },
    { from: 'pending', event: 'expire', to: 'expired', who: ['system'] },
    { from: 'failed', event: 'succeed', to: 'succeeded', who: ['system'] },
    { from: 'expired', event: 'succeed', to: 'succeeded', who: ['system'] },
    { from: 'created', event: 'succeed', to: 'succeeded', who: ['system', 'cashier', 'accountant'] },
  ],
};

export const REFUND_STATES = ['requested', 'approved', 'sent', 'succeeded', 'failed', 'refused'] as const;
export type RefundState = (typeof REFUND_STATES)[number];
export type RefundEvent = 'approve' | 'refuse' | 'send' | 'succeed' | 'fail' | 'retry';

/**
 * Above the office's limit a second person approves. `sent`: asked of the provider, which has not said the end. A refund
 * the provider refused may be tried again, given up, or turn out to have been made; money leaves the books when it is
 * `succeeded`, once.
 */
export const REFUND_TABLE: StateTable<RefundState, RefundEvent> = {
  initial: 'requested',
  states: REFUND_STATES,
  transitions: [
    { from: 'requested', event: 'approve', to: 'approved', who: ['accountant', 'system'] },
    { from: 'requested', event: 'refuse', to: 'refused', who: ['accountant'] },
    { from: 'approved', event: 'send', to: 'sent', who: ['system'] },
    { from: 'approved', event: 'succeed', to: 'succeeded', who: ['system', 'cashier'] },
    { from: 'approved', event: 'fail', to: 'failed', who: ['system'] },
    { from: 'sent', event: 'succeed', to: 'succeeded', who: ['system'] },
    { from: 'sent', event: 'fail', to: 'failed', who: ['system'] },
    { from: 'failed', event: 'succeed', to: 'succeeded', who: ['system'] },
    { from: 'failed', event: 'retry', to: 'approved', who: ['cashier', 'accountant'] },
    { from: 'failed', event: 'refuse', to: 'refused', who: ['accountant'] },
  ],
};

export const WAIVER_STATES = ['requested', 'granted', 'refused'] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];
export type WaiverEvent = 'grant' | 'refuse';

/** Fees given up, with a reason: by the schedule's exemptions, and above the office's limit by a second person. */
export const WAIVER_TABLE: StateTable<WaiverState, WaiverEvent> = {
  initial: 'requested',
  states: WAIVER_STATES,
  transitions: [
    { from: 'requested', event: 'grant', to: 'granted', who: ['accountant', 'system'] },
    { from: 'requested', event: 'refuse', to: 'refused', who: ['accountant'] },
  ],
};

export const TILL_STATES = ['open', 'closed', 'reconciled'] as const;
export type TillState = (typeof TILL_STATES)[number];
export type TillEvent = 'close' | 'reconcile';

/** A cashier's drawer for one day: counted when it is closed, its money handed over when it is reconciled. */
export const TILL_TABLE: StateTable<TillState, TillEvent> = {
  initial: 'open',
  states: TILL_STATES,
  transitions: [
    { from: 'open', event: 'close', to: 'closed', who: ['cashier'] },
    { from: 'closed', event: 'reconcile', to: 'reconciled', who: ['accountant'] },
  ],
};
