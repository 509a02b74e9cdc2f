import type { StateTable } from '../shared/state-table.ts';

export const DELIBERATION_STATES = ['open', 'sealed'] as const;
export type DeliberationState = (typeof DELIBERATION_STATES)[number];
export type DeliberationEvent = 'seal';

/** A jury's sitting over its frozen snapshot. Sealing is final: unmasking and publication come only after it. */
export const DELIBERATION_TABLE: StateTable<DeliberationState, DeliberationEvent> = {
  initial: 'open',
  states: DELIBERATION_STATES,
  transitions: [{ from: 'open', event: 'seal', to: 'sealed', who: ['juryPresident'] }],
};
