import type { StateTable } from '../shared/state-table.ts';

export const BUNDLE_STATES = ['prepared', 'handedOut', 'closed'] as const;
export type BundleState = (typeof BUNDLE_STATES)[number];
export type BundleEvent = 'handOut' | 'close' | 'reopen';

/** A bundle of scripts: prepared, handed to its markers, closed once every mark is agreed; reopened only by two people. */
export const BUNDLE_TABLE: StateTable<BundleState, BundleEvent> = {
  initial: 'prepared',
  states: BUNDLE_STATES,
  transitions: [
    { from: 'prepared', event: 'handOut', to: 'handedOut', who: ['logistics'] },
    { from: 'handedOut', event: 'close', to: 'closed', who: ['logistics', 'marker'] },
    { from: 'closed', event: 'reopen', to: 'handedOut', who: ['logistics'] },
  ],
};

/** Why a script exists: the sitting and its second group, a mark reviewed on appeal, a paper sat again. */
export const SCRIPT_ORIGINS = ['sitting', 'review', 'resit'] as const;
export type ScriptOrigin = (typeof SCRIPT_ORIGINS)[number];

export const REOPENING_STATES = ['requested', 'reopened', 'refused'] as const;
export type ReopeningState = (typeof REOPENING_STATES)[number];

/** A closed bundle opened again: asked for by one person, decided by another. */
export const REOPENING_TABLE: StateTable<ReopeningState, 'reopen' | 'refuse'> = {
  initial: 'requested',
  states: REOPENING_STATES,
  transitions: [
    { from: 'requested', event: 'reopen', to: 'reopened', who: ['logistics'] },
    { from: 'requested', event: 'refuse', to: 'refused', who: ['logistics'] },
  ],
};

export const MODERATION_STATES = ['proposed', 'applied', 'refused'] as const;
export type ModerationState = (typeof MODERATION_STATES)[number];

/** A change to the marks of many scripts: proposed by one person, applied or refused by another. */
export const MODERATION_TABLE: StateTable<ModerationState, 'apply' | 'refuse'> = {
  initial: 'proposed',
  states: MODERATION_STATES,
  transitions: [
    { from: 'proposed', event: 'apply', to: 'applied', who: ['logistics'] },
    { from: 'proposed', event: 'refuse', to: 'refused', who: ['logistics'] },
  ],
};
