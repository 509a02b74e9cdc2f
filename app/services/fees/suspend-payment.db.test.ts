import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';
import { checkAuditChain } from '#db/audit-chain.ts';
import { payment } from '#db/schema/fees.ts';
import { sitting } from '#db/schema/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { settlePayment } from './settle-payment.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentsOf, paymentOf, entryState, invoiceState, balance, suspended, expectPaid } = useBooks(
  database,
  stage,
);

describe('money that does not fit', () => {
  test('another amount is suspended and never pays the entry', async () => {
    const it = await due();
    stage.fake.behaviour.wrongAmount = 400;
    await payAt(await checkout(it));
    stage.fake.behaviour.wrongAmount = null;
    const { id } = await paymentOf(it);
    const before = await balance('suspense');
    expect(await settlePayment(stage.system, { paymentId: id })).toMatchObject({
      value: { outcome: 'suspend' },
    });
    await settlePayment(stage.system, { paymentId: id });
    expect(one(await suspended(id))).toMatchObject({
      reason: 'suspense.wrongAmount',
      amount: 400n,
      currency: 'XOF',
    });
    expect(await balance('suspense')).toBe(before - 400n);
    expect(await paymentOf(it)).toMatchObject({ state: 'succeeded' });
    expect([await invoiceState(it), await entryState(it)]).toEqual(['open', 'submitted']);
    expect(await balance(`receivable:${it.invoiceId}`)).toBe(16_000n);
  });

  test('a second payment of one invoice, even at the same moment, is suspended; the entry stays paid once', async () => {
    const it = await due();
    const first = await checkout(it);
    await database.db
      .update(payment)
      .set({ expiresAt: stage.system.clock() })
      .where(eq(payment.invoiceId, it.invoiceId));
    const second = await checkout(it);
    await Promise.all([payAt(first), payAt(second)]);
    const rows = await paymentsOf(it);
    expect(rows).toHaveLength(2);
    const verdicts = await Promise.all(rows.map(({ id }) => settlePayment(stage.system, { paymentId: id })));
    const outcomes = verdicts.map((verdict) => (verdict.ok ? verdict.value.outcome : verdict.reason));
    expect(outcomes.sort()).toEqual(['settle', 'suspend']);
    const items = (await Promise.all(rows.map(({ id }) => suspended(id)))).flat();
    expect(one(items)).toMatchObject({ reason: 'suspense.paidTwice', amount: 16_000n });
    const paid = rows.find(({ id }) => id !== one(items).paymentId);
    await expectPaid(it, paid?.id ?? '');
  });

  test('money for a withdrawn entry is suspended', async () => {
    const it = await due();
    const url = await checkout(it);
    await withdrawEntry(it.as, { entryId: it.entryId });
    await payAt(url);
    const { id } = await paymentOf(it);
    await settlePayment(stage.system, { paymentId: id });
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.entryWithdrawn' });
    expect([await invoiceState(it), await entryState(it)]).toEqual(['cancelled', 'withdrawn']);
  });

  test('money paid in time settles after seats are given, and is suspended once marking has begun', async () => {
    const early = await due();
    await payAt(await checkout(early));
    const first = await paymentOf(early);
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    await database.db.update(sitting).set({ state: 'seated' }).where(eq(sitting.id, stage.world.sitting.id));
    await settlePayment(stage.system, { paymentId: first.id });
    await expectPaid(early, first.id);
    await database.db.update(sitting).set({ state: 'marking' }).where(eq(sitting.id, stage.world.sitting.id));
    await settlePayment(stage.system, { paymentId: id });
    await database.db.update(sitting).set({ state: 'open' }).where(eq(sitting.id, stage.world.sitting.id));
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.late' });
    expect(await entryState(it)).toBe('submitted');
  });

  test('a payment the provider does not know, or says is another’s, moves nothing', async () => {
    const it = await due();
    await checkout(it);
    const other = await due();
    await payAt(await checkout(other));
    const { id } = await paymentOf(it);
    await database.db.update(payment).set({ reference: 'cs_test_gone' }).where(eq(payment.id, id));
    expect(await settlePayment(stage.system, { paymentId: id })).toMatchObject({
      reason: 'payment.unknownToProvider',
    });
    const { id: otherId, reference } = await paymentOf(other);
    await database.db.update(payment).set({ reference: 'cs_test_moved' }).where(eq(payment.id, otherId));
    await database.db.update(payment).set({ reference }).where(eq(payment.id, id));
    await expect(settlePayment(stage.system, { paymentId: id })).rejects.toThrow(/another payment/);
    expect(await entryState(it)).toBe('submitted');
  });
});

test('the ledger sums to zero, the provider’s account is what it really holds, and the audit chain holds', async () => {
  const sums = await database.sql`select currency, sum(amount)::text as sum from posting group by currency`;
  expect(sums.every(({ sum }) => sum === '0')).toBe(true);
  const held = await database.sql<
    { sum: string }[]
  >`select sum(amount)::text as sum from posting where account = 'provider:stripe'`;
  const booked = await database.db.select().from(payment).where(eq(payment.state, 'succeeded'));
  const references = new Set(booked.map(({ reference }) => reference));
  const received = Object.values(stage.fake.state.sessions)
    .filter((session) => references.has(session.id))
    .map(
      ({ payment_intent }) => stage.fake.state.paymentIntents[String(payment_intent)]?.amount_received ?? 0,
    );
  expect(held[0]?.sum).toBe(String(received.reduce((sum, amount) => sum + amount, 0)));
  expect(await checkAuditChain(database.db)).not.toHaveProperty('broken');
});
