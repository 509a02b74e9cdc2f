import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { goodBehaviour } from '#tests/fakes/behaviour.ts';
import { type FedapayFake, signedHeaders, startFedapay } from '#tests/fakes/fedapay/start-fedapay.ts';
import { receiveWebhooks, type WebhookReceiver } from '#tests/fakes/receive-webhooks.ts';
import { transactionAnswer } from './fedapay-answers.ts';
import { createFedapayProvider } from './fedapay-provider.server.ts';
import { readMovements, readStatus } from './fedapay-readings.ts';
import type { CheckoutRequest, PaymentProvider, Settlement } from './port.ts';

/** What is FedaPay's own; what it shares with every provider is in `provider-contract.test.ts`. */
let endpoint: WebhookReceiver;
let fake: FedapayFake;
let provider: PaymentProvider;
let serial = 0;

beforeAll(async () => {
  endpoint = await receiveWebhooks();
  fake = await startFedapay({ webhookUrl: endpoint.url, webhookSecret: 'wh_test', retryDelaysMs: [10] });
  provider = createFedapayProvider(fake);
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
    paymentId: `mobile-${serial}`,
    amount: money(6000n, 'XOF'),
    description: 'Inscription au baccalauréat 2027',
    successUrl: 'http://app.example/retour?paiement=7',
    cancelUrl: 'http://app.example/annule',
    locale: 'fr',
    ...change,
  };
}

const submit = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function paid() {
  const asked = request();
  const checkout = await provider.initiate(asked);
  await submit(checkout.redirectUrl, { action: 'pay' });
  return { ...checkout, paymentId: asked.paymentId };
}

async function movementsOf(paymentId: string): Promise<Settlement[]> {
  const all: Settlement[] = [];
  const period = { from: new Date(0), to: new Date(Date.now() + 2000) };
  for await (const one of provider.listSettlements(period)) if (one.paymentId === paymentId) all.push(one);
  return all;
}

describe('a checkout', () => {
  test('comes back with its number and how it ended, giving up included', async () => {
    const { reference, redirectUrl } = await provider.initiate(request());
    const away = await submit(redirectUrl, { action: 'abandon' });
    expect(away.headers.get('location')).toBe(
      `http://app.example/retour?paiement=7&id=${reference}&status=canceled`,
    );
    expect((await provider.getStatus(reference))?.state).toBe('failed');
    const back = await submit(redirectUrl, { action: 'pay', mode: 'moov_ne', number: '66 00 00 01' });
    expect(back.headers.get('location')).toContain('status=approved');
    expect((await provider.getStatus(reference))?.state).toBe('succeeded');
  });

  test('asked again gives a new page of the same transaction, where it can be paid once', async () => {
    const asked = request();
    const first = await provider.initiate(asked);
    const second = await provider.initiate(asked);
    expect(second.redirectUrl).not.toBe(first.redirectUrl);
    await submit(first.redirectUrl, { action: 'pay' });
    expect((await submit(second.redirectUrl, { action: 'pay' })).status).toBe(303);
    expect(await movementsOf(asked.paymentId)).toHaveLength(1);
  });

  test('asked again once it is paid leads where paying would have led', async () => {
    const asked = request();
    const { reference, redirectUrl } = await provider.initiate(asked);
    await submit(redirectUrl, { action: 'pay' });
    expect(await provider.initiate(asked)).toEqual({ reference, redirectUrl: asked.successUrl });
  });

  test.each([{ description: 'Autre objet' }, { successUrl: 'http://app.example/ailleurs' }])(
    'asked again with %o throws',
    async (change) => {
      const asked = request();
      await provider.initiate(asked);
      await expect(provider.initiate({ ...asked, ...change })).rejects.toThrow(RangeError);
    },
  );

  test('in a currency it does not take, or of nothing, is a mistake of ours', async () => {
    await expect(provider.initiate(request({ amount: money(1050n, 'EUR') }))).rejects.toThrow(RangeError);
    await expect(provider.initiate(request({ amount: money(0n, 'XOF') }))).rejects.toThrow(RangeError);
    expect(provider.capabilities.currencies).toEqual(['XOF']);
  });

  test('that FedaPay refuses throws with the status', async () => {
    await expect(provider.initiate(request({ customerEmail: 'nobody' }))).rejects.toMatchObject({
      status: 400,
    });
    const stranger = createFedapayProvider({ ...fake, apiKey: 'sk_other' });
    await expect(stranger.initiate(request())).rejects.toMatchObject({ status: 401 });
  });
});

describe('money given back in FedaPay’s own pages', () => {
  test('is refunded in the status, announced, and a movement of its own', async () => {
    const { reference, paymentId } = await paid();
    endpoint.received.length = 0;
    await submit(`${fake.url}/dashboard/${reference}/refund`, {});
    expect(await provider.getStatus(reference)).toMatchObject({
      state: 'succeeded',
      amount: { minor: 6000n },
      refunded: { minor: 6000n },
    });
    const [webhook] = endpoint.received;
    if (!webhook) throw new Error('no webhook came');
    expect(provider.parseCallback(webhook.rawBody, webhook.headers)).toMatchObject({
      ok: true,
      value: { type: 'transaction.refunded', reference, paymentId },
    });
    const movements = await movementsOf(paymentId);
    expect(movements.map(({ kind, presented, net }) => [kind, presented?.minor, net.minor])).toEqual([
      ['payment', 6000n, 5892n],
      ['refund', -6000n, -6000n],
    ]);
  });
});

describe('a callback', () => {
  const read = (body: object) => {
    const rawBody = JSON.stringify(body);
    return provider.parseCallback(rawBody, new Headers(signedHeaders(rawBody, 'wh_test')));
  };

  test('without an id is named by its body, so that it is the same when it comes again', () => {
    const body = { name: 'transaction.approved', entity: { id: 12, merchant_reference: 'p' } };
    const first = read(body);
    expect(first).toMatchObject({ ok: true, value: { reference: '12', paymentId: 'p' } });
    expect(read(body)).toEqual(first);
    expect(read({ ...body, entity: { id: 13 } })).not.toEqual(first);
  });

  test('may be written as in the list of events, with its entity in a string', () => {
    const entity = JSON.stringify({ id: 16851, merchant_reference: 'p', mode: 'moov', reference: 'trx_1' });
    expect(read({ id: 'AXVA3Z', type: 'transaction.created', entity })).toEqual({
      ok: true,
      value: {
        eventId: 'AXVA3Z',
        type: 'transaction.created',
        reference: '16851',
        paymentId: 'p',
        paymentIntent: 'trx_1',
      },
    });
  });

  test('about something else than a transaction is taken and names no payment', () => {
    expect(read({ id: 'x', name: 'customer.created', entity: { id: 5 } })).toMatchObject({
      ok: true,
      value: { reference: undefined, paymentId: undefined },
    });
  });

  test('signed for a moment to come is refused; one of two signatures is enough', () => {
    const rawBody = '{"name":"customer.created"}';
    const soon = signedHeaders(rawBody, 'wh_test', Math.floor(Date.now() / 1000) + 400);
    expect(provider.parseCallback(rawBody, new Headers(soon)).ok).toBe(false);
    const signature = String(signedHeaders(rawBody, 'wh_test')['x-fedapay-signature']);
    const two = signature.replace(',s=', ',s=00ff,s=');
    expect(provider.parseCallback(rawBody, new Headers({ 'x-fedapay-signature': two })).ok).toBe(true);
  });
});

describe('what an answer says', () => {
  const answer = (change: object) =>
    transactionAnswer.parse({
      id: 7,
      amount: 100,
      status: 'approved',
      created_at: '2026-11-24T10:00:00Z',
      ...change,
    });

  test.each([
    ['transferred', 'succeeded'],
    ['refunded', 'succeeded'],
    ['canceled', 'failed'],
    ['declined', 'failed'],
    ['expired', 'expired'],
    ['pending', 'pending'],
  ])('%s is %s', (status, state) => {
    expect(readStatus(answer({ status }), 'XOF').state).toBe(state);
  });

  test('a status that is new, a part given back, and a currency with decimals are not guessed', () => {
    expect(() => readStatus(answer({ status: 'contested' }), 'XOF')).toThrow('unknown status contested');
    expect(() => readStatus(answer({ status: 'approved_partially_refunded' }), 'XOF')).toThrow('how much');
    expect(() => readStatus(answer({}), 'EUR')).toThrow(RangeError);
    expect(() => answer({ amount: 10.5 })).toThrow();
  });

  test('a part given back stands in the settlements without an amount, for somebody to look up', () => {
    const movements = readMovements(answer({ status: 'transferred_partially_refunded' }), 'XOF');
    expect(movements.map(({ kind, presented, net }) => [kind, presented?.minor, net.minor])).toEqual([
      ['payment', 100n, 100n],
      ['other', undefined, 0n],
    ]);
  });

  test.each([
    ['fees are the payer’s', { fees: 2, amount_debited: 102, amount_transferred: 100 }, 100n, 0n],
    ['fees are the merchant’s', { fees: 2, amount_debited: 100, amount_transferred: 98 }, 100n, 2n],
    ['nothing was transferred yet', { fees: 2, amount_debited: 100 }, 100n, 2n],
    ['amounts come as digits', { amount: '100', amount_debited: '102', fees: '2' }, 100n, 0n],
    ['less came than was asked', { amount_debited: 60, amount_transferred: 58 }, 60n, 2n],
  ])('%s', (_, change, received, fee) => {
    expect(readStatus(answer(change), 'XOF').amount.minor).toBe(received);
    const [movement] = readMovements(answer(change), 'XOF');
    expect(movement).toMatchObject({
      gross: { minor: received },
      fee: { minor: fee },
      net: { minor: received - fee },
    });
  });
});

describe('a server that is not well', () => {
  let server: Server;
  let answer = '';
  let status = 200;
  const against = (baseUrl: string) =>
    createFedapayProvider({ apiKey: 'sk_secret', webhookSecret: 'wh', baseUrl, timeoutMs: 300 });
  let unwell: PaymentProvider;

  beforeAll(async () => {
    server = createServer((incoming, response) => {
      if (incoming.url?.startsWith('/v1/currencies/1'))
        response.end(JSON.stringify({ 'v1/currency': { iso: 'XOF' } }));
      else if (answer !== 'silence') response.writeHead(status).end(answer);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    unwell = against(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
  });
  beforeEach(() => {
    status = 200;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each([
    ['no JSON', '<html>', 'is no JSON'],
    ['another shape', '{"transaction":{}}', 'v1/transaction'],
    ['more than is read', `"${'x'.repeat(5 * 1024 * 1024)}"`, 'too much'],
  ])('answers %s', async (_, text, said) => {
    answer = text;
    await expect(unwell.getStatus('1')).rejects.toThrow(said);
  });

  test.each([
    ['an error', 503, '{}', 'answered 503'],
    ['nothing at all', 200, 'silence', 'TimeoutError'],
    ['a way elsewhere', 302, '', 'could not be reached'],
  ])('answers %s', async (_, code, text, said) => {
    answer = text;
    status = code;
    const failure: unknown = await unwell.getStatus('1').catch((error: unknown) => error);
    expect(String(failure)).toContain(said);
    expect(JSON.stringify(failure)).not.toContain('sk_secret');
  });

  test('a currency told by its number alone is looked up', async () => {
    const transaction = {
      id: 1,
      amount: 100,
      status: 'pending',
      currency_id: 1,
      created_at: '2026-11-24T10:00:00Z',
    };
    answer = JSON.stringify({ 'v1/transaction': transaction });
    expect((await unwell.getStatus('1'))?.amount).toEqual(money(100n, 'XOF'));
  });
});
