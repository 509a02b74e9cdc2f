import type { StateTable } from '../shared/state-table.ts';

export const SITTING_STATES = [
  'draft',
  'open',
  'closed',
  'seated',
  'marking',
  'deliberating',
  'published',
] as const;
export type SittingState = (typeof SITTING_STATES)[number];
export type SittingEvent =
  | 'open'
  | 'close'
  | 'reopen'
  | 'allocate'
  | 'startMarking'
  | 'startDeliberation'
  | 'publish';

/** A sitting's life: entries are taken while `open`; seats, codes, marks and results follow one way. */
export const SITTING_TABLE: StateTable<SittingState, SittingEvent> = {
  initial: 'draft',
  states: SITTING_STATES,
  transitions: [
    { from: 'draft', event: 'open', to: 'open', who: ['registrar', 'administrator'] },
    { from: 'open', event: 'close', to: 'closed', who: ['registrar', 'administrator'] },
    { from: 'closed', event: 'reopen', to: 'open', who: ['registrar', 'administrator'] },
    { from: 'closed', event: 'allocate', to: 'seated', who: ['logistics'] },
    { from: 'seated', event: 'allocate', to: 'seated', who: ['logistics'] },
    { from: 'seated', event: 'startMarking', to: 'marking', who: ['logistics'] },
    { from: 'marking', event: 'startDeliberation', to: 'deliberating', who: ['juryPresident', 'juryMember'] },
    {
      from: 'deliberating',
      event: 'startDeliberation',
      to: 'deliberating',
      who: ['juryPresident', 'juryMember'],
    },
    { from: 'deliberating', event: 'publish', to: 'published', who: ['publisher'] },
    { from: 'published', event: 'publish', to: 'published', who: ['publisher'] },
  ],
};
