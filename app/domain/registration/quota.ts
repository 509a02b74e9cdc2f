import type { EntryRules } from './entry-rules.ts';
import type { EntryState } from './states.ts';

/** The key of the whole sitting's places among those of its series. */
export const WHOLE_SITTING = '*';

const HOLDING: readonly EntryState[] = ['submitted', 'paid', 'validated', 'returned'];

/** A sent entry holds its place until it is withdrawn or rejected: money that comes for it has nothing more to find. */
export function holdsPlace({ state }: { readonly state: EntryState }): boolean {
  return HOLDING.includes(state);
}

export type Limit = { readonly series: string; readonly places: number };

/** The limits an entry of a series counts against, the whole sitting's first: locks are taken in this order. */
export function limitsFor({ quota }: EntryRules, series: string): Limit[] {
  const own = quota?.series?.[series];
  return [
    ...(quota?.total === undefined ? [] : [{ series: WHOLE_SITTING, places: quota.total }]),
    ...(own === undefined ? [] : [{ series, places: own }]),
  ];
}

/** Every limit of a sitting's rules. */
export function limitsOf({ quota }: EntryRules): Limit[] {
  return [
    ...(quota?.total === undefined ? [] : [{ series: WHOLE_SITTING, places: quota.total }]),
    ...Object.entries(quota?.series ?? {}).map(([series, places]) => ({ series, places })),
  ];
}
