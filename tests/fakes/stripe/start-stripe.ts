import { Hono } from 'hono';
import Stripe from 'stripe';
import { type Behaviour, goodBehaviour } from '../behaviour.ts';
import { controlRoutes } from '../control-routes.ts';
import { createDeliverer } from '../deliver-webhooks.ts';
import { keepJson } from '../keep-json.ts';
import { listen } from '../listen.ts';
import { apiRoutes } from './api-routes.ts';
import { addDisputeControls, disputeButtonRoutes } from './dispute-routes.ts';
import type { Fake } from './fake.ts';
import { payRoutes } from './pay-routes.ts';
import { emptyState, type StoredEvent, type StripeState } from './state.ts';

export type StripeFakeOptions = {
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly apiKey?: string;
  readonly port?: number;
  readonly bind?: string;
  /** Where a browser finds the payment page, when that is not the address it listens on. */
  readonly publicUrl?: string;
  /** Keeps its state there over a restart. */
  readonly dataDir?: string;
  readonly retryDelaysMs?: readonly number[];
  readonly clock?: () => Date;
};

export type StripeFake = {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http';
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly state: StripeState;
  /** The same switches as `POST /_control`. */
  readonly behaviour: Behaviour;
  /** Done when no event is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 600_000];

/** Starts a Stripe that remembers: the official client talks to it, a browser pays on it, and it sends signed events. */
export async function startStripe(options: StripeFakeOptions): Promise<StripeFake> {
  const {
    webhookUrl,
    webhookSecret,
    apiKey = 'sk_test_palmares',
    bind = '127.0.0.1',
    clock = () => new Date(),
  } = options;
  const { value: state, save } = keepJson(options.dataDir, 'stripe', emptyState());
  const behaviour = goodBehaviour();
  const retryDelaysMs = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  const deliverer = createDeliverer({
    url: webhookUrl,
    secret: webhookSecret,
    payloadOf: (event: StoredEvent) => JSON.stringify(event),
    headersFor: signedHeaders,
    retryDelaysMs,
    behaviour,
    save,
  });
  let publicUrl = options.publicUrl ?? '';
  const now = () => Math.floor(clock().getTime() / 1000);
  const fake: Fake = { state, save, behaviour, deliverer, apiKey, publicUrl: () => publicUrl, now };
  const app = new Hono();
  app.route('/v1', apiRoutes(fake));
  app.route('/pay', payRoutes(fake));
  app.route('/pay', disputeButtonRoutes(fake));
  app.get('/', (c) => c.redirect('/pay'));
  app.route('/_control', addDisputeControls(controlRoutes(fake), fake));
  const { port, close } = await listen(app, { port: options.port ?? 0, bind });
  const host = bind === '0.0.0.0' ? '127.0.0.1' : bind;
  publicUrl ||= `http://${host}:${port}`;
  deliverer.resume(Object.values(state.events));
  return {
    host,
    port,
    protocol: 'http',
    url: publicUrl,
    apiKey,
    webhookSecret,
    state,
    behaviour,
    settled: () => deliverer.settled(),
    async close() {
      await deliverer.close();
      await close();
    },
  };
}

function signedHeaders(payload: string, secret: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
  };
}
