import type { StateTable } from '../shared/state-table.ts';

export const DRAFT_STATES = ['building', 'prepared', 'refused', 'confirmed', 'released', 'putAside'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];
export type DraftEvent = 'build' | 'refuse' | 'confirm' | 'release' | 'putAside';

/**
 * A publication on its way: built by a job from the raw marks, refused when anything differs, confirmed by a second person
 * (gathered and written once more by a job, and refused when anything has changed since), released at its hour.
 */
export const DRAFT_TABLE: StateTable<DraftState, DraftEvent> = {
  initial: 'building',
  states: DRAFT_STATES,
  transitions: [
    { from: 'building', event: 'build', to: 'prepared', who: ['system'] },
    { from: 'building', event: 'refuse', to: 'refused', who: ['system'] },
    { from: 'building', event: 'putAside', to: 'putAside', who: ['publisher'] },
    { from: 'prepared', event: 'confirm', to: 'confirmed', who: ['publisher'] },
    { from: 'prepared', event: 'putAside', to: 'putAside', who: ['publisher'] },
    { from: 'confirmed', event: 'refuse', to: 'refused', who: ['system'] },
    { from: 'confirmed', event: 'release', to: 'released', who: ['system'] },
    { from: 'confirmed', event: 'putAside', to: 'putAside', who: ['publisher'] },
  ],
};
