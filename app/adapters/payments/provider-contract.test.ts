import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import type { ReceivedWebhook } from '#tests/fakes/receive-webhooks.ts';
import {
  FEDAPAY,
  type PaymentSide,
  type PaymentStage,
  STRIPE,
  usePaymentStage,
  WEBHOOK_SECRET,
} from '#tests/setup/payment-sides.ts';
import type { Settlement } from './port.ts';

// What every provider behind the port keeps, each seen against its own fake.
for (const side of [STRIPE, FEDAPAY]) {
  describe(side.name, () => {
    const stage = usePaymentStage(side);
    checkouts(side, stage);
    outages(side, stage);
    callbacks(side, stage);
    misdeliveries(side, stage);
    refunds(stage);
    settlements(stage);
  });
}

function checkouts(side: PaymentSide, stage: PaymentStage) {
  test('a checkout is pending with what was asked, then paid with what was received', async () => {
    const asked = stage.request();
    const { reference, redirectUrl } = await stage.provider.initiate(asked);
    const none = { minor: 0n, currency: 'XOF' };
    const due = { minor: 6000n, currency: 'XOF' };
    const told = { reference, paymentId: asked.paymentId, amount: due, refunded: none, disputed: none };
    const nothing = { paymentIntent: undefined, paidAt: undefined, lastError: undefined };
    expect(await stage.provider.getStatus(reference)).toEqual({ ...told, ...nothing, state: 'pending' });
    const answer = await stage.press(redirectUrl, 'pay');
    expect(answer.headers.get('location')).toMatch(/^http:\/\/app\.example\/retour\?paiement=1/);
    expect(await stage.provider.getStatus(reference)).toEqual({
      ...told,
      state: 'succeeded',
      paymentIntent: expect.any(String),
      paidAt: expect.any(Date),
      lastError: undefined,
    });
  });

  test('asked again it is the same; with another amount it throws', async () => {
    const asked = stage.request();
    const first = await stage.provider.initiate(asked);
    const before = stage.fake.asked();
    expect((await stage.provider.initiate(asked)).reference).toBe(first.reference);
    await expect(stage.provider.initiate({ ...asked, amount: money(7000n, 'XOF') })).rejects.toThrow();
    expect(stage.fake.asked()).toBe(before);
  });

  test('two processes that ask at once are given one', async () => {
    const asked = stage.request();
    const before = stage.fake.asked();
    const all = await Promise.all([1, 2, 3, 4].map(() => stage.provider.initiate(asked)));
    expect(new Set(all.map(({ reference }) => reference)).size).toBe(1);
    expect(stage.fake.asked()).toBe(before + 1);
  });

  test('an attempt refused is not final: the next one may pay', async () => {
    const { reference, redirectUrl } = await stage.provider.initiate(stage.request());
    expect((await stage.press(redirectUrl, 'decline')).status).toBe(402);
    const refused = await stage.provider.getStatus(reference);
    expect(refused).toMatchObject({ state: side.afterRefusal, lastError: expect.any(String) });
    expect((await stage.press(redirectUrl, 'pay')).status).toBe(303);
    expect(await stage.provider.getStatus(reference)).toMatchObject({
      state: 'succeeded',
      lastError: undefined,
    });
  });

  test('another amount received than asked is what the status says', async () => {
    for (const wrongAmount of [5000, 7000]) {
      stage.fake.behaviour.wrongAmount = wrongAmount;
      const { reference } = await stage.paid();
      const status = await stage.provider.getStatus(reference);
      expect(status).toMatchObject({ state: 'succeeded', amount: { minor: BigInt(wrongAmount) } });
    }
  });

  test('it expires after a day, and money that comes late all the same is money', async () => {
    const { reference, redirectUrl } = await stage.provider.initiate(stage.request());
    stage.later(24.1);
    expect((await stage.provider.getStatus(reference))?.state).toBe('expired');
    expect((await stage.press(redirectUrl, 'pay')).status).toBe(410);
    stage.fake.behaviour.latePayments = true;
    expect((await stage.press(redirectUrl, 'pay')).status).toBe(303);
    expect((await stage.provider.getStatus(reference))?.state).toBe('succeeded');
  });

  test('a reference that is not the provider’s is unknown', async () => {
    for (const reference of [side.unknown, ...side.hostileReferences])
      expect(await stage.provider.getStatus(reference)).toBeUndefined();
  });
}

function outages(side: PaymentSide, stage: PaymentStage) {
  test('an outage, and an answer lost on the way, end in one checkout', async () => {
    const before = stage.fake.asked();
    Object.assign(stage.fake.behaviour, { failRequests: 1, loseAnswers: 1 });
    const asked = stage.request();
    const { reference } = await stage.provider.initiate(asked);
    expect(stage.fake.asked()).toBe(before + 1);
    expect((await stage.provider.getStatus(reference))?.paymentId).toBe(asked.paymentId);
  });

  test('a provider that is out of reach throws, without its key or the secret', async () => {
    const gone = await side.open('http://127.0.0.1:9/', () => new Date());
    await gone.close();
    const failure: unknown = await gone.provider.initiate(stage.request()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const told = JSON.stringify(failure) + String(failure);
    expect(told).not.toContain(gone.apiKey);
    expect(told).not.toContain(WEBHOOK_SECRET);
  });
}

function callbacks(side: PaymentSide, stage: PaymentStage) {
  const refused = { ok: false, reason: 'callback.badSignature' };
  const resigned = (rawBody: string, ageSeconds: number): ReceivedWebhook => {
    const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
    return { rawBody, headers: new Headers(side.sign(rawBody, seconds)) };
  };

  test('a callback names its payment', async () => {
    const { reference, paymentId } = await stage.paid();
    const status = await stage.provider.getStatus(reference);
    const notices = stage.endpoint.received.map(stage.read);
    expect(notices.length).toBeGreaterThan(0);
    for (const notice of notices) {
      if (!notice.ok) throw new Error(notice.reason);
      expect(notice.value).toMatchObject({ paymentId, paymentIntent: status?.paymentIntent });
      expect([reference, undefined]).toContain(notice.value.reference);
    }
    expect(stage.types()).toContain(side.paidEvent);
  });

  test('a wrong, missing, foreign or old signature, or another body, is refused', async () => {
    stage.fake.behaviour.badSignature = 1;
    await stage.paid();
    await stage.paid();
    const [forged] = stage.endpoint.received;
    const good = stage.endpoint.received.at(-1);
    if (!forged || !good) throw new Error('no webhook came');
    expect(stage.read(forged)).toEqual(refused);
    expect(stage.read(good)).toMatchObject({ ok: true });
    expect(stage.read({ ...good, rawBody: good.rawBody.replace('6000', '1') })).toEqual(refused);
    expect(stage.read({ ...good, headers: new Headers() })).toEqual(refused);
    expect(stage.read(resigned(good.rawBody, 310))).toEqual(refused);
    expect(stage.read(resigned(good.rawBody, 290))).toMatchObject({ ok: true });
  });

  test.each(side.malformed)('signed but malformed: %s', (body) => {
    expect(stage.read(resigned(body, 0))).toEqual({ ok: false, reason: 'callback.malformed' });
  });
}

function misdeliveries(side: PaymentSide, stage: PaymentStage) {
  test('callbacks come twice, in any order, after a failure, or again when they were not taken', async () => {
    Object.assign(stage.fake.behaviour, { duplicateWebhooks: 1, reorder: true, failBeforeSuccess: true });
    stage.endpoint.answers.push(500, 503);
    await stage.paid();
    await stage.fake.settled();
    const ids = stage.endpoint.received.map((webhook) => {
      const notice = stage.read(webhook);
      return notice.ok ? notice.value.eventId : 'refused';
    });
    expect(ids.length).toBeGreaterThan(2 * new Set(ids).size);
    const types = stage.types();
    expect(types[0]).toBe(side.paidEvent);
    expect(types).toContain(side.failedEvent);
  });

  test('held or lost, the status tells all the same', async () => {
    Object.assign(stage.fake.behaviour, { dropNext: 1, hold: true });
    const { reference } = await stage.paid();
    expect(stage.types()).toEqual([]);
    expect((await stage.provider.getStatus(reference))?.state).toBe('succeeded');
    await control(stage, { hold: false });
    expect(stage.types().length).toBe(side === STRIPE ? 2 : 0);
  });

  test('only who has the key makes it misbehave', async () => {
    expect((await fetch(`${stage.fake.url}/_control`)).status).toBe(401);
    expect((await control(stage, { surprise: true })).status).toBe(400);
  });
}

const control = (stage: PaymentStage, change: object) =>
  fetch(`${stage.fake.url}/_control`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.fake.apiKey}` },
    body: JSON.stringify(change),
  });

function refunds(stage: PaymentStage) {
  test('a refund is made once for its key, or refused as the capability says beforehand', async () => {
    const { reference } = await stage.paid();
    const refund = { reference, amount: money(1000n, 'XOF'), idempotencyKey: `refund-${reference}` };
    const first = await stage.provider.refund(refund);
    expect(await stage.provider.refund(refund)).toEqual(first);
    const refunded = (await stage.provider.getStatus(reference))?.refunded.minor;
    if (stage.provider.capabilities.refunds) {
      expect(first).toMatchObject({ ok: true, value: { amount: { minor: 1000n, currency: 'XOF' } } });
      expect(refunded).toBe(1000n);
    } else {
      expect(first).toEqual({ ok: false, reason: 'refund.notOffered' });
      expect(refunded).toBe(0n);
    }
  });
}

function settlements(stage: PaymentStage) {
  test('settlements list every payment once, over several pages, and their sums agree', async () => {
    const from = new Date(Math.floor(Date.now() / 1000) * 1000);
    const made = new Map<string, string>();
    for (let n = 0; n < 101; n += 1) {
      const { paymentId, reference } = await stage.paid({ amount: money(6000n + BigInt(n), 'XOF') });
      made.set(paymentId, reference);
    }
    const all = await stage.movements({ from, to: new Date(Date.now() + 2000) });
    expect(new Set(all.map(({ settlementId }) => settlementId)).size).toBe(all.length);
    const ours = all.filter(({ paymentId }) => made.has(paymentId ?? ''));
    expect(ours).toHaveLength(101);
    expect(ours.every(({ kind }) => kind === 'payment')).toBe(true);
    expect(ours.every(({ gross, fee, net }) => net.minor === gross.minor - fee.minor && fee.minor > 0n)).toBe(
      true,
    );
    const sum = (pick: (one: Settlement) => bigint) => ours.reduce((total, one) => total + pick(one), 0n);
    expect(sum(({ presented }) => presented?.minor ?? 0n)).toBe(101n * 6050n);
    expect(sum(({ gross }) => gross.minor)).toBe(sum(({ fee, net }) => fee.minor + net.minor));
    expect(await stage.movements({ from: new Date(0), to: new Date(1000) })).toEqual([]);
  });
}
