import { setTimeout as wait } from 'node:timers/promises';
import { type Behaviour, takeOne } from './behaviour.ts';

/** An event of a provider, kept until its endpoint has taken it. */
export type Deliverable = {
  readonly id: string;
  readonly type: string;
  /** 1 until the endpoint has taken it. */
  pending_webhooks: number;
};

export type Delivery = {
  readonly eventId: string;
  readonly type: string;
  readonly outcome: number | 'dropped' | 'unreachable';
};

export type DeliveryOptions<E extends Deliverable> = {
  readonly url: string;
  readonly secret: string;
  /** The body of an event. */
  payloadOf(event: E): string;
  /** The headers a provider sends with a body, its signature by `secret` among them. */
  headersFor(payload: string, secret: string): Record<string, string>;
  /** Waits before each new attempt; the last one is the last attempt. */
  readonly retryDelaysMs: readonly number[];
  readonly behaviour: Behaviour;
  readonly save: () => void;
};

export type Deliverer<E extends Deliverable> = {
  /** Sends the events of one act; done when each was tried once, or at once where they are late or held. */
  announce(events: readonly E[]): Promise<void>;
  /** Sends an event again, taken or not, as a person can ask a provider to. */
  resend(event: E): Promise<void>;
  /** Sends what was held. */
  release(): Promise<void>;
  /** Takes up what an earlier run had not delivered. */
  resume(events: readonly E[]): void;
  /** Done when nothing is on its way any more, retries included. */
  settled(): Promise<void>;
  readonly log: readonly Delivery[];
  close(): Promise<void>;
};

const LOG_LENGTH = 500;

export function createDeliverer<E extends Deliverable>(options: DeliveryOptions<E>): Deliverer<E> {
  const { behaviour } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const log: Delivery[] = [];
  let held: E[] = [];

  const record = (event: E, outcome: Delivery['outcome']) => {
    log.push({ eventId: event.id, type: event.type, outcome });
    if (log.length > LOG_LENGTH) log.shift();
  };
  const follow = (work: Promise<void>) => {
    const followed = work.catch(ignoreAbort).finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  };
  const attempt = async (event: E): Promise<boolean> => {
    const outcome = await post(options, event, stopping.signal);
    record(event, outcome);
    const taken = typeof outcome === 'number' && outcome >= 200 && outcome < 300;
    if (taken && event.pending_webhooks > 0) {
      event.pending_webhooks = 0;
      options.save();
    }
    return taken;
  };
  const retry = async (event: E) => {
    for (const delay of options.retryDelaysMs) {
      await wait(delay, undefined, { signal: stopping.signal, ref: false });
      if (event.pending_webhooks === 0 || (await attempt(event))) return;
    }
  };
  const send = async (events: readonly E[]) => {
    for (const event of behaviour.reorder ? [...events].reverse() : events) {
      for (let copy = 0; copy <= behaviour.duplicateWebhooks; copy += 1) {
        if (!(await attempt(event))) follow(retry(event));
      }
    }
  };
  const later = async (events: readonly E[], delayMs: number) => {
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

async function post<E extends Deliverable>(
  { url, secret, behaviour, payloadOf, headersFor }: DeliveryOptions<E>,
  event: E,
  signal: AbortSignal,
): Promise<number | 'unreachable'> {
  const payload = payloadOf(event);
  const signedWith = takeOne(behaviour, 'badSignature') ? 'the secret of somebody else' : secret;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: headersFor(payload, signedWith),
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
