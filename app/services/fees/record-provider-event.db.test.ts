import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { payment, providerEvent } from '#db/schema/fees.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { recordProviderEvent } from './record-provider-event.server.ts';
import { settlePayment } from './settle-payment.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentOf, deliver, queued, expectPaid } = useBooks(database, stage);

describe('callbacks', () => {
  test('a signed one is stored once, queued once, and settles; sent again it changes nothing', async () => {
    const it = await due();
    stage.fake.behaviour.duplicateWebhooks = 2;
    await payAt(await checkout(it));
    await stage.fake.settled();
    stage.fake.behaviour.duplicateWebhooks = 0;
    const verdicts = await deliver();
    expect(verdicts.length).toBeGreaterThanOrEqual(3);
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    const { id, reference } = await paymentOf(it);
    const events = new Set(stage.endpoint.received.map(({ rawBody }) => String(JSON.parse(rawBody).id)));
    const stored = await database.db.select().from(providerEvent);
    expect(stored.filter(({ eventId }) => events.has(eventId))).toHaveLength(events.size);
    expect(stored.some((row) => row.reference === reference)).toBe(true);
    expect((await queued('settle-payment')).filter((key) => key === `settle:${id}`)).toHaveLength(1);
    expect(await settlePayment(stage.system, { paymentId: id })).toEqual({
      ok: true,
      value: { outcome: 'settle' },
    });
    expect(await settlePayment(stage.system, { paymentId: id })).toEqual({
      ok: true,
      value: { outcome: 'alreadySettled' },
    });
    await expectPaid(it, id);
  });

  test('one with another signature, or a changed body, is refused and not stored', async () => {
    const it = await due();
    await payAt(await checkout(it));
    await stage.fake.settled();
    const [callback] = stage.endpoint.received;
    if (!callback) throw new Error('no callback');
    const before = await database.db.$count(providerEvent);
    const forged = { ...callback, rawBody: callback.rawBody.replace('evt_', 'evt_x') };
    expect(await recordProviderEvent(stage.system, { provider: 'stripe', ...forged })).toMatchObject({
      reason: 'callback.badSignature',
    });
    expect(
      await recordProviderEvent(stage.system, { provider: 'stripe', ...callback, headers: new Headers() }),
    ).toMatchObject({
      reason: 'callback.badSignature',
    });
    expect(await database.db.$count(providerEvent)).toBe(before);
  });

  test('a callback brings the reference back to a payment that lost it, even after its page closed', async () => {
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    await database.db
      .update(payment)
      .set({ state: 'created', reference: null, redirectUrl: null })
      .where(eq(payment.id, id));
    await deliver();
    stage.system.advance({ days: 2 });
    await settlePayment(stage.system, { paymentId: id });
    await expectPaid(it, id);
  });
});
