import type { Behaviour } from '../behaviour.ts';
import type { Deliverer } from '../deliver-webhooks.ts';
import { type FakeTransaction, type FedapayState, newName, type StoredEvent } from './state.ts';

/** What every part of the fake works on. */
export type Fake = {
  readonly state: FedapayState;
  readonly save: () => void;
  readonly behaviour: Behaviour;
  readonly deliverer: Deliverer<StoredEvent>;
  readonly apiKey: string;
  readonly publicUrl: () => string;
  readonly now: () => Date;
};

/** Records an event with the transaction as it is now; later changes don't reach into it. */
export function recordEvent(fake: Fake, type: string, transaction: FakeTransaction): StoredEvent {
  const id = newName(15);
  const at = fake.now().toISOString();
  const event: StoredEvent = {
    id,
    type,
    pending_webhooks: 1,
    body: {
      klass: 'v1/event',
      id,
      name: type,
      object: 'transaction',
      entity: structuredClone(transaction),
      account_id: transaction.account_id,
      created_at: at,
      updated_at: at,
    },
  };
  fake.state.events[id] = event;
  return event;
}
