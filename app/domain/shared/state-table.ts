import type { Role } from '#app/domain/access/roles.ts';
import { accept, refuse, type Verdict } from './verdict.ts';

/** Who may cause a transition: a role, the candidate concerned, or Palmarès itself (a job, a provider's callback). */
export type Cause = Role | 'system';

export type Transition<State extends string, Event extends string> = {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
  readonly who: readonly Cause[];
};

/** One noun's whole life in one table; `docs/states.md` draws it and a test reaches every state of it. */
export type StateTable<State extends string, Event extends string> = {
  readonly initial: State;
  readonly states: readonly State[];
  readonly transitions: readonly Transition<State, Event>[];
};

/** The state after `event`, or a refusal `state.refused` naming both. */
export function nextState<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  from: State,
  event: Event,
): Verdict<State, 'state.refused'> {
  const found = table.transitions.find(
    (transition) => transition.from === from && transition.event === event,
  );
  return found ? accept(found.to) : refuse('state.refused', { from, event });
}
