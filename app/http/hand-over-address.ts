import { KEPT_KINDS } from '#app/domain/documents/status-change.ts';
import { HAND_OVER_STATES, type HandOverFilter } from '#app/queries/documents/list-hand-overs.server.ts';
import { idOf, textOf, wordOf } from './list-address.ts';

/** What of the hand-overs is asked for in the address bar; the page and its export read it alike. */
export function handOverFilter(parameters: URLSearchParams): HandOverFilter {
  return {
    text: textOf(parameters, 'q'),
    kind: wordOf(parameters, 'type', KEPT_KINDS),
    sittingId: idOf(parameters, 'session'),
    regionId: idOf(parameters, 'region'),
    state: wordOf(parameters, 'etat', HAND_OVER_STATES) ?? 'waiting',
  };
}
