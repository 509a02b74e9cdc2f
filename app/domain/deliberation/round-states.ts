import type { StateTable } from '../shared/state-table.ts';

/** After the first publication of a sitting: the second group, marks reviewed on appeal, a paper sat again. */
export const ROUND_KINDS = ['secondGroup', 'review', 'resit'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

export const ROUND_STATES = ['preparing', 'marking', 'deliberating', 'published', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];
export type RoundEvent = 'startMarking' | 'startDeliberation' | 'publish' | 'cancel';

/** A round: who takes part is settled while `preparing`; then codes, marks, deliberations and a new publication. */
export const ROUND_TABLE: StateTable<RoundState, RoundEvent> = {
  initial: 'preparing',
  states: ROUND_STATES,
  transitions: [
    { from: 'preparing', event: 'startMarking', to: 'marking', who: ['logistics'] },
    { from: 'preparing', event: 'cancel', to: 'cancelled', who: ['registrar'] },
    { from: 'marking', event: 'startDeliberation', to: 'deliberating', who: ['juryPresident', 'juryMember'] },
    {
      from: 'deliberating',
      event: 'startDeliberation',
      to: 'deliberating',
      who: ['juryPresident', 'juryMember'],
    },
    { from: 'deliberating', event: 'publish', to: 'published', who: ['publisher'] },
  ],
};

/** Those who take part, by what is known of their papers. */
export const PART_FILTERS = ['chosen', 'waiting', 'notSitting'] as const;
export type PartFilter = (typeof PART_FILTERS)[number];

export const CLAIM_STATES = ['filed', 'accepted', 'rejected', 'decided'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** A candidate's claim on a published mark: answered by the office, decided by the review that follows. */
export const CLAIM_TABLE: StateTable<ClaimState, 'accept' | 'reject' | 'decide'> = {
  initial: 'filed',
  states: CLAIM_STATES,
  transitions: [
    { from: 'filed', event: 'accept', to: 'accepted', who: ['registrar'] },
    { from: 'filed', event: 'reject', to: 'rejected', who: ['registrar'] },
    { from: 'accepted', event: 'decide', to: 'decided', who: ['publisher'] },
  ],
};
