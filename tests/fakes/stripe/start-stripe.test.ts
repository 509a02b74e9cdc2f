import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { money } from '#app/domain/shared/money.ts';
import { receiveWebhooks, type WebhookReceiver } from '../receive-webhooks.ts';
import { type StripeFake, startStripe } from './start-stripe.ts';

let endpoint: WebhookReceiver;
let fake: StripeFake;
let directory = '';
let now = new Date('2026-11-23T10:00:00Z');

const start = () =>
  startStripe({
    webhookUrl: endpoint.url,
    webhookSecret: 'whsec_test',
    dataDir: directory,
    retryDelaysMs: [10],
    clock: () => now,
  });
const open = (paymentId: string) =>
  createStripeProvider(fake).initiate({
    paymentId,
    amount: money(6000n, 'XOF'),
    description: 'Inscription <b>bac</b>',
    successUrl: 'http://app.example/ok',
    cancelUrl: 'http://app.example/no',
    locale: 'fr',
  });
const pay = (url: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ action: 'pay' }), redirect: 'manual' });

beforeEach(async () => {
  now = new Date('2026-11-23T10:00:00Z');
  directory = await mkdtemp(join(tmpdir(), 'palmares-stripe-'));
  endpoint = await receiveWebhooks();
  fake = await start();
});
afterEach(async () => {
  await fake.close();
  await endpoint.close();
  await rm(directory, { recursive: true, force: true });
});

test('a restart keeps checkouts, money and idempotency keys, and sends what had not arrived', async () => {
  const first = await open('p1');
  endpoint.answers.push(500, 500, 500, 500, 500, 500);
  await pay(first.redirectUrl);
  await fake.settled();
  expect(endpoint.received).toHaveLength(6);
  await fake.close();
  fake = await start();
  await fake.settled();
  expect(endpoint.received).toHaveLength(9);
  expect((await open('p1')).reference).toBe(first.reference);
  expect((await createStripeProvider(fake).getStatus(first.reference))?.state).toBe('succeeded');
});

test('a checkout expires after a day, and late money can still arrive when asked to', async () => {
  const { reference, redirectUrl } = await open('p2');
  now = new Date('2026-11-24T10:00:01Z');
  expect((await fetch(redirectUrl)).status).toBe(410);
  expect((await createStripeProvider(fake).getStatus(reference))?.state).toBe('expired');
  expect((await pay(redirectUrl)).status).toBe(410);
  await fake.settled();
  expect(endpoint.received.map(({ rawBody }) => JSON.parse(rawBody).type)).toEqual([
    'checkout.session.expired',
  ]);
  fake.behaviour.latePayments = true;
  expect((await pay(redirectUrl)).status).toBe(303);
  expect((await createStripeProvider(fake).getStatus(reference))?.state).toBe('succeeded');
});

test('an open checkout can be expired once, by the API', async () => {
  const { reference } = await open('p3');
  const client = official();
  expect((await client.checkout.sessions.expire(reference)).status).toBe('expired');
  await expect(client.checkout.sessions.expire(reference)).rejects.toThrow(/status of expired/);
});

describe('what Stripe refuses', () => {
  const session = {
    mode: 'payment',
    success_url: 'http://a.example/ok',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'xof',
    'line_items[0][price_data][unit_amount]': '6000',
    'line_items[0][price_data][product_data][name]': 'Bac',
  };
  const create = (change: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${fake.url}/v1/checkout/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.apiKey}`, ...headers },
      body: new URLSearchParams({ ...session, ...change }),
    });

  test.each([
    [
      { 'line_items[0][price_data][unit_amount]': '60.00' },
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
    ],
    [{ 'line_items[0][price_data][unit_amount]': '100' }, 'amount_too_small', undefined],
    [{ 'line_items[0][price_data][unit_amount]': '100000000' }, 'amount_too_large', undefined],
    [{ 'line_items[0][price_data][currency]': 'XOF' }, undefined, 'line_items[0][price_data][currency]'],
    [{ surprise: '1' }, 'parameter_unknown', 'surprise'],
    [{ 'line_items[0][surprise]': '1' }, 'parameter_unknown', 'line_items[0][surprise]'],
    [{ success_url: 'nowhere' }, 'url_invalid', 'success_url'],
    [{ customer_email: 'nobody' }, undefined, 'customer_email'],
    [
      { 'line_items[0][price_data][product_data][name]': '' },
      undefined,
      'line_items[0][price_data][product_data][name]',
    ],
  ])('%j', async (change, code, param) => {
    const answer = await create(change);
    expect(answer.status).toBe(400);
    const { error } = await answer.json();
    expect([error.type, error.code, error.param]).toEqual(['invalid_request_error', code, param]);
  });

  test('a wrong key, an unknown address, a key used elsewhere', async () => {
    expect((await create({}, { authorization: 'Bearer sk_other' })).status).toBe(401);
    const headers = { authorization: `Bearer ${fake.apiKey}`, 'idempotency-key': 'k' };
    expect((await fetch(`${fake.url}/v1/customers`, { headers })).status).toBe(404);
    expect((await create({}, { 'idempotency-key': 'k' })).status).toBe(200);
    const replay = await create({}, { 'idempotency-key': 'k' });
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
    const elsewhere = await fetch(`${fake.url}/v1/refunds`, { method: 'POST', headers, body: 'amount=1' });
    expect((await elsewhere.json()).error).toMatchObject({ type: 'idempotency_error' });
    expect((await fetch(`${fake.url}/_control`)).status).toBe(401);
  });
});

test('the payment page says it is fictitious, works without script and escapes what it is given', async () => {
  const page = await (await fetch((await open('p4')).redirectUrl)).text();
  expect(page).toContain('Page de paiement fictive – démonstration');
  expect(page).toContain('Inscription &lt;b&gt;bac&lt;/b&gt;');
  expect(page).not.toMatch(/<script|https?:\/\//);
  expect((await fetch(`${fake.url}/pay/cs_test_nothing`)).status).toBe(404);
});

const fixtures = join(
  import.meta.dirname,
  '../../../../shared/cases/payments/stripe/stripe-mock/fixtures3.json',
);
test.skipIf(!existsSync(fixtures))(
  'objects have the fields of Stripe’s samples (skipped where ../shared/cases is absent)',
  async () => {
    const { resources } = JSON.parse(readFileSync(fixtures, 'utf8'));
    const { reference, redirectUrl } = await open('p5');
    await pay(redirectUrl);
    const client = official();
    const session = await client.checkout.sessions.retrieve(reference);
    const intent = await client.paymentIntents.retrieve(String(session.payment_intent));
    const charge = await client.charges.retrieve(String(intent.latest_charge));
    const refund = await client.refunds.create({ charge: charge.id, amount: 1000 });
    const disputed = await control('disputes', { session: reference });
    const dispute = await client.disputes.retrieve((await disputed.json()).id);
    const movement = await client.balanceTransactions.retrieve(String(charge.balance_transaction));
    const [event] = (await client.events.list({ limit: 1 })).data;
    const objects = {
      'checkout.session': session,
      payment_intent: intent,
      charge,
      refund,
      dispute,
      balance_transaction: movement,
      event,
    };
    // The samples are of an older version: these two fields are only there when asked for.
    const optional = ['refunds', 'excluded_payment_method_types'];
    for (const [name, object] of Object.entries(objects)) {
      const wanted = Object.keys(resources[name]).filter((key) => !optional.includes(key));
      expect(Object.keys(object ?? {}), name).toEqual(expect.arrayContaining(wanted));
    }
  },
);

function control(path: string, body: object): Promise<Response> {
  return fetch(`${fake.url}/_control/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.apiKey}` },
    body: JSON.stringify(body),
  });
}

function official(): Stripe {
  return new Stripe(fake.apiKey, { host: fake.host, port: fake.port, protocol: 'http', telemetry: false });
}
