import { and, eq, inArray, like, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { approveRefund } from '#app/services/fees/decide-refund.server.ts';
import { resolveSuspense } from '#app/services/fees/resolve-suspense.server.ts';
import { settlePayment } from '#app/services/fees/settle-payment.server.ts';
import { document } from '#db/schema/document.ts';
import { invoice, journal, payment, posting, providerEvent, refund } from '#db/schema/fees.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import type { TestContext } from '#tests/setup/test-context.ts';
import { type CheckoutInput, scenario as checkoutScenario } from './checkout-scenario.ts';
import type { CrashWorld } from './crash-context.ts';
import { killAtEachStep } from './kill-at-each-step.ts';
import { type RefundInput, scenario as refundScenario } from './refund-scenario.ts';
import { type SettleInput, scenario as settleScenario } from './settle-scenario.ts';

const database = useDatabase();
const stage = useStage(database);
const { due, paymentsOf, paymentOf, entryState, invoiceState, balance, suspended, settledJournals } =
  useBooks(database, stage);
const dues = new Map<string, Awaited<ReturnType<typeof due>>>();
let points = 0;

const world = (): CrashWorld => {
  const { host, port, protocol, apiKey, webhookSecret } = stage.fake;
  return {
    databaseUrl: database.url,
    now: stage.system.clock().toISOString(),
    stripe: { host, port, protocol, apiKey, webhookSecret },
  };
};

async function paid() {
  const it = await due();
  await payAt(await checkout(it));
  const { id } = await paymentOf(it);
  dues.set(id, it);
  return { it, id };
}
const dueOf = (id: string) => {
  const it = dues.get(id);
  if (!it) throw new Error('not prepared');
  return it;
};

/** All of a payment's change is there, or none. */
async function expectWhole(paymentId: string): Promise<void> {
  const it = dueOf(paymentId);
  const settled = (await settledJournals(paymentId)).length === 1;
  expect([await invoiceState(it), await entryState(it)]).toEqual(
    settled ? ['paid', 'paid'] : ['open', 'submitted'],
  );
  expect((await paymentOf(it)).state).toBe(settled ? 'succeeded' : 'pending');
  expect(await balance(`receivable:${it.invoiceId}`)).toBe(settled ? 0n : 16_000n);
}

test('killed at every step of a settlement, from the callback to the message: paid once, nothing half-written', async () => {
  points += await killAtEachStep<SettleInput>({
    module: new URL('settle-scenario.ts', import.meta.url),
    scenario: settleScenario,
    world: world(),
    async prepare() {
      const { it, id } = await paid();
      await stage.fake.settled();
      const callback = stage.endpoint.received.find(({ rawBody }) => rawBody.includes(id));
      if (!callback) throw new Error('no callback');
      const { rawBody, headers } = callback;
      return { paymentId: id, userId: it.userId, rawBody, headers: Object.fromEntries(headers) };
    },
    afterKill: ({ paymentId }) => expectWhole(paymentId),
    async afterAll({ paymentId, rawBody, userId }) {
      await expectWhole(paymentId);
      expect(await settledJournals(paymentId)).toHaveLength(1);
      const eventId = String(JSON.parse(rawBody).id);
      expect(await database.db.$count(providerEvent, eq(providerEvent.eventId, eventId))).toBe(1);
      expect(await database.db.$count(document, eq(document.source, `payment:${paymentId}`))).toBe(1);
      const told = await database.sql`select sent_at from message where user_id = ${userId}`;
      expect(told.map(({ sent_at }) => sent_at !== null)).toEqual([true]);
    },
  });
}, 240_000);

test('killed at every step of going to pay: one payment, one page at the provider’s', async () => {
  points += await killAtEachStep<CheckoutInput>({
    module: new URL('checkout-scenario.ts', import.meta.url),
    scenario: checkoutScenario,
    world: world(),
    async prepare() {
      const it = await due();
      dues.set(it.entryId, it);
      return { entryId: it.entryId };
    },
    async afterKill({ entryId }) {
      expect((await paymentsOf(dueOf(entryId))).length).toBeLessThanOrEqual(1);
    },
    async afterAll({ entryId }) {
      const row = await paymentOf(dueOf(entryId));
      expect([row.state, row.reference !== null, row.redirectUrl !== null]).toEqual(['pending', true, true]);
      const opened = Object.values(stage.fake.state.sessions).filter(
        (session) => session.client_reference_id === row.id,
      );
      expect(opened.map(({ id }) => id)).toEqual([row.reference]);
    },
  });
}, 240_000);

let cashier: TestContext;
let accountant: TestContext;
beforeAll(async () => {
  const organisationId = stage.world.office.id;
  const grants = (role: 'cashier' | 'accountant') => ({ grants: [{ role, organisationId }] });
  cashier = stage.system.as((await createUser(database.db, grants('cashier'))).actor);
  accountant = stage.system.as((await createUser(database.db, grants('accountant'))).actor);
});

/** An approved refund of a payment of the wrong amount, not yet sent. */
async function approvedRefund(): Promise<RefundInput> {
  stage.fake.behaviour.wrongAmount = 400;
  const { id } = await paid();
  stage.fake.behaviour.wrongAmount = null;
  await settlePayment(stage.system, { paymentId: id });
  const { id: itemId } = one(await suspended(id));
  await resolveSuspense(cashier, { itemId, decision: 'refunded', note: 'Mauvaise somme' });
  const { id: refundId } = one(await database.db.select().from(refund).where(eq(refund.paymentId, id)));
  await approveRefund(accountant, { refundId });
  return { refundId, paymentId: id };
}

const givenBackThere = (intent: string | null) =>
  Object.values(stage.fake.state.refunds).filter(({ payment_intent }) => payment_intent === intent);

test('killed at every step of a refund: given back once, and the books know', async () => {
  let turn = Promise.resolve();
  points += await killAtEachStep<RefundInput>({
    module: new URL('refund-scenario.ts', import.meta.url),
    scenario: refundScenario,
    world: world(),
    // One after the other: the fake pays the wrong amount to whoever comes next.
    prepare: () => {
      const next = turn.then(approvedRefund);
      turn = next.then(() => undefined);
      return next;
    },
    async afterKill({ refundId, paymentId }) {
      const row = one(await database.db.select().from(refund).where(eq(refund.id, refundId)));
      const { refunded, paymentIntent } = await paymentOf(dueOf(paymentId));
      expect(['approved', 'sent', 'succeeded']).toContain(row.state);
      expect(refunded).toBe(row.state === 'succeeded' ? 400n : 0n);
      expect(await balance(`refund:${refundId}`)).toBe(row.state === 'succeeded' ? 0n : -400n);
      if (row.state === 'approved') expect(givenBackThere(paymentIntent)).toHaveLength(0);
    },
    async afterAll({ refundId, paymentId }) {
      const row = one(await database.db.select().from(refund).where(eq(refund.id, refundId)));
      const { refunded, paymentIntent } = await paymentOf(dueOf(paymentId));
      expect([row.state, refunded]).toEqual(['succeeded', 400n]);
      expect(await balance(`refund:${refundId}`)).toBe(0n);
      expect(givenBackThere(paymentIntent).map(({ amount }) => amount)).toEqual([400]);
      const journals = await database.db
        .select()
        .from(journal)
        .where(eq(journal.reference, `refund:${refundId}:paid`));
      expect(journals).toHaveLength(1);
    },
  });
}, 240_000);

test('that was at fifty points at least, and what the books hold is what the provider holds', async () => {
  expect(points).toBeGreaterThanOrEqual(50);
  const settled = await database.db
    .select()
    .from(payment)
    .where(inArray(payment.state, ['succeeded']));
  const held = settled.reduce((sum, row) => sum - row.refunded, 0n);
  const received = Object.values(stage.fake.state.paymentIntents)
    .filter(({ id }) => settled.some(({ paymentIntent }) => paymentIntent === id))
    .reduce((sum, { amount_received }) => sum + BigInt(amount_received), 0n);
  expect(await balance('provider:stripe')).toBe(received + held);
  const once = await database.db
    .select({ times: sql<number>`count(*)::int` })
    .from(journal)
    .where(like(journal.reference, 'payment:%:settled'))
    .groupBy(journal.reference);
  expect(once.every(({ times }) => times === 1)).toBe(true);
  expect(await database.db.$count(posting)).toBeGreaterThan(0);
  expect(await database.db.$count(invoice, and(eq(invoice.state, 'paid')))).toBeGreaterThan(0);
});
