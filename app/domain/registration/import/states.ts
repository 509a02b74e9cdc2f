import type { StateTable } from '../../shared/state-table.ts';

export const IMPORT_STATES = [
  'uploaded',
  'checking',
  'checked',
  'committing',
  'committed',
  'cancelled',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export type ImportEvent = 'check' | 'finishCheck' | 'remap' | 'commit' | 'finishCommit' | 'cancel' | 'fail';

/** A school's sheet: read with a mapping, every row checked, then its good rows made entries. A killed worker goes on where it was. */
export const IMPORT_TABLE: StateTable<ImportState, ImportEvent> = {
  initial: 'uploaded',
  states: IMPORT_STATES,
  transitions: [
    { from: 'uploaded', event: 'check', to: 'checking', who: ['schoolHead', 'registrar'] },
    { from: 'checking', event: 'finishCheck', to: 'checked', who: ['system'] },
    { from: 'checked', event: 'remap', to: 'uploaded', who: ['schoolHead', 'registrar'] },
    { from: 'checked', event: 'commit', to: 'committing', who: ['schoolHead', 'registrar'] },
    { from: 'committing', event: 'finishCommit', to: 'committed', who: ['system'] },
    { from: 'uploaded', event: 'cancel', to: 'cancelled', who: ['schoolHead', 'registrar'] },
    { from: 'checked', event: 'cancel', to: 'cancelled', who: ['schoolHead', 'registrar'] },
    { from: 'checking', event: 'cancel', to: 'cancelled', who: ['schoolHead', 'registrar'] },
    { from: 'uploaded', event: 'fail', to: 'failed', who: ['system'] },
    { from: 'checking', event: 'fail', to: 'failed', who: ['system'] },
  ],
};

/** `good` becomes an entry; `known` has one already with the same content; `done` has become one. */
export const IMPORT_ROW_STATES = ['good', 'bad', 'known', 'done'] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];
