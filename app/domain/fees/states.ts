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
    { from: 'created', event: 'succeed', to: 'succeeded', who: ['system'] },
  ],
};
