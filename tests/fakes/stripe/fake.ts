import type { Behaviour } from '../behaviour.ts';
import type { Deliverer } from '../deliver-webhooks.ts';
import { API_VERSION, newId, type StoredEvent, type StripeState } from './state.ts';

/** What every part of the fake works on. */
export type Fake = {
  readonly state: StripeState;
  readonly save: () => void;
  readonly behaviour: Behaviour;
  readonly deliverer: Deliverer<StoredEvent>;
  readonly apiKey: string;
  readonly publicUrl: () => string;
  /** Seconds since 1970, Stripe's way of telling time. */
  readonly now: () => number;
};

/** Records an event with the object as it is now; later changes don't reach into it. */
export function recordEvent(fake: Fake, type: string, object: object): StoredEvent {
  const event: StoredEvent = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: fake.now(),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: newId('req', 14), idempotency_key: null },
    type,
  };
  fake.state.events[event.id] = event;
  return event;
}
