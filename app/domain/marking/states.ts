import type { StateTable } from '../shared/state-table.ts';

export const BUNDLE_STATES = ['prepared', 'handedOut', 'entered', 'closed'] as const;
export type BundleState = (typeof BUNDLE_STATES)[number];
export type BundleEvent = 'handOut' | 'enter' | 'reopenEntry' | 'close' | 'reopen';

/** A bundle's life: given to its markers, entered in full by both, closed once every script is agreed. */
export const BUNDLE_TABLE: StateTable<BundleState, BundleEvent> = {
  initial: 'prepared',
  states: BUNDLE_STATES,
  transitions: [
    { from: 'prepared', event: 'handOut', to: 'handedOut', who: ['logistics'] },
    { from: 'handedOut', event: 'enter', to: 'entered', who: ['marker', 'system'] },
    { from: 'entered', event: 'reopenEntry', to: 'handedOut', who: ['logistics', 'system'] },
    { from: 'entered', event: 'close', to: 'closed', who: ['logistics'] },
    { from: 'closed', event: 'reopen', to: 'entered', who: ['logistics'] },
  ],
};
