import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createFedapayProvider } from '#app/adapters/payments/fedapay-provider.server.ts';
import type {
  CheckoutRequest,
  PaymentProvider,
  PaymentState,
  Settlement,
} from '#app/adapters/payments/port.ts';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { money } from '#app/domain/shared/money.ts';
import { type Behaviour, goodBehaviour } from '#tests/fakes/behaviour.ts';
import { signedHeaders, startFedapay } from '#tests/fakes/fedapay/start-fedapay.ts';
import {
  type ReceivedWebhook,
  receiveWebhooks,
  type WebhookReceiver,
} from '#tests/fakes/receive-webhooks.ts';
import { startStripe } from '#tests/fakes/stripe/start-stripe.ts';

/** A provider and the fake it speaks to. */
type Opened = {
  readonly provider: PaymentProvider;
  readonly behaviour: Behaviour;
  readonly apiKey: string;
  readonly url: string;
  settled(): Promise<void>;
  close(): Promise<void>;
  /** How many payments the provider has been asked for. */
  asked(): number;
};

/** What differs between providers that keep the same contract. */
export type PaymentSide = {
  readonly name: string;
  open(webhookUrl: string, clock: () => Date): Promise<Opened>;
  sign(payload: string, seconds: number): Record<string, string>;
  readonly paidEvent: string;
  readonly failedEvent: string;
  /** What one refused attempt makes of a payment: none is final. */
  readonly afterRefusal: PaymentState;
  readonly unknown: string;
  readonly hostileReferences: readonly string[];
  readonly malformed: readonly string[];
};

/** What the endpoint's callbacks are signed with. */
export const WEBHOOK_SECRET = 'secret_of_the_endpoint';
export const STRIPE: PaymentSide = {
  name: 'stripe',
  async open(webhookUrl, clock) {
    const fake = await startStripe({
      webhookUrl,
      webhookSecret: WEBHOOK_SECRET,
      retryDelaysMs: [10, 20],
      clock,
    });
    const asked = () => Object.keys(fake.state.sessions).length;
    return { ...fake, provider: createStripeProvider(fake), asked };
  },
  sign: (payload, timestamp) => ({
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({
      payload,
      secret: WEBHOOK_SECRET,
      timestamp,
    }),
  }),
  paidEvent: 'checkout.session.completed',
  failedEvent: 'payment_intent.payment_failed',
  afterRefusal: 'pending',
  unknown: 'cs_test_unknown',
  hostileReferences: [],
  malformed: ['not json', '{}', '[]', '{"id":"evt_1","type":"x","data":null}'],
};
export const FEDAPAY: PaymentSide = {
  name: 'fedapay',
  async open(webhookUrl, clock) {
    const fake = await startFedapay({
      webhookUrl,
      webhookSecret: WEBHOOK_SECRET,
      retryDelaysMs: [10, 20],
      clock,
    });
    const asked = () => Object.keys(fake.state.transactions).length;
    return { ...fake, provider: createFedapayProvider(fake), asked };
  },
  sign: (payload, seconds) => signedHeaders(payload, WEBHOOK_SECRET, seconds),
  paidEvent: 'transaction.approved',
  failedEvent: 'transaction.declined',
  afterRefusal: 'failed',
  unknown: '1',
  hostileReferences: ['', '1/token', '../currencies/1', '1?x=1', '-1', '9'.repeat(400)],
  malformed: ['not json', '{}', '[]', '{"name":"transaction.approved","entity":{}}'],
};

export type PaymentStage = ReturnType<typeof usePaymentStage>;

/** Starts one side for the tests of a `describe`, on a clock of their own. */
export function usePaymentStage(side: PaymentSide) {
  let endpoint: WebhookReceiver;
  let opened: Opened;
  let now = new Date();
  let serial = 0;
  beforeAll(async () => {
    endpoint = await receiveWebhooks();
    opened = await side.open(endpoint.url, () => now);
  });
  beforeEach(() => {
    Object.assign(opened.behaviour, goodBehaviour());
    endpoint.received.length = 0;
    now = new Date();
  });
  afterAll(async () => {
    await opened.close();
    await endpoint.close();
  });
  const request = (change: Partial<CheckoutRequest> = {}): CheckoutRequest => {
    serial += 1;
    return {
      paymentId: `payment-${serial}`,
      amount: money(6000n, 'XOF'),
      description: 'Inscription au baccalauréat 2027',
      successUrl: 'http://app.example/retour?paiement=1',
      cancelUrl: 'http://app.example/annule',
      locale: 'fr',
      ...change,
    };
  };
  return {
    request,
    get fake() {
      return opened;
    },
    get provider() {
      return opened.provider;
    },
    get endpoint() {
      return endpoint;
    },
    later(hours: number) {
      now = new Date(Date.now() + hours * 3_600_000);
    },
    press: (url: string, action: string) =>
      fetch(url, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' }),
    async paid(change: Partial<CheckoutRequest> = {}) {
      const asked = request(change);
      const checkout = await opened.provider.initiate(asked);
      await this.press(checkout.redirectUrl, 'pay');
      return { ...checkout, paymentId: asked.paymentId };
    },
    read: ({ rawBody, headers }: ReceivedWebhook) => opened.provider.parseCallback(rawBody, headers),
    types(): string[] {
      return endpoint.received.map((webhook) => {
        const notice = this.read(webhook);
        return notice.ok ? notice.value.type : notice.reason;
      });
    },
    async movements(period: { from: Date; to: Date }): Promise<Settlement[]> {
      const all: Settlement[] = [];
      for await (const one of opened.provider.listSettlements(period)) all.push(one);
      return all;
    },
  };
}
