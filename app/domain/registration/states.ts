import type { StateTable } from '../shared/state-table.ts';

export const ENTRY_STATES = [
  'draft',
  'submitted',
  'paid',
  'validated',
  'returned',
  'rejected',
  'withdrawn',
] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
export type EntryEvent =
  | 'submit'
  | 'pay'
  | 'unpay'
  | 'validate'
  | 'return'
  | 'resubmit'
  | 'reject'
  | 'withdraw'
  | 'duplicate';

/**
 * An entry's life. Only a paid entry is examined; a returned one keeps its payment and comes back as `paid`. Of a person
 * entered twice one entry stays; the other goes, withdrawn while nothing was paid for it.
 */
export const ENTRY_TABLE: StateTable<EntryState, EntryEvent> = {
  initial: 'draft',
  states: ENTRY_STATES,
  transitions: [
    { from: 'draft', event: 'submit', to: 'submitted', who: ['candidate', 'schoolHead'] },
    { from: 'submitted', event: 'pay', to: 'paid', who: ['system', 'cashier'] },
    // The money was taken back, and is due again.
    { from: 'paid', event: 'unpay', to: 'submitted', who: ['cashier'] },
    { from: 'paid', event: 'validate', to: 'validated', who: ['regionalOfficer', 'registrar'] },
    { from: 'paid', event: 'return', to: 'returned', who: ['regionalOfficer', 'registrar'] },
    { from: 'returned', event: 'resubmit', to: 'paid', who: ['candidate', 'schoolHead'] },
    { from: 'paid', event: 'reject', to: 'rejected', who: ['regionalOfficer', 'registrar'] },
    { from: 'draft', event: 'withdraw', to: 'withdrawn', who: ['candidate', 'schoolHead'] },
    { from: 'submitted', event: 'withdraw', to: 'withdrawn', who: ['candidate', 'schoolHead'] },
    { from: 'submitted', event: 'duplicate', to: 'withdrawn', who: ['regionalOfficer', 'registrar'] },
    { from: 'paid', event: 'duplicate', to: 'rejected', who: ['regionalOfficer', 'registrar'] },
    { from: 'returned', event: 'duplicate', to: 'rejected', who: ['regionalOfficer', 'registrar'] },
    { from: 'validated', event: 'duplicate', to: 'rejected', who: ['regionalOfficer', 'registrar'] },
  ],
};
