import type { StateTable } from '../shared/state-table.ts';

export const BUNDLE_STATES = ['prepared', 'handedOut', 'closed'] as const;
export type BundleState = (typeof BUNDLE_STATES)[number];
export type BundleEvent = 'handOut' | 'close';

/** A bundle of scripts: prepared, handed to its markers, closed once every mark is agreed. */
export const BUNDLE_TABLE: StateTable<BundleState, BundleEvent> = {
  initial: 'prepared',
  states: BUNDLE_STATES,
  transitions: [
    { from: 'prepared', event: 'handOut', to: 'handedOut', who: ['logistics'] },
    { from: 'handedOut', event: 'close', to: 'closed', who: ['logistics', 'marker'] },
  ],
};
