import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { type Behaviour, goodBehaviour } from '../behaviour.ts';
import { controlRoutes } from '../control-routes.ts';
import { createDeliverer } from '../deliver-webhooks.ts';
import { keepJson } from '../keep-json.ts';
import { listen } from '../listen.ts';
import { refundByHand } from './act-on-transaction.ts';
import { apiRoutes } from './api-routes.ts';
import type { Fake } from './fake.ts';
import { dashboardRoutes, payRoutes } from './pay-routes.ts';
import { emptyState, type FedapayState, type StoredEvent } from './state.ts';

export type FedapayFakeOptions = {
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

export type FedapayFake = {
  /** Of the API and of the pages. */
  readonly url: string;
  readonly baseUrl: string;
  readonly port: number;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly state: FedapayState;
  /** The same switches as `POST /_control`. */
  readonly behaviour: Behaviour;
  /** Done when no event is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** FedaPay tries nine times more, at most two minutes apart. */
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000];

/** Starts a FedaPay that remembers: the adapter talks to it, a browser pays on it, and it sends signed events. */
export async function startFedapay(options: FedapayFakeOptions): Promise<FedapayFake> {
  const {
    webhookUrl,
    webhookSecret,
    apiKey = 'sk_sandbox_palmares',
    bind = '127.0.0.1',
    clock: now = () => new Date(),
  } = options;
  const { value: state, save } = keepJson(options.dataDir, 'fedapay', emptyState());
  const behaviour = goodBehaviour();
  const deliverer = createDeliverer({
    url: webhookUrl,
    secret: webhookSecret,
    payloadOf: (event: StoredEvent) => JSON.stringify(event.body),
    headersFor: signedHeaders,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    behaviour,
    save,
  });
  let publicUrl = options.publicUrl ?? '';
  const fake: Fake = { state, save, behaviour, deliverer, apiKey, publicUrl: () => publicUrl, now };
  const { port, close } = await listen(routes(fake), { port: options.port ?? 0, bind });
  const baseUrl = `http://${bind === '0.0.0.0' ? '127.0.0.1' : bind}:${port}`;
  publicUrl ||= baseUrl;
  deliverer.resume(Object.values(state.events));
  return {
    url: publicUrl,
    baseUrl,
    port,
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

function routes(fake: Fake): Hono {
  const app = new Hono();
  const control = controlRoutes(fake);
  control.post('/refund/:id', async (c) =>
    (await refundByHand(fake, c.req.param('id')))
      ? c.json({ refunded: true })
      : c.json({ refunded: false }, 409),
  );
  app.route('/v1', apiRoutes(fake));
  app.route('/pay', payRoutes(fake));
  app.route('/dashboard', dashboardRoutes(fake));
  app.get('/', (c) => c.redirect('/pay'));
  app.route('/_control', control);
  return app;
}

/** As `X-FEDAPAY-SIGNATURE` is made: a time, and the HMAC of the time and the body. Each attempt is signed anew. */
export function signedHeaders(
  payload: string,
  secret: string,
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
  return {
    'content-type': 'application/json',
    'user-agent': 'FedaPay/1.0',
    'x-fedapay-signature': `t=${seconds},s=${signature}`,
  };
}
