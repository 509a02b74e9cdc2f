import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { journal, payment } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { type Owing, useCounter } from '#tests/factories/counter.ts';
import { useDatabase } from '#tests/setup/database.ts';
import type { TestContext } from '#tests/setup/test-context.ts';
import { closeTill } from './close-till.server.ts';
import { createSchoolInvoice } from './create-school-invoice.server.ts';
import { recordCash, takeCash } from './record-cash.server.ts';

const database = useDatabase();
const counter = useCounter(database);
const TRIES = 60;

type Answer = { readonly ok: boolean; readonly reason?: string };
const reasonOf = (answer: Answer) => (answer.ok ? 'ok' : answer.reason);
const counted = (answers: readonly Answer[]) =>
  Object.fromEntries(
    [...new Set(answers.map(reasonOf))].map((one) => [
      one,
      answers.filter((a) => reasonOf(a) === one).length,
    ]),
  );
const cash = (as: TestContext, { invoiceId, total }: Owing, receiptNumber: string) =>
  recordCash(as, { kind: 'invoice', id: invoiceId, amount: String(total), receiptNumber });
const paidBy = (it: Owing) =>
  database.db.$count(payment, and(eq(payment.invoiceId, it.invoiceId), eq(payment.state, 'succeeded')));

describe('two cashiers at once', () => {
  test(`the same invoice, ${TRIES} times: one takes the money, the others are told it is paid`, async () => {
    const [one, two] = [await counter.drawer(), await counter.drawer()];
    const it = await counter.owing();
    const answers = await Promise.all(
      Array.from({ length: TRIES }, (_, at) => cash(at % 2 ? one.as : two.as, it, `INV-${at}`)),
    );
    expect(counted(answers)).toEqual({ ok: 1, 'cash.alreadyPaid': TRIES - 1 });
    expect(await paidBy(it)).toBe(1);
    expect(
      (await counter.balance(`till:${one.tillId}`)) + (await counter.balance(`till:${two.tillId}`)),
    ).toBe(it.total);
    expect([await counter.balance(`receivable:${it.invoiceId}`), await counter.wholeLedger()]).toEqual([
      0n,
      0n,
    ]);
  });

  test(`the same receipt number, ${TRIES} times for as many invoices: one is written`, async () => {
    const [one, two] = [await counter.drawer(), await counter.drawer()];
    const bills = await Promise.all(Array.from({ length: TRIES }, () => counter.owing()));
    const answers = await Promise.all(bills.map((it, at) => cash(at % 2 ? one.as : two.as, it, 'DOUBLE-1')));
    expect(counted(answers)).toEqual({ ok: 1, 'cash.receiptUsed': TRIES - 1 });
  });

  test('all of one school’s invoice, 50 times: it is paid once', async () => {
    const [one, two] = [await counter.drawer(), await counter.drawer()];
    const bills = await Promise.all(Array.from({ length: 3 }, () => counter.owing()));
    const made = await createSchoolInvoice(counter.person('head'), {
      schoolId: counter.world.school.id,
      sittingId: counter.world.sitting.id,
      entryIds: bills.map(({ entryId }) => entryId),
    });
    if (!made.ok) throw new Error(made.reason);
    const total = bills.reduce((sum, it) => sum + it.total, 0n);
    const target = { kind: 'schoolInvoice', id: made.value.schoolInvoiceId, amount: String(total) } as const;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        recordCash(at % 2 ? one.as : two.as, { ...target, receiptNumber: `SCHOOL-${at}` }),
      ),
    );
    expect(counted(answers)).toEqual({ ok: 1, 'cash.alreadyPaid': 49 });
    for (const it of bills) expect(await counter.statesOf(it)).toEqual(['paid', 'paid']);
    expect([await counter.balance(`credit:${target.id}`), await counter.wholeLedger()]).toEqual([0n, 0n]);
  });

  test('a till that closes while money comes in counts all of it or none of it', async () => {
    const { as, tillId } = await counter.drawer('0');
    const bills = await Promise.all(Array.from({ length: 20 }, () => counter.owing()));
    const [close, ...answers] = await Promise.all([
      closeTill(as, { tillId, counted: '0', reason: 'course avec la clôture' }),
      ...bills.map((it, at) => cash(as, it, `CLOSE-${at}`)),
    ]);
    expect(close.ok).toBe(true);
    expect(await counter.balance(`till:${tillId}`)).toBe(0n);
    const taken = answers.filter(({ ok }) => ok).length;
    expect(counted(answers)).toEqual({
      ...(taken > 0 ? { ok: taken } : {}),
      ...(taken < 20 ? { 'till.notOpen': 20 - taken } : {}),
    });
    const difference = close.ok ? close.value.difference : 0n;
    expect(difference).toBe(-BigInt(taken) * (bills[0]?.total ?? 0n));
  });
});

/** Everybody reads before anybody writes: what the locks of `recordCash` forbid. */
function barrier(parties: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    arrived += 1;
    if (arrived === parties) open();
    await gate;
  };
}

describe('control: without the locks', () => {
  const bare = (as: TestContext, it: Owing, receipt: string, meet: () => Promise<void>) =>
    withTx(as, 'control', {}, async (tx) => {
      await meet();
      return takeCash(as, tx, { target: { kind: 'invoice', id: it.invoiceId }, receipt, minor: it.total });
    }).then(
      (answer) => reasonOf(answer) ?? '',
      () => 'broken',
    );

  test('the same receipt number is not refused in words: the database breaks what comes second', async () => {
    const [one, two] = [await counter.drawer(), await counter.drawer()];
    const bills = await Promise.all(Array.from({ length: 8 }, () => counter.owing()));
    const meet = barrier(bills.length);
    const answers = await Promise.all(
      bills.map((it, at) => bare(at % 2 ? one.as : two.as, it, 'CONTROL-1', meet)),
    );
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    expect(answers).toContain('broken');
  });

  test('the same invoice is not refused in words either, and only its state keeps the money from being taken twice', async () => {
    const [one, two] = [await counter.drawer(), await counter.drawer()];
    const it = await counter.owing();
    const meet = barrier(8);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => bare(at % 2 ? one.as : two.as, it, `CONTROL-2-${at}`, meet)),
    );
    expect(answers).toContain('broken');
    const settled = await database.db.$count(journal, eq(journal.memo, it.number));
    expect(settled).toBeGreaterThanOrEqual(1);
  });
});
