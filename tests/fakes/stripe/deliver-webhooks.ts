import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { type Behaviour, takeOne } from './behaviour.ts';
import type { StoredEvent } from './state.ts';

export type Delivery = {
  readonly eventId: string;
  readonly type: string;
  readonly outcome: number | 'dropped' | 'unreachable';
};

export type DeliveryOptions = {
  readonly url: string;
  readonly secret: string;
  /** Waits before each new attempt; the last one is the last attempt. */
  readonly retryDelaysMs: readonly number[];
  readonly behaviour: Behaviour;
  readonly save: () => void;
};

export type Deliverer = {
  /** Sends the events of one act; done when each was tried once, or at once where they are late or held. */
  announce(events: readonly StoredEvent[]): Promise<void>;
  /** Sends an event again, taken or not, as a person can ask Stripe to. */
  resend(event: StoredEvent): Promise<void>;
  /** Sends what was held. */
  release(): Promise<void>;
  /** Takes up what an earlier run had not delivered. */
  resume(events: readonly StoredEvent[]): void;
  /** Done when nothing is on its way any more, retries included. */
  settled(): Promise<void>;
  readonly log: readonly Delivery[];
  close(): Promise<void>;
};

const LOG_LENGTH = 500;

export function createDeliverer(options: DeliveryOptions): Deliverer {
  const { behaviour } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const log: Delivery[] = [];
  let held: StoredEvent[] = [];

  const record = (event: StoredEvent, outcome: Delivery['outcome']) => {
    log.push({ eventId: event.id, type: event.type, outcome });
    if (log.length > LOG_LENGTH) log.shift();
  };
  const follow = (work: Promise<void>) => {
    const followed = work.catch(ignoreAbort).finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  };
  const attempt = async (event: StoredEvent): Promise<boolean> => {
    const outcome = await post(options, event, stopping.signal);
    record(event, outcome);
    const taken = typeof outcome === 'number' && outcome >= 200 && outcome < 300;
    if (taken && event.pending_webhooks > 0) {
      event.pending_webhooks = 0;
      options.save();
    }
    return taken;
  };
  const retry = async (event: StoredEvent) => {
    for (const delay of options.retryDelaysMs) {
      await wait(delay, undefined, { signal: stopping.signal, ref: false });
      if (event.pending_webhooks === 0 || (await attempt(event))) return;
    }
  };
  const send = async (events: readonly StoredEvent[]) => {
    for (const event of behaviour.reorder ? [...events].reverse() : events) {
      for (let copy = 0; copy <= behaviour.duplicateWebhooks; copy += 1) {
        if (!(await attempt(event))) follow(retry(event));
      }
    }
  };
  const later = async (events: readonly StoredEvent[], delayMs: number) => {
    await wait(delayMs, undefined, { signal: stopping.signal, ref: false });
    await send(events);
  };

  return {
    log,
    async announce(events) {
      const sent = events.filter((event) => {
        if (!takeOne(behaviour, 'dropNext')) return true;
        event.pending_webhooks = 0;
        record(event, 'dropped');
        return false;
      });
      if (behaviour.hold) held.push(...sent);
      else if (behaviour.delayMs > 0) follow(later(sent, behaviour.delayMs));
      else await follow(send(sent));
      options.save();
    },
    resend: async (event) => {
      await attempt(event);
    },
    async release() {
      const released = held;
      held = [];
      await follow(send(released));
    },
    resume: (events) => {
      for (const event of events) if (event.pending_webhooks > 0) follow(retry(event));
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

async function post(
  { url, secret, behaviour }: DeliveryOptions,
  event: StoredEvent,
  signal: AbortSignal,
): Promise<number | 'unreachable'> {
  const payload = JSON.stringify(event);
  const signedWith = takeOne(behaviour, 'badSignature') ? 'whsec_somebody_else' : secret;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: signedWith }),
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 'unreachable';
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}
