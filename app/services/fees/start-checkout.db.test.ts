import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { payment } from '#db/schema/fees.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { SYSTEM } from '#tests/setup/test-context.ts';
import { settlePayment } from './settle-payment.server.ts';
import { startCheckout } from './start-checkout.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentsOf, paymentOf, expectPaid } = useBooks(database, stage);

describe('opening the payment page', () => {
  test('the payment is stored with its reference, in whole francs, and asked for again it is the same page', async () => {
    const it = await due();
    const url = await checkout(it);
    const row = await paymentOf(it);
    expect(row).toMatchObject({ state: 'pending', currency: 'XOF', amount: 16_000n, redirectUrl: url });
    expect(stage.fake.state.sessions[row.reference ?? '']).toMatchObject({
      amount_total: 16_000,
      currency: 'xof',
    });
    expect(await checkout(it)).toBe(url);
    expect(await paymentsOf(it)).toHaveLength(1);
  });

  test('five clicks at once open one page', async () => {
    const it = await due();
    const urls = await Promise.all([1, 2, 3, 4, 5].map(() => checkout(it)));
    expect(new Set(urls).size).toBe(1);
    expect(await paymentsOf(it)).toHaveLength(1);
  });

  test('killed between the call and the storing, it continues the same payment', async () => {
    const it = await due();
    const url = await checkout(it);
    const { id, reference } = await paymentOf(it);
    await database.db
      .update(payment)
      .set({ state: 'created', reference: null, redirectUrl: null })
      .where(eq(payment.id, id));
    expect(await checkout(it)).toBe(url);
    expect(await paymentOf(it)).toMatchObject({ id, reference, state: 'pending' });
  });

  test('a provider that is down leaves a payment to continue', async () => {
    const it = await due();
    stage.fake.behaviour.failRequests = 3;
    await expect(checkout(it)).rejects.toThrow();
    stage.fake.behaviour.failRequests = 0;
    expect(await paymentOf(it)).toMatchObject({ state: 'created', reference: null });
    await checkout(it);
    expect(await paymentOf(it)).toMatchObject({ state: 'pending' });
  });

  test('a provider that comes back minutes before entries close can still be paid', async () => {
    const it = await due();
    const [sittingRow] = await database.sql<{ closes: Date }[]>`
      select s.entries_close_at as closes from sitting s join entry e on e.sitting_id = s.id where e.id = ${it.entryId}`;
    const started = stage.system.clock();
    const minutes = ((sittingRow?.closes.getTime() ?? 0) - started.getTime()) / 60_000;
    stage.system.advance({ minutes: minutes - 40 });
    stage.fake.behaviour.failRequests = 3;
    await expect(checkout(it)).rejects.toThrow();
    stage.fake.behaviour.failRequests = 0;
    stage.system.advance({ minutes: 20 });
    const answer = await checkout(it).catch(String);
    stage.system.advance({ minutes: 20 - minutes });
    await payAt(answer);
    const paymentId = (await paymentsOf(it)).find(({ redirectUrl }) => redirectUrl === answer)?.id ?? answer;
    await settlePayment(stage.system, { paymentId });
    await expectPaid(it, paymentId);
  });

  test('an answer lost on the way does not open a second page', async () => {
    const it = await due();
    stage.fake.behaviour.loseAnswers = 1;
    await checkout(it);
    const { id } = await paymentOf(it);
    expect(
      Object.values(stage.fake.state.sessions).filter((session) => session.client_reference_id === id),
    ).toHaveLength(1);
  });

  test('a page that closed gives way to another', async () => {
    const it = await due();
    const first = await checkout(it);
    stage.system.advance({ days: 2 });
    expect(await checkout(it)).not.toBe(first);
    expect((await paymentsOf(it)).map(({ state }) => state)).toEqual(['expired', 'pending']);
  });

  test('what was just paid is not asked for again, though no callback came', async () => {
    const it = await due();
    await payAt(await checkout(it));
    expect(await startCheckout(it.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'payment.alreadyPaid',
    });
    await expectPaid(it, (await paymentOf(it)).id);
  });

  test('strangers, drafts and closed sittings open nothing', async () => {
    const it = await due();
    const other = await due();
    expect(await startCheckout(other.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'entry.notFound',
    });
    const draft = await createEntry(database.db, {
      ...stage.world.place,
      userId: (await createUser(database.db)).id,
    });
    expect(await startCheckout(stage.system.as(SYSTEM), { entryId: draft.id, locale: 'fr' })).toMatchObject({
      reason: 'payment.nothingDue',
    });
    stage.system.advance({ days: 40 });
    expect(await startCheckout(it.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'sitting.closed',
    });
    stage.system.advance({ days: -40 });
  });
});
