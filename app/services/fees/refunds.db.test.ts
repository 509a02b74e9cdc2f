import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/access/roles.ts';
import { money } from '#app/domain/shared/money.ts';
import { invoice, payment, posting, refund, suspenseItem } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createCashPayment, createSchoolInvoice } from '#tests/factories/school-invoice.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, type Due, one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import type { TestContext } from '#tests/setup/test-context.ts';
import { completeRefund } from './complete-refund.server.ts';
import { creditLockKeys } from './credit-lock-keys.server.ts';
import { creditPayment } from './credit-payment.server.ts';
import { approveRefund, refuseRefund, retryRefund } from './decide-refund.server.ts';
import { requestRefund } from './request-refund.server.ts';
import { resolveSuspense } from './resolve-suspense.server.ts';
import { sendRefund } from './send-refund.server.ts';
import { settlePayment } from './settle-payment.server.ts';
import { suspendMoney } from './suspend-money.server.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentOf, entryState, invoiceState, balance, suspended } = useBooks(database, stage);
let cashier: TestContext;
let accountant: TestContext;

beforeAll(async () => {
  const as = async (role: Role) =>
    stage.system.as(
      (await createUser(database.db, { grants: [{ role, organisationId: stage.world.office.id }] })).actor,
    );
  cashier = await as('cashier');
  accountant = await as('accountant');
});

async function paid(wrongAmount: number | null = null) {
  const it = await due();
  stage.fake.behaviour.wrongAmount = wrongAmount;
  await payAt(await checkout(it));
  stage.fake.behaviour.wrongAmount = null;
  const { id } = await paymentOf(it);
  await settlePayment(stage.system, { paymentId: id });
  return { it, id };
}
const refundOf = async (paymentId: string) =>
  one(await database.db.select().from(refund).where(eq(refund.paymentId, paymentId)));
const note = 'Vu avec le payeur';
const openItems = async (paymentId: string) =>
  (await suspended(paymentId)).filter(({ resolvedAt }) => resolvedAt === null);
const numberOf = async ({ invoiceId }: Due) =>
  one(await database.db.select().from(invoice).where(eq(invoice.id, invoiceId))).number;

describe('a refund of what waited', () => {
  test('takes a second person, then is made at the provider’s, once', async () => {
    const { id } = await paid(400);
    const { id: itemId } = one(await openItems(id));
    expect(await resolveSuspense(cashier, { itemId, decision: 'refunded', note })).toMatchObject({
      ok: true,
    });
    const { id: refundId, state } = await refundOf(id);
    expect(state).toBe('requested');
    expect(await approveRefund(cashier, { refundId })).toMatchObject({ reason: 'refund.notFound' });
    expect(await balance(`refund:${refundId}`)).toBe(-400n);
    expect(await approveRefund(accountant, { refundId })).toMatchObject({ ok: true });
    expect(await approveRefund(accountant, { refundId })).toMatchObject({ reason: 'refund.decided' });
    await sendRefund(stage.system, { refundId });
    await sendRefund(stage.system, { refundId });
    expect(await refundOf(id)).toMatchObject({ state: 'succeeded' });
    expect(await balance(`refund:${refundId}`)).toBe(0n);
    expect((await settlePayment(stage.system, { paymentId: id })).ok).toBe(true);
    expect(await openItems(id)).toHaveLength(0);
  });

  test('refused by the second person, it waits again and can be kept', async () => {
    const { id } = await paid(400);
    const { id: itemId } = one(await openItems(id));
    await resolveSuspense(cashier, { itemId, decision: 'refunded', note });
    const { id: refundId } = await refundOf(id);
    expect(await refuseRefund(accountant, { refundId, reason: '' })).toMatchObject({
      reason: 'refund.reasonMissing',
    });
    expect(await refuseRefund(accountant, { refundId, reason: 'Pas encore' })).toMatchObject({ ok: true });
    expect(await balance(`refund:${refundId}`)).toBe(0n);
    const again = one(await openItems(id));
    expect(again).toMatchObject({ reason: 'suspense.refundRefused', amount: 400n });
    expect(await resolveSuspense(cashier, { itemId: again.id, decision: 'kept', note })).toMatchObject({
      ok: true,
    });
  });

  test('up to the office’s limit it needs nobody else, and one that fails is tried again', async () => {
    await database.db
      .update(organisation)
      .set({ profile: sql`${organisation.profile} || '{"secondPersonAbove":"400"}'::jsonb` })
      .where(eq(organisation.id, stage.world.office.id));
    const { id } = await paid(400);
    await resolveSuspense(cashier, { itemId: one(await openItems(id)).id, decision: 'refunded', note });
    const { id: refundId, state } = await refundOf(id);
    expect(state).toBe('approved');
    await database.db.update(refund).set({ state: 'failed' }).where(eq(refund.id, refundId));
    expect(await retryRefund(cashier, { refundId })).toMatchObject({ ok: true });
    await sendRefund(stage.system, { refundId });
    expect(await refundOf(id)).toMatchObject({ state: 'succeeded' });
    await database.db
      .update(organisation)
      .set({ profile: sql`${organisation.profile} - 'secondPersonAbove'` })
      .where(eq(organisation.id, stage.world.office.id));
  });

  test('a transfer nobody asked for is given back by hand', async () => {
    const organisationId = stage.world.office.id;
    const itemId = await withTx(stage.system, 'x', {}, (tx) =>
      suspendMoney(tx, {
        ...{ organisationId, paymentId: null, provider: 'bank', account: 'bank:nita' },
        ...{ source: 'bank:line-1', reason: 'suspense.unknown', received: money(700n, 'XOF') },
      }),
    );
    await resolveSuspense(cashier, { itemId, decision: 'refunded', note });
    const item = one(await database.db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId)));
    const refundId = item.refundId ?? '';
    expect(await completeRefund(cashier, { refundId, reference: 'VIR-9' })).toMatchObject({
      reason: 'refund.decided',
    });
    await approveRefund(accountant, { refundId });
    expect(await completeRefund(cashier, { refundId, reference: '' })).toMatchObject({
      reason: 'refund.referenceMissing',
    });
    expect(await completeRefund(cashier, { refundId, reference: 'VIR-9' })).toMatchObject({ ok: true });
    expect(await balance('bank:nita')).toBe(0n);
  });
});

describe('fees of an entry that was rejected', () => {
  test('are given back once, and not those of one that stands', async () => {
    const { it, id } = await paid();
    const command = {
      organisationId: stage.world.office.id,
      invoiceNumber: await numberOf(it),
      reason: 'Dossier rejeté',
    };
    expect(await requestRefund(cashier, command)).toMatchObject({ reason: 'refund.entryStands' });
    await database.db.update(entry).set({ state: 'rejected' }).where(eq(entry.id, it.entryId));
    expect(await requestRefund(accountant, command)).toMatchObject({ reason: 'refund.notFound' });
    expect(await requestRefund(cashier, command)).toMatchObject({ ok: true, value: { state: 'requested' } });
    expect(await requestRefund(cashier, command)).toMatchObject({ reason: 'refund.alreadyAsked' });
    const { id: refundId } = await refundOf(id);
    await approveRefund(accountant, { refundId });
    await sendRefund(stage.system, { refundId });
    expect(await refundOf(id)).toMatchObject({ state: 'succeeded', amount: 16_000n });
    expect(await invoiceState(it)).toBe('paid');
  });
});

describe('money given to another invoice', () => {
  test('pays a candidate’s in whole, and what is more keeps waiting', async () => {
    const { id } = await paid(16_400);
    const target = await due();
    const { id: itemId } = one(await openItems(id));
    const command = { itemId, decision: 'reallocated', note } as const;
    expect(await resolveSuspense(cashier, command)).toMatchObject({ reason: 'suspense.targetMissing' });
    expect(await resolveSuspense(cashier, { ...command, target: 'F-0' })).toMatchObject({
      reason: 'suspense.targetNotFound',
    });
    expect(await resolveSuspense(cashier, { ...command, target: await numberOf(target) })).toMatchObject({
      ok: true,
    });
    expect([await invoiceState(target), await entryState(target)]).toEqual(['paid', 'paid']);
    expect(await balance(`receivable:${target.invoiceId}`)).toBe(0n);
    expect(one(await openItems(id))).toMatchObject({ reason: 'suspense.remainder', amount: 400n });
  });

  test('too little for a candidate’s is refused; a school’s takes it as credit', async () => {
    const { id } = await paid(400);
    const target = await due();
    const { office, school, sitting } = stage.world;
    const command = { itemId: one(await openItems(id)).id, decision: 'reallocated', note } as const;
    expect(await resolveSuspense(cashier, { ...command, target: await numberOf(target) })).toMatchObject({
      reason: 'suspense.tooLittle',
    });
    const bill = await createSchoolInvoice(database.db, {
      ...{ organisationId: office.id, schoolId: school.id, sittingId: sitting.id },
      invoiceIds: [target.invoiceId],
    });
    expect(await resolveSuspense(cashier, { ...command, target: bill.number })).toMatchObject({ ok: true });
    expect(await balance(`credit:${bill.id}`)).toBe(-400n);
    const rest = await createCashPayment(database.db, { schoolInvoiceId: bill.id, amount: 15_600n });
    const lock = await creditLockKeys(database.db, { ...rest, paymentId: rest.id });
    await withTx(stage.system, 'x', { lock }, (tx) =>
      creditPayment(stage.system, tx, { payment: rest, received: money(15_600n, 'XOF'), at: tx.now }),
    );
    expect(await entryState(target)).toBe('paid');
  });
});

describe('what the provider takes or gives back by itself', () => {
  const givenBack = async (id: string) => {
    const { reference } = one(await database.db.select().from(payment).where(eq(payment.id, id)));
    const { paymentIntent } = one(await database.db.select().from(payment).where(eq(payment.id, id)));
    const provider = stage.system.adapters.payments.stripe;
    await provider?.refund({
      reference: reference ?? '',
      amount: money(16_000n, 'XOF'),
      idempotencyKey: `there-${id}`,
    });
    return paymentIntent;
  };

  test('a refund made there leaves the paid order paid, and its fees can be asked for again', async () => {
    const { it, id } = await paid();
    expect(await givenBack(id)).not.toBeNull();
    await settlePayment(stage.system, { paymentId: id });
    await settlePayment(stage.system, { paymentId: id });
    expect(await entryState(it)).toBe('paid');
    const item = one(await openItems(id));
    expect(item).toMatchObject({ reason: 'suspense.refundedThere', amount: -16_000n });
    expect(await refundOf(id)).toMatchObject({ origin: 'provider', state: 'succeeded' });
    expect(await resolveSuspense(cashier, { itemId: item.id, decision: 'kept', note })).toMatchObject({
      reason: 'suspense.decisionRefused',
    });
    expect(await resolveSuspense(cashier, { itemId: item.id, decision: 'reopen', note })).toMatchObject({
      ok: true,
    });
    expect(await entryState(it)).toBe('submitted');
    const [again] = (await database.db.select().from(invoice).where(eq(invoice.entryId, it.entryId))).filter(
      ({ state }) => state === 'open',
    );
    expect(again).toMatchObject({ total: 16_000n });
    expect(await balance(`receivable:${again?.id}`)).toBe(16_000n);
  });

  test('of a validated candidate it is a loss', async () => {
    const { it, id } = await paid();
    await database.db.update(entry).set({ state: 'validated' }).where(eq(entry.id, it.entryId));
    await givenBack(id);
    await settlePayment(stage.system, { paymentId: id });
    const { id: itemId } = one(await openItems(id));
    expect(await resolveSuspense(cashier, { itemId, decision: 'reopen', note })).toMatchObject({
      reason: 'suspense.reopenRefused',
    });
    const before = await balance('expense:losses');
    expect(await resolveSuspense(cashier, { itemId, decision: 'loss', note })).toMatchObject({ ok: true });
    expect(await balance('expense:losses')).toBe(before + 16_000n);
  });

  test('the refund of a duplicate closes what waited and does not touch the paid order', async () => {
    const it = await due();
    const first = await checkout(it);
    await database.db
      .update(payment)
      .set({ expiresAt: stage.system.clock() })
      .where(eq(payment.invoiceId, it.invoiceId));
    await payAt(await checkout(it));
    await payAt(first);
    const rows = await database.db.select().from(payment).where(eq(payment.invoiceId, it.invoiceId));
    for (const { id } of rows) await settlePayment(stage.system, { paymentId: id });
    const items = (await Promise.all(rows.map(({ id }) => openItems(id)))).flat();
    const duplicate = one(items).paymentId ?? '';
    await givenBack(duplicate);
    await settlePayment(stage.system, { paymentId: duplicate });
    expect(await openItems(duplicate)).toHaveLength(0);
    expect([await invoiceState(it), await entryState(it)]).toEqual(['paid', 'paid']);
  });
});

test('the ledger sums to zero and the queue is what suspense holds', async () => {
  const [row] = await database.db.select({ sum: sql<string>`sum(${posting.amount})::text` }).from(posting);
  expect(row?.sum).toBe('0');
  const items = await database.db.select().from(suspenseItem);
  const waiting = items.filter(({ resolvedAt }) => resolvedAt === null);
  expect(-(await balance('suspense'))).toBe(waiting.reduce((sum, { amount }) => sum + amount, 0n));
});
