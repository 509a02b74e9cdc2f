import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { payment, schoolInvoice } from '#db/schema/fees.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createSchoolInvoice } from '#tests/factories/school-invoice.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import type { TestContext } from '#tests/setup/test-context.ts';
import { settlePayment } from './settle-payment.server.ts';
import { startSchoolCheckout } from './start-school-checkout.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, entryState, balance, suspended } = useBooks(database, stage);
let head: TestContext;

beforeAll(async () => {
  const { office, school } = stage.world;
  const grants = [{ role: 'schoolHead' as const, organisationId: office.id, schoolId: school.id }];
  head = stage.system.as((await createUser(database.db, { grants })).actor);
});

async function bill() {
  const candidates = [await due(), await due()];
  const { office, school, sitting } = stage.world;
  const { id: schoolInvoiceId } = await createSchoolInvoice(database.db, {
    ...{ organisationId: office.id, schoolId: school.id, sittingId: sitting.id },
    invoiceIds: candidates.map(({ invoiceId }) => invoiceId),
  });
  const start = (amount?: bigint, as = head) =>
    startSchoolCheckout(as, {
      schoolInvoiceId,
      locale: 'fr',
      provider: 'stripe',
      ...(amount === undefined ? {} : { amount }),
    });
  return { schoolInvoiceId, candidates, start };
}
const paymentsOf = (id: string) =>
  database.db.select().from(payment).where(eq(payment.schoolInvoiceId, id)).orderBy(payment.createdAt);

describe('a school pays online', () => {
  test('a part, then the rest: both are settled, and its candidates are paid in order', async () => {
    const { schoolInvoiceId, candidates, start } = await bill();
    const part = await start(20_000n);
    if (!part.ok) throw new Error(part.reason);
    expect(await start(20_000n)).toEqual(part);
    await payAt(part.value.redirectUrl);
    await settlePayment(stage.system, { paymentId: one(await paymentsOf(schoolInvoiceId)).id });
    expect(await Promise.all(candidates.map(entryState))).toEqual(['paid', 'submitted']);
    const rest = await start();
    if (!rest.ok) throw new Error(rest.reason);
    const second = (await paymentsOf(schoolInvoiceId)).find(({ state }) => state === 'pending');
    expect(second?.amount).toBe(12_000n);
    await payAt(rest.value.redirectUrl);
    await settlePayment(stage.system, { paymentId: second?.id ?? '' });
    expect(await Promise.all(candidates.map(entryState))).toEqual(['paid', 'paid']);
    expect(await start()).toMatchObject({ reason: 'payment.alreadyPaid' });
    expect(await balance(`credit:${schoolInvoiceId}`)).toBe(0n);
  });

  test('too little for the next candidate, and more than is due, are refused with the limit', async () => {
    const { start } = await bill();
    expect(await start(15_999n)).toMatchObject({
      reason: 'payment.amountTooSmall',
      detail: { minimum: '16000' },
    });
    expect(await start(32_001n)).toMatchObject({
      reason: 'payment.amountTooLarge',
      detail: { maximum: '32000' },
    });
    expect(await start(-1n)).toMatchObject({ reason: 'payment.amountTooSmall' });
  });

  test('two pages paid for all of it: the second is suspended', async () => {
    const { schoolInvoiceId, start } = await bill();
    const [first, second] = [await start(32_000n), await start(16_000n)];
    if (!first.ok || !second.ok) throw new Error('no page');
    await payAt(first.value.redirectUrl);
    await payAt(second.value.redirectUrl);
    const rows = await paymentsOf(schoolInvoiceId);
    for (const { id } of rows) await settlePayment(stage.system, { paymentId: id });
    const items = (await Promise.all(rows.map(({ id }) => suspended(id)))).flat();
    expect(one(items).amount + (await balance(`credit:${schoolInvoiceId}`))).toBe(16_000n);
  });

  test('another school’s head, a cancelled invoice and a currency nobody takes open nothing', async () => {
    const { schoolInvoiceId, start } = await bill();
    const stranger = stage.system.as((await createUser(database.db)).actor);
    expect(await start(undefined, stranger)).toMatchObject({ reason: 'schoolInvoice.notFound' });
    const { stripe } = stage.system.adapters.payments;
    if (!stripe) throw new Error('no provider');
    const picky = { ...stripe, capabilities: { ...stripe.capabilities, currencies: ['EUR'] } };
    const adapters = { ...head.adapters, payments: { stripe: picky } };
    expect(await start(undefined, { ...head, adapters })).toMatchObject({
      reason: 'payment.currencyRefused',
    });
    await database.db
      .update(schoolInvoice)
      .set({ state: 'cancelled' })
      .where(eq(schoolInvoice.id, schoolInvoiceId));
    expect(await start()).toMatchObject({ reason: 'payment.nothingDue' });
  });
});
