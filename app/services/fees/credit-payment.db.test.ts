import { and, eq, like } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { issueReceipt } from '#app/services/documents/issue-receipt.server.ts';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';
import { document } from '#db/schema/document.ts';
import { invoice, journal, posting, schoolInvoice, suspenseItem, waiver } from '#db/schema/fees.ts';
import { sqlState, withTx } from '#db/tx.ts';
import { createCashPayment, createSchoolInvoice } from '#tests/factories/school-invoice.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type Due, one, useBooks, useStage } from '#tests/setup/payments.ts';
import { TEST_NOW } from '#tests/setup/test-context.ts';
import { creditLockKeys } from './credit-lock-keys.server.ts';
import { creditPayment, type PaymentRow } from './credit-payment.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, entryState, invoiceState, queued, balance, suspended } = useBooks(database, stage);

async function schoolOf(count: number) {
  const candidates: Due[] = [];
  for (let index = 0; index < count; index++) candidates.push(await due());
  const { office, school, sitting } = stage.world;
  const bill = await createSchoolInvoice(database.db, {
    organisationId: office.id,
    schoolId: school.id,
    sittingId: sitting.id,
    invoiceIds: candidates.map(({ invoiceId }) => invoiceId),
  });
  return { bill, candidates };
}

async function credit(row: PaymentRow) {
  const lock = await creditLockKeys(database.db, { ...row, paymentId: row.id });
  const received = money(row.amount, 'XOF');
  return withTx(stage.system, 'credit', { lock }, (tx) =>
    creditPayment(stage.system, tx, { payment: row, received, at: tx.now }),
  );
}

const pay = async (schoolInvoiceId: string, amount: bigint) => {
  const row = await createCashPayment(database.db, { schoolInvoiceId, amount });
  return { id: row.id, judgement: await credit(row) };
};
const stateOf = async (id: string) =>
  one(await database.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, id))).state;
const states = async (candidates: readonly Due[]) => Promise.all(candidates.map(entryState));

describe('a school pays in parts', () => {
  test('each part pays candidates in order and in whole; what is left waits for the next', async () => {
    const { bill, candidates } = await schoolOf(3);
    const first = await pay(bill.id, 20_000n);
    expect(first.judgement).toEqual({ outcome: 'settle' });
    expect(await states(candidates)).toEqual(['paid', 'submitted', 'submitted']);
    expect(await balance(`credit:${bill.id}`)).toBe(-4_000n);
    expect(await stateOf(bill.id)).toBe('open');
    await pay(bill.id, 28_000n);
    expect(await states(candidates)).toEqual(['paid', 'paid', 'paid']);
    expect(await Promise.all(candidates.map(invoiceState))).toEqual(['paid', 'paid', 'paid']);
    expect(await balance(`credit:${bill.id}`)).toBe(0n);
    expect(await stateOf(bill.id)).toBe('paid');
    for (const { invoiceId } of candidates) {
      expect(await balance(`receivable:${invoiceId}`)).toBe(0n);
      expect(await queued('issue-receipt')).toContain(`receipt:${invoiceId}`);
    }
    expect(
      await database.db.$count(
        journal,
        like(journal.reference, `invoice:${candidates[0]?.invoiceId}:allocated:%`),
      ),
    ).toBe(1);
  });

  test('more than everything due goes to the cashier’s queue, and a payment of what is paid too', async () => {
    const { bill } = await schoolOf(1);
    const { id } = await pay(bill.id, 16_500n);
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.overpaid', amount: 500n });
    expect(await balance(`credit:${bill.id}`)).toBe(0n);
    const second = await pay(bill.id, 16_000n);
    expect(second.judgement).toEqual({ outcome: 'suspend', reason: 'suspense.paidTwice' });
    expect(one(await suspended(second.id))).toMatchObject({ amount: 16_000n });
  });

  test('who paid alone is left out, and the credit goes on to the others', async () => {
    const { bill, candidates } = await schoolOf(3);
    await pay(bill.id, 12_000n);
    const [first] = candidates;
    if (!first) throw new Error('nobody');
    await credit(await createCashPayment(database.db, { invoiceId: first.invoiceId, amount: 16_000n }));
    expect(await states(candidates)).toEqual(['paid', 'submitted', 'submitted']);
    await pay(bill.id, 20_000n);
    expect(await states(candidates)).toEqual(['paid', 'paid', 'paid']);
    expect(await stateOf(bill.id)).toBe('paid');
  });

  test('when the last one due withdraws, what is left is suspended and nothing more is asked', async () => {
    const { bill, candidates } = await schoolOf(2);
    const { id } = await pay(bill.id, 20_000n);
    const last = candidates[1];
    if (!last) throw new Error('nobody');
    await withdrawEntry(last.as, { entryId: last.entryId });
    expect(await stateOf(bill.id)).toBe('paid');
    expect(await balance(`credit:${bill.id}`)).toBe(0n);
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.creditLeft', amount: 4_000n });
  });

  test('the ledger takes the money of a payment once', async () => {
    const { bill } = await schoolOf(1);
    const row = await createCashPayment(database.db, { schoolInvoiceId: bill.id, amount: 1_000n });
    await credit(row);
    expect(sqlState(await credit(row).catch((error: unknown) => error))).toBe('23505');
    expect(await balance(`credit:${bill.id}`)).toBe(-1_000n);
  });
});

test('a waiver granted since changes what is due: the old amount is suspended, the new one settles', async () => {
  const it = await due();
  const asked = await createCashPayment(database.db, { invoiceId: it.invoiceId, amount: 16_000n });
  await database.db.insert(waiver).values({
    organisationId: stage.world.office.id,
    invoiceId: it.invoiceId,
    exemption: 'orphan',
    amount: 6_000n,
    currency: 'XOF',
    reason: 'Orpheline',
    state: 'granted',
    createdAt: TEST_NOW,
  });
  expect(await credit(asked)).toEqual({ outcome: 'suspend', reason: 'suspense.wrongAmount' });
  const right = await createCashPayment(database.db, { invoiceId: it.invoiceId, amount: 10_000n });
  expect(await credit(right)).toEqual({ outcome: 'settle' });
});

describe('receipts', () => {
  test('each candidate of a school gets one, once, with the way it was paid', async () => {
    const { bill, candidates } = await schoolOf(2);
    const { id: paymentId } = await pay(bill.id, 32_000n);
    for (const { invoiceId, entryId } of candidates) {
      await issueReceipt(stage.system, { paymentId, invoiceId });
      await issueReceipt(stage.system, { paymentId, invoiceId });
      const made = await database.db
        .select()
        .from(document)
        .where(and(eq(document.entryId, entryId), eq(document.kind, 'receipt')));
      expect(one(made).model).toMatchObject({
        draft: { total: '16000', means: { en: 'Cash, at the counter' } },
      });
    }
  });
});

test('every journal sums to zero and no suspense is without its item', async () => {
  const sums = await database.sql`select currency, sum(amount)::text as sum from posting group by currency`;
  expect(sums.every(({ sum }) => sum === '0')).toBe(true);
  const items = await database.db.select().from(suspenseItem);
  expect(-(await balance('suspense'))).toBe(items.reduce((sum, { amount }) => sum + amount, 0n));
  expect(await database.db.$count(posting)).toBeGreaterThan(0);
  expect(await database.db.$count(invoice, eq(invoice.state, 'paid'))).toBeGreaterThan(0);
});
