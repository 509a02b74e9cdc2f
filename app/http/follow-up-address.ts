import { ENTRY_STATES } from '#app/domain/registration/states.ts';
import type { HeadcountFilter } from '#app/queries/followup/headcount-scope.ts';
import { idOf, textOf, wordOf } from './list-address.ts';

/** What of a follow-up is asked for in the address bar; its page and its export read it alike. */
export function followUpFilter(parameters: URLSearchParams): HeadcountFilter {
  return {
    regionId: idOf(parameters, 'region'),
    series: textOf(parameters, 'serie'),
    sex: wordOf(parameters, 'sexe', ['F', 'M'] as const),
    kind: wordOf(parameters, 'type', ['official', 'free'] as const),
    state: wordOf(parameters, 'etat', ENTRY_STATES),
  };
}

/** Words of the address for the long tables and the days. */
export const FOLLOW_UP_VIEWS = { commune: 'commune', school: 'etablissement' } as const;
export const FOLLOW_UP_TABLES = {
  sex: 'sexe',
  state: 'etat',
  series: 'serie',
  region: 'region',
  commune: 'commune',
  school: 'etablissement',
  days: 'jour',
} as const;
