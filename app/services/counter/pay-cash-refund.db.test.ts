import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { requestRefund } from '#app/services/fees/request-refund.server.ts';
import { payment, refund } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { closeTill } from './close-till.server.ts';
import { payCashRefund } from './pay-cash-refund.server.ts';
import { recordCash } from './record-cash.server.ts';

const database = useDatabase();
const counter = useCounter(database);
let receipts = 0;
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};

/** Refunds of these tests take no second person. */
beforeAll(async () => {
  const { office } = counter.world;
  await database.db
    .update(organisation)
    .set({ profile: { ...office.profile, secondPersonAbove: '1000000' } })
    .where(eq(organisation.id, office.id));
});

/** Cash taken for an entry that was then rejected, and its refund approved. */
async function approvedRefund() {
  const taker = await counter.drawer('0');
  const it = await counter.owing();
  const cash = {
    kind: 'invoice',
    id: it.invoiceId,
    amount: String(it.total),
    receiptNumber: `C-${++receipts}`,
  } as const;
  const { paymentId } = value(await recordCash(taker.as, cash));
  await database.db.update(entry).set({ state: 'rejected' }).where(eq(entry.id, it.entryId));
  value(
    await requestRefund(counter.person('cashier'), {
      organisationId: counter.world.office.id,
      invoiceNumber: it.number,
      reason: 'Dossier rejeté',
    }),
  );
  const [row] = await database.db.select().from(refund).where(eq(refund.paymentId, paymentId));
  if (row?.state !== 'approved') throw new Error(`the refund is ${row?.state}`);
  return { it, refundId: row.id, amount: row.amount, paymentId };
}

describe('giving cash back', () => {
  test('out of the open drawer of whoever pays it, once, however often it is clicked', async () => {
    const { refundId, amount, paymentId } = await approvedRefund();
    const { as, tillId } = await counter.drawer('50000');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => payCashRefund(as, { refundId, voucher: 'BON-1' })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.every((one) => one.ok || one.reason === 'refund.decided')).toBe(true);
    expect(await counter.balance(`till:${tillId}`)).toBe(-amount);
    const [paid] = await database.db.select().from(payment).where(eq(payment.id, paymentId));
    expect(paid?.refunded).toBe(amount);
    const [row] = await database.db.select().from(refund).where(eq(refund.id, refundId));
    expect(row).toMatchObject({ state: 'succeeded', tillId, reference: 'BON-1' });
    expect(await counter.wholeLedger()).toBe(0n);
    expect(
      value(await closeTill(as, { tillId, counted: String(50_000n - amount), reason: '' })).difference,
    ).toBe(0n);
  });

  test('never more than the drawer holds, without a voucher, without a drawer, or by somebody else', async () => {
    const { refundId } = await approvedRefund();
    const poor = await counter.drawer('100');
    expect(await payCashRefund(poor.as, { refundId, voucher: 'BON-2' })).toMatchObject({
      reason: 'till.notEnough',
    });
    const rich = await counter.drawer('50000');
    expect(await payCashRefund(rich.as, { refundId, voucher: ' ' })).toMatchObject({
      reason: 'refund.referenceMissing',
    });
    expect(await payCashRefund(counter.person('second'), { refundId, voucher: 'BON-2' })).toMatchObject({
      reason: 'till.notOpen',
    });
    for (const name of ['accountant', 'head', 'stranger'] as const)
      expect(await payCashRefund(counter.person(name), { refundId, voucher: 'BON-2' })).toMatchObject({
        reason: 'refund.notFound',
      });
    expect(await payCashRefund(rich.as, { refundId: crypto.randomUUID(), voucher: 'BON-2' })).toMatchObject({
      reason: 'refund.notFound',
    });
    value(await payCashRefund(rich.as, { refundId, voucher: 'BON-2' }));
  });
});
