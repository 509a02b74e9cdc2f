import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { receiveWebhooks, type WebhookReceiver } from '#tests/fakes/receive-webhooks.ts';
import { type StripeFake, startStripe } from '#tests/fakes/stripe/start-stripe.ts';
import type { PaymentProvider, Settlement } from './port.ts';
import { createStripeProvider } from './stripe-provider.server.ts';

let endpoint: WebhookReceiver;
let fake: StripeFake;
let provider: PaymentProvider;
let serial = 0;

beforeAll(async () => {
  endpoint = await receiveWebhooks();
  fake = await startStripe({ webhookUrl: endpoint.url, webhookSecret: 'whsec_test', retryDelaysMs: [10] });
  provider = createStripeProvider(fake);
});
beforeEach(() => {
  endpoint.received.length = 0;
});
afterAll(async () => {
  await fake.close();
  await endpoint.close();
});

async function paid() {
  serial += 1;
  const paymentId = `disputed-${serial}`;
  const checkout = await provider.initiate({
    paymentId,
    amount: money(6000n, 'XOF'),
    description: 'Inscription au baccalauréat 2027',
    successUrl: 'http://app.example/retour',
    cancelUrl: 'http://app.example/annule',
    locale: 'fr',
  });
  const body = new URLSearchParams({ action: 'pay' });
  await fetch(checkout.redirectUrl, { method: 'POST', body, redirect: 'manual' });
  endpoint.received.length = 0;
  return { paymentId, ...checkout };
}

const control = (path: string, body: object) =>
  fetch(`${fake.url}/_control/disputes${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.apiKey}` },
    body: JSON.stringify(body),
  });
const dispute = (session: string) => control('', { session });
const close = (session: string, status: string) => control('/close', { session, status });
const disputed = async (reference: string) => (await provider.getStatus(reference))?.disputed.minor;
const notices = () =>
  endpoint.received.map(({ rawBody, headers }) => {
    const notice = provider.parseCallback(rawBody, headers);
    if (!notice.ok) throw new Error(notice.reason);
    return notice.value;
  });

async function movementsOf(paymentId: string): Promise<Settlement[]> {
  const all: Settlement[] = [];
  const period = { from: new Date(0), to: new Date(Date.now() + 2000) };
  for await (const one of provider.listSettlements(period)) if (one.paymentId === paymentId) all.push(one);
  return all;
}

describe('what a payer’s bank takes back', () => {
  test('is disputed money while the dispute is open, and once it is lost; the payment stays succeeded', async () => {
    const { reference } = await paid();
    expect((await dispute(reference)).status).toBe(200);
    expect(await provider.getStatus(reference)).toMatchObject({
      state: 'succeeded',
      amount: { minor: 6000n },
      refunded: { minor: 0n },
      disputed: { minor: 6000n, currency: 'XOF' },
    });
    await close(reference, 'lost');
    expect(await disputed(reference)).toBe(6000n);
  });

  test('is no longer disputed once the dispute is won', async () => {
    const { reference } = await paid();
    await dispute(reference);
    await close(reference, 'won');
    expect(await disputed(reference)).toBe(0n);
  });

  test('is what was left after a refund', async () => {
    const { reference } = await paid();
    await provider.refund({ reference, amount: money(1000n, 'XOF'), idempotencyKey: `part-${reference}` });
    await dispute(reference);
    expect(await provider.getStatus(reference)).toMatchObject({
      refunded: { minor: 1000n },
      disputed: { minor: 5000n },
    });
  });

  test('is nothing for an inquiry: the bank asks before it takes', async () => {
    const { reference } = await paid();
    const opened: { id: string } = await (await dispute(reference)).json();
    Object.assign(fake.state.disputes[opened.id] ?? {}, {
      status: 'warning_needs_response',
      balance_transactions: [],
    });
    expect(await disputed(reference)).toBe(0n);
  });

  test('can not be refunded besides', async () => {
    const { reference } = await paid();
    await dispute(reference);
    const refund = () =>
      provider.refund({ reference, amount: money(6000n, 'XOF'), idempotencyKey: `twice-${reference}` });
    expect(await refund()).toEqual({ ok: false, reason: 'refund.disputed' });
    await close(reference, 'won');
    expect(await refund()).toMatchObject({ ok: true });
  });
});

test('the events of a dispute name its payment by the payment intent', async () => {
  const { reference } = await paid();
  const paymentIntent = (await provider.getStatus(reference))?.paymentIntent;
  await dispute(reference);
  await close(reference, 'won');
  expect(notices().map(({ type }) => type)).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.closed',
    'charge.dispute.funds_reinstated',
  ]);
  for (const notice of notices()) {
    expect(notice).toMatchObject({ reference: undefined, paymentId: undefined, paymentIntent });
  }
});

test('the events of a refund name its payment by its id and by the payment intent', async () => {
  const { reference, paymentId } = await paid();
  const paymentIntent = (await provider.getStatus(reference))?.paymentIntent;
  await provider.refund({ reference, amount: money(500n, 'XOF'), idempotencyKey: `event-${reference}` });
  await fake.settled();
  expect(notices().map(({ type }) => type)).toEqual(['refund.created', 'charge.refunded']);
  for (const notice of notices()) expect(notice).toMatchObject({ paymentId, paymentIntent });
});

test('settlements show what a dispute took and gave back, under the payment', async () => {
  const { reference, paymentId } = await paid();
  await dispute(reference);
  await close(reference, 'won');
  const movements = await movementsOf(paymentId);
  expect(
    movements.map(({ kind, presented, gross, fee, net }) => [
      kind,
      presented?.minor,
      gross.minor,
      fee.minor,
      net.minor,
    ]),
  ).toEqual([
    ['dispute', 6000n, 6000n, 0n, 6000n],
    ['dispute', -6000n, -6000n, 1500n, -7500n],
    ['payment', 6000n, 6000n, 174n, 5826n],
  ]);
  const intents = new Set(movements.map(({ paymentIntent }) => paymentIntent));
  expect([...intents]).toEqual([(await provider.getStatus(reference))?.paymentIntent]);
});

test('nobody can contest what was not paid, or twice, or close what is not open', async () => {
  const { reference } = await paid();
  expect((await dispute('cs_test_nothing')).status).toBe(409);
  expect((await close(reference, 'won')).status).toBe(409);
  expect((await dispute(reference)).status).toBe(200);
  expect((await dispute(reference)).status).toBe(409);
  expect((await control('', { surprise: 1 })).status).toBe(400);
});

test('the list of payments opens and closes a dispute with buttons, without script', async () => {
  const { reference } = await paid();
  const press = (action: string) =>
    fetch(`${fake.url}/pay/${reference}/dispute`, {
      method: 'POST',
      body: new URLSearchParams({ action }),
    }).then((answer) => answer.text());
  expect(await (await fetch(`${fake.url}/`)).text()).toContain('Contester (la banque du payeur)');
  expect(await press('open')).toContain('Gagner la contestation');
  expect(await disputed(reference)).toBe(6000n);
  expect(await press('won')).toContain('contestation gagnée');
  expect(await press('won')).toContain('contestation gagnée');
  expect(await disputed(reference)).toBe(0n);
});
