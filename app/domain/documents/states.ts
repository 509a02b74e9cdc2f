import type { StateTable } from '../shared/state-table.ts';

export const DOCUMENT_CHANGE_STATES = ['requested', 'confirmed', 'refused', 'withdrawn'] as const;
export type DocumentChangeState = (typeof DOCUMENT_CHANGE_STATES)[number];
export type DocumentChangeEvent = 'confirm' | 'refuse' | 'withdraw';

/** A change of a document's status: asked for by one person, decided by another, or withdrawn by who asked. */
export const DOCUMENT_CHANGE_TABLE: StateTable<DocumentChangeState, DocumentChangeEvent> = {
  initial: 'requested',
  states: DOCUMENT_CHANGE_STATES,
  transitions: [
    { from: 'requested', event: 'confirm', to: 'confirmed', who: ['publisher'] },
    { from: 'requested', event: 'refuse', to: 'refused', who: ['publisher'] },
    { from: 'requested', event: 'withdraw', to: 'withdrawn', who: ['registrar'] },
  ],
};
