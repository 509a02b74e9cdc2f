import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { goodBehaviour } from '#tests/fakes/behaviour.ts';
import {
  type ReceivedWebhook,
  receiveWebhooks,
  type WebhookReceiver,
} from '#tests/fakes/receive-webhooks.ts';
import { type StripeFake, startStripe } from '#tests/fakes/stripe/start-stripe.ts';
import type { CheckoutRequest, PaymentProvider, Settlement } from './port.ts';
import { createStripeProvider } from './stripe-provider.server.ts';

let endpoint: WebhookReceiver;
let fake: StripeFake;
let provider: PaymentProvider;
let serial = 0;

beforeAll(async () => {
  endpoint = await receiveWebhooks();
  fake = await startStripe({
    webhookUrl: endpoint.url,
    webhookSecret: 'whsec_test',
    retryDelaysMs: [10, 20],
  });
  provider = createStripeProvider(fake);
});
beforeEach(() => {
  Object.assign(fake.behaviour, goodBehaviour());
  endpoint.received.length = 0;
});
afterAll(async () => {
  await fake.close();
  await endpoint.close();
});

function request(change: Partial<CheckoutRequest> = {}): CheckoutRequest {
  serial += 1;
  return {
    paymentId: `payment-${serial}`,
    amount: money(6000n, 'XOF'),
    description: 'Inscription au baccalauréat 2027',
    successUrl: 'http://app.example/retour?session={CHECKOUT_SESSION_ID}',
    cancelUrl: 'http://app.example/annule',
    locale: 'fr',
    ...change,
  };
}

function submit(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

async function paid(change: Partial<CheckoutRequest> = {}) {
  const asked = request(change);
  const checkout = await provider.initiate(asked);
  await submit(checkout.redirectUrl, { action: 'pay' });
  return { ...checkout, paymentId: asked.paymentId };
}

const read = ({ rawBody, headers }: ReceivedWebhook) => provider.parseCallback(rawBody, headers);
const typesReceived = () =>
  endpoint.received.map((webhook) => {
    const notice = read(webhook);
    return notice.ok ? notice.value.type : notice.reason;
  });

describe('a checkout', () => {
  test('asks 6 000 F CFA as 6000, pays, and comes back with its reference', async () => {
    const { paymentId, ...rest } = request();
    const checkout = await provider.initiate({ paymentId, ...rest });
    expect(await provider.getStatus(checkout.reference)).toEqual({
      state: 'pending',
      reference: checkout.reference,
      paymentId,
      amount: { minor: 6000n, currency: 'XOF' },
      refunded: { minor: 0n, currency: 'XOF' },
      disputed: { minor: 0n, currency: 'XOF' },
      paymentIntent: undefined,
      paidAt: undefined,
      lastError: undefined,
    });
    const page = await (await fetch(checkout.redirectUrl)).text();
    expect(page).toMatch(/Payer 6\s000\sF\sCFA/);
    const answer = await submit(checkout.redirectUrl, { action: 'pay', card: '4242 4242 4242 4242' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`http://app.example/retour?session=${checkout.reference}`);
    const status = await provider.getStatus(checkout.reference);
    expect(status).toMatchObject({
      state: 'succeeded',
      paymentId,
      amount: { minor: 6000n, currency: 'XOF' },
    });
    expect(status?.paymentIntent).toMatch(/^pi_/);
    expect(status?.paidAt).toBeInstanceOf(Date);
  });

  test('asked again is the same checkout; with another amount it throws', async () => {
    const asked = request();
    const first = await provider.initiate(asked);
    expect(await provider.initiate(asked)).toEqual(first);
    const changed = { ...asked, amount: money(7000n, 'XOF') };
    await expect(provider.initiate(changed)).rejects.toThrow(Stripe.errors.StripeIdempotencyError);
  });

  test('two decimals stay two decimals, and what Stripe refuses throws', async () => {
    const { reference } = await provider.initiate(request({ amount: money(1050n, 'EUR') }));
    expect((await provider.getStatus(reference))?.amount).toEqual({ minor: 1050n, currency: 'EUR' });
    await expect(provider.initiate(request({ amount: money(1n, 'XOF') }))).rejects.toMatchObject({
      code: 'amount_too_small',
    });
    await expect(provider.initiate(request({ amount: money(0n, 'XOF') }))).rejects.toThrow(RangeError);
    const soon = new Date(Date.now() + 60_000);
    await expect(provider.initiate(request({ expiresAt: soon }))).rejects.toMatchObject({
      param: 'expires_at',
    });
    expect(await provider.getStatus('cs_test_unknown')).toBeUndefined();
  });

  test('a card refused is not final: the next one may pay', async () => {
    const { reference, redirectUrl } = await provider.initiate(request());
    expect((await submit(redirectUrl, { action: 'pay', card: '4000 0000 0000 0002' })).status).toBe(402);
    expect(await provider.getStatus(reference)).toMatchObject({
      state: 'pending',
      lastError: 'card_declined',
    });
    expect((await submit(redirectUrl, { action: 'decline' })).status).toBe(402);
    expect((await submit(redirectUrl, { action: 'pay', card: '1234' })).status).toBe(422);
    expect((await submit(redirectUrl, { action: 'pay' })).status).toBe(303);
    expect(await provider.getStatus(reference)).toMatchObject({ state: 'succeeded', lastError: undefined });
    expect(typesReceived()).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      'charge.failed',
      'payment_intent.payment_failed',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ]);
  });

  test('giving up leaves it open; paying twice takes the money once', async () => {
    const { reference, redirectUrl } = await provider.initiate(request());
    const away = await submit(redirectUrl, { action: 'abandon' });
    expect(away.headers.get('location')).toBe('http://app.example/annule');
    expect((await provider.getStatus(reference))?.state).toBe('pending');
    await Promise.all([submit(redirectUrl, { action: 'pay' }), submit(redirectUrl, { action: 'pay' })]);
    expect(typesReceived().filter((type) => type === 'payment_intent.succeeded')).toHaveLength(1);
    expect(await (await fetch(redirectUrl)).text()).toContain('déjà fait');
  });
});

describe('a callback', () => {
  test('names the payment, and the same one through its payment intent', async () => {
    const { reference, paymentId } = await paid();
    const notices = endpoint.received.map(read);
    const paymentIntent = (await provider.getStatus(reference))?.paymentIntent;
    expect(notices).toEqual([
      {
        ok: true,
        value: {
          eventId: expect.stringMatching(/^evt_/),
          type: 'charge.succeeded',
          reference: undefined,
          paymentId,
          paymentIntent,
        },
      },
      {
        ok: true,
        value: {
          eventId: expect.any(String),
          type: 'payment_intent.succeeded',
          reference: undefined,
          paymentId,
          paymentIntent,
        },
      },
      {
        ok: true,
        value: {
          eventId: expect.any(String),
          type: 'checkout.session.completed',
          reference,
          paymentId,
          paymentIntent,
        },
      },
    ]);
  });

  test('with a wrong, missing or old signature, or another body, is refused', async () => {
    fake.behaviour.badSignature = 1;
    await paid();
    const [forged, good] = endpoint.received;
    if (!forged || !good) throw new Error('no webhook came');
    expect(read(forged)).toEqual({ ok: false, reason: 'callback.badSignature' });
    expect(read(good)).toMatchObject({ ok: true });
    const tampered = { ...good, rawBody: good.rawBody.replace('6000', '1') };
    expect(read(tampered)).toEqual({ ok: false, reason: 'callback.badSignature' });
    expect(read({ ...good, headers: new Headers() })).toEqual({ ok: false, reason: 'callback.badSignature' });
    expect(read(signed(good.rawBody, Date.now() / 1000 - 301))).toEqual({
      ok: false,
      reason: 'callback.badSignature',
    });
    expect(read(signed(good.rawBody, Date.now() / 1000 - 290))).toMatchObject({ ok: true });
  });

  test.each(['not json', '{}', '{"id":"evt_1","type":"x","data":null}', '[]'])(
    'signed but malformed: %s',
    (body) => {
      expect(read(signed(body, Date.now() / 1000))).toEqual({ ok: false, reason: 'callback.malformed' });
    },
  );

  test('may come twice, in any order, after a failure, or be retried', async () => {
    Object.assign(fake.behaviour, { duplicateWebhooks: 1, reorder: true, failBeforeSuccess: true });
    endpoint.answers.push(500, 503);
    await paid();
    await fake.settled();
    const ids = endpoint.received.map((webhook) => {
      const notice = read(webhook);
      return notice.ok ? notice.value.eventId : 'refused';
    });
    expect(new Set(ids).size).toBe(5);
    expect(ids.length).toBeGreaterThanOrEqual(11);
    expect(typesReceived()[0]).toBe('checkout.session.completed');
    expect(typesReceived()).toContain('payment_intent.payment_failed');
  });
});

describe('a refund', () => {
  test('in parts, never twice for one key, never more than was paid', async () => {
    const { reference } = await paid();
    const part = { reference, amount: money(1000n, 'XOF'), idempotencyKey: `refund-of-${reference}` };
    const first = await provider.refund(part);
    expect(first).toMatchObject({
      ok: true,
      value: { state: 'succeeded', amount: { minor: 1000n, currency: 'XOF' } },
    });
    expect(await provider.refund(part)).toEqual(first);
    expect((await provider.getStatus(reference))?.refunded.minor).toBe(1000n);
    const rest = { reference, amount: money(5000n, 'XOF'), idempotencyKey: `rest-of-${reference}` };
    const tooMuch = { ...rest, amount: money(5001n, 'XOF'), idempotencyKey: `more-than-${reference}` };
    expect(await provider.refund(tooMuch)).toEqual({ ok: false, reason: 'refund.exceedsPayment' });
    expect(await provider.refund(rest)).toMatchObject({ ok: true });
    const again = { ...rest, idempotencyKey: `again-${reference}` };
    expect(await provider.refund(again)).toEqual({ ok: false, reason: 'refund.alreadyRefunded' });
    expect(await provider.getStatus(reference)).toMatchObject({
      state: 'succeeded',
      refunded: { minor: 6000n },
    });
  });

  test('of what nobody paid is refused', async () => {
    const { reference } = await provider.initiate(request());
    const refusal = { ok: false, reason: 'refund.notPaid' };
    expect(
      await provider.refund({ reference, amount: money(1n, 'XOF'), idempotencyKey: `a-${reference}` }),
    ).toEqual(refusal);
    expect(
      await provider.refund({ reference: 'cs_no', amount: money(1n, 'XOF'), idempotencyKey: 'b' }),
    ).toEqual(refusal);
  });
});

test('settlements list every movement once, with its payment, over several pages', async () => {
  const from = new Date(Math.floor(Date.now() / 1000) * 1000);
  const { reference, paymentId } = await paid();
  await provider.refund({ reference, amount: money(500n, 'XOF'), idempotencyKey: `s-${reference}` });
  for (let n = 0; n < 101; n += 1) await paid();
  const all: Settlement[] = [];
  for await (const one of provider.listSettlements({ from, to: new Date(Date.now() + 2000) })) all.push(one);
  expect(new Set(all.map((one) => one.settlementId)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(103);
  const mine = all.filter((one) => one.paymentId === paymentId);
  expect(mine.map(({ kind, presented, fee }) => [kind, presented?.minor, fee.minor])).toEqual(
    expect.arrayContaining([
      ['payment', 6000n, 174n],
      ['refund', -500n, 0n],
    ]),
  );
  expect(mine.every(({ gross, fee, net }) => net.minor === gross.minor - fee.minor)).toBe(true);
  const none: Settlement[] = [];
  for await (const one of provider.listSettlements({ from: new Date(0), to: new Date(1000) })) none.push(one);
  expect(none).toEqual([]);
});

function signed(payload: string, seconds: number): ReceivedWebhook {
  const timestamp = Math.floor(seconds);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_test', timestamp });
  return { rawBody: payload, headers: new Headers({ 'stripe-signature': signature }) };
}
