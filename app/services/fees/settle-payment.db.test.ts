import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { journal, payment, posting } from '#db/schema/fees.ts';
import { sqlState, withTx } from '#db/tx.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { pollPayments } from './poll-payments.server.ts';
import { settlePayment } from './settle-payment.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentOf, entryState, queued, expectPaid } = useBooks(database, stage);

describe('settling', () => {
  test('two callbacks and the poll at once: one settlement', async () => {
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    const others = [database.connect(), database.connect()].map(({ db }) => ({ ...stage.system, db }));
    const verdicts = await Promise.all(
      [stage.system, ...others, stage.system, ...others].map((ctx) => settlePayment(ctx, { paymentId: id })),
    );
    const outcomes = verdicts.map((verdict) => (verdict.ok ? verdict.value.outcome : verdict.reason));
    expect(outcomes.filter((outcome) => outcome === 'settle')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'alreadySettled')).toHaveLength(5);
    await expectPaid(it, id);
  });

  test('control: without the lock two read the payment as unpaid; the ledger still takes one', async () => {
    const it = await due();
    await checkout(it);
    const { id, organisationId } = await paymentOf(it);
    let waiting = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const seen: string[] = [];
    const settleUnlocked = () =>
      withTx(stage.system, 'control', {}, async (tx) => {
        seen.push(one(await tx.db.select().from(payment).where(eq(payment.id, id))).state);
        waiting += 1;
        if (waiting === 2) open();
        await both;
        const head = { organisationId, reference: `payment:${id}:settled`, memo: 'control', at: tx.now };
        const [row] = await tx.db.insert(journal).values(head).returning();
        const line = { journalId: row?.id ?? 0n, currency: 'XOF' };
        await tx.db.insert(posting).values([
          { ...line, account: 'control', amount: 1n },
          { ...line, account: 'control', amount: -1n },
        ]);
      });
    const results = await Promise.allSettled([settleUnlocked(), settleUnlocked()]);
    expect(seen).toEqual(['pending', 'pending']);
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [sqlState(result.reason)] : [],
    );
    expect(failures).toEqual(['23505']);
  });

  test('a callback that never comes: the poll finds it after five minutes, not before', async () => {
    const it = await due();
    stage.fake.behaviour.dropNext = 5;
    await payAt(await checkout(it));
    stage.fake.behaviour.dropNext = 0;
    const { id } = await paymentOf(it);
    await pollPayments(stage.system);
    expect(await queued('settle-payment')).not.toContain(`settle:${id}`);
    stage.system.advance({ minutes: 6 });
    expect(await pollPayments(stage.system)).toBeGreaterThanOrEqual(1);
    expect(await queued('settle-payment')).toContain(`settle:${id}`);
    await settlePayment(stage.system, { paymentId: id });
    await expectPaid(it, id);
  });

  test('refused, then paid: the reason is kept, then the payment succeeds', async () => {
    const it = await due();
    const url = await checkout(it);
    await payAt(url, 'decline');
    const { id } = await paymentOf(it);
    expect(await settlePayment(stage.system, { paymentId: id })).toMatchObject({
      value: { outcome: 'notPaid', state: 'pending' },
    });
    expect(await paymentOf(it)).toMatchObject({ state: 'pending', lastError: 'card_declined' });
    expect(await entryState(it)).toBe('submitted');
    await payAt(url);
    await settlePayment(stage.system, { paymentId: id });
    expect(await paymentOf(it)).toMatchObject({ state: 'succeeded', lastError: null });
    await expectPaid(it, id);
  });

  test.each(['failed', 'expired'] as const)(
    '“%s” is not final: money that comes after it settles',
    async (state) => {
      const it = await due();
      await payAt(await checkout(it));
      const { id } = await paymentOf(it);
      await database.db.update(payment).set({ state }).where(eq(payment.id, id));
      await settlePayment(stage.system, { paymentId: id });
      await expectPaid(it, id);
    },
  );

  test('a page nobody ever got expires without a call, and is polled no more than hourly', async () => {
    const it = await due();
    stage.fake.behaviour.failRequests = 3;
    await expect(checkout(it)).rejects.toThrow();
    stage.fake.behaviour.failRequests = 0;
    const { id } = await paymentOf(it);
    stage.system.advance({ days: 1 });
    const calls = Object.keys(stage.fake.state.sessions).length;
    await settlePayment(stage.system, { paymentId: id });
    expect(await paymentOf(it)).toMatchObject({ state: 'expired' });
    expect(Object.keys(stage.fake.state.sessions)).toHaveLength(calls);
    await database.sql`delete from graphile_worker._private_jobs`;
    stage.system.advance({ minutes: 30 });
    await pollPayments(stage.system);
    expect(await queued('settle-payment')).not.toContain(`settle:${id}`);
    stage.system.advance({ minutes: 31 });
    await pollPayments(stage.system);
    expect(await queued('settle-payment')).toContain(`settle:${id}`);
  });
});
