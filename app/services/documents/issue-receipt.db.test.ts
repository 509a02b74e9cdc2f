import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { document } from '#db/schema/document.ts';
import { invoice, invoiceLine, payment } from '#db/schema/fees.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { issueDocument } from './issue-document.server.ts';
import { issueReceipt } from './issue-receipt.server.ts';

const database = useDatabase();

/** Half past midnight of 2 March in Niamey. */
const AFTER_MIDNIGHT = new Date('2027-03-01T23:30:00Z');

async function createPayment(settledAt: Date | null) {
  const { office, sitting, place } = await createRegistrationWorld(database.db);
  const entry = await createEntry(database.db, { ...place, state: 'submitted' });
  const common = { organisationId: office.id, currency: 'XOF', createdAt: AFTER_MIDNIGHT };
  const [bill] = await database.db
    .insert(invoice)
    .values({
      ...common,
      entryId: entry.id,
      number: `F-${entry.number}`,
      feeScheduleId: sitting.feeScheduleId,
      total: 6000n,
      state: settledAt ? 'paid' : 'open',
    })
    .returning();
  if (!bill) throw new Error('no invoice');
  const label = { fr: 'Droit d’inscription', en: 'Entry fee' };
  await database.db
    .insert(invoiceLine)
    .values({ invoiceId: bill.id, position: 1, code: 'entry', label, amount: 6000n });
  const [paid] = await database.db
    .insert(payment)
    .values({
      ...common,
      invoiceId: bill.id,
      provider: 'stripe',
      reference: `cs_${entry.number}`,
      amount: 6000n,
      state: settledAt ? 'succeeded' : 'pending',
      locale: 'fr',
      expiresAt: AFTER_MIDNIGHT,
      settledAt,
    })
    .returning();
  if (!paid) throw new Error('no payment');
  return { entry, paymentId: paid.id };
}

const printed = z.object({
  draft: z.looseObject({ issuedOn: z.string(), paidOn: z.string(), total: z.string() }),
});

test('a settled payment has one receipt, dated by the office’s own calendar, that can be issued', async () => {
  const ctx = testContext(database, { now: AFTER_MIDNIGHT });
  const { entry, paymentId } = await createPayment(AFTER_MIDNIGHT);
  await issueReceipt(ctx, { paymentId });
  await issueReceipt(ctx, { paymentId });
  const rows = await database.db.select().from(document).where(eq(document.entryId, entry.id));
  expect(rows.map(({ kind, number }) => [kind, number])).toEqual([['receipt', 'RC-2027-BAC-000001']]);
  expect(printed.parse(rows[0]?.model).draft).toMatchObject({
    issuedOn: '2027-03-02',
    paidOn: '2027-03-02',
    total: '6000',
  });
  await issueDocument(ctx, { documentId: rows[0]?.id ?? '' });
  const [issued] = await database.db.select().from(document).where(eq(document.entryId, entry.id));
  expect(issued?.state).toBe('issued');
});

test('a payment that is not settled has none, and the job is tried again', async () => {
  const ctx = testContext(database, { now: AFTER_MIDNIGHT });
  const { entry, paymentId } = await createPayment(null);
  await expect(issueReceipt(ctx, { paymentId })).rejects.toThrow('not settled');
  expect(await database.db.select().from(document).where(eq(document.entryId, entry.id))).toEqual([]);
});
