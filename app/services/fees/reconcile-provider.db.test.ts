import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { invoice, payment, suspenseItem } from '#db/schema/fees.ts';
import { reconciliation, reconciliationLine } from '#db/schema/reconciliation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { one } from '#tests/setup/payments.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { rememberingProvider } from '#tests/setup/remembering-provider.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { TEST_NOW, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { reconcileProvider } from './reconcile-provider.server.ts';
import { queueReconciliations, requestReconciliation } from './request-reconciliation.server.ts';
import { settlePayment } from './settle-payment.server.ts';
import { startCheckout } from './start-checkout.server.ts';

const database = useDatabase();
const DAY = TEST_NOW.toISOString().slice(0, 10);
let ctx: TestContext;
let bank: ReturnType<typeof rememberingProvider>;
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  bank = rememberingProvider(() => ctx.clock());
  ctx = testContext(database, { adapters: { payments: { stripe: bank.provider } } });
});

async function started() {
  const user = await createUser(database.db);
  const { id: entryId } = await createEntry(database.db, { ...world.place, userId: user.id });
  const as = ctx.as(user.actor);
  await submitEntry(as, { entryId, version: 1 });
  await startCheckout(as, { entryId, locale: 'fr' });
  const [row] = await database.db
    .select({ id: payment.id, reference: payment.reference })
    .from(payment)
    .innerJoin(invoice, eq(invoice.id, payment.invoiceId))
    .where(eq(invoice.entryId, entryId));
  if (!row?.reference) throw new Error('no payment');
  return { id: row.id, reference: row.reference };
}

const run = async () => {
  const id = await reconcileProvider(ctx, { provider: 'stripe', day: DAY });
  const head = one(await database.db.select().from(reconciliation).where(eq(reconciliation.id, id)));
  const lines = await database.db
    .select()
    .from(reconciliationLine)
    .where(eq(reconciliationLine.reconciliationId, id))
    .orderBy(reconciliationLine.position);
  return { head, verdicts: lines.map(({ kind, verdict }) => `${kind} ${verdict}`) };
};

test('what the books lack is found and settled, strangers’ money waits, fees are posted once: then 0 XOF', async () => {
  const heard = await started();
  bank.pay(heard.reference);
  await settlePayment(ctx, { paymentId: heard.id });
  const unheard = await started();
  bank.pay(unheard.reference);
  bank.refundThere(heard.reference, 16_000n);
  bank.receiveFromStranger(500n);

  const first = await run();
  expect(first.verdicts).toEqual(['payment matches', 'payment notHere', 'refund notHere', 'payment unknown']);
  expect(first.head).toMatchObject({ state: 'done', movements: 4, currency: 'XOF' });
  expect(first.head.difference).toBe(16_000n - 16_000n + 500n);
  await runJobs(ctx, ['settle-payment']);
  const second = await run();
  expect(second.verdicts).toEqual([
    'payment matches',
    'payment matches',
    'refund matches',
    'payment unknown',
  ]);
  expect(second.head.difference).toBe(0n);
  const held =
    await database.sql`select sum(amount)::text as sum from posting where account = 'provider:stripe'`;
  expect(held[0]?.sum).toBe(String(bank.held()));
  const unknown = await database.db
    .select()
    .from(suspenseItem)
    .where(eq(suspenseItem.reason, 'suspense.unknown'));
  expect(one(unknown)).toMatchObject({ amount: 500n, organisationId: world.office.id, paymentId: null });
});

test('a payment the provider does not list is shown, and one of another day is not', async () => {
  const it = await started();
  bank.pay(it.reference);
  await settlePayment(ctx, { paymentId: it.id });
  const [gone] = bank.movements.splice(
    bank.movements.findIndex(({ paymentId }) => paymentId === it.id),
    1,
  );
  expect((await run()).verdicts.filter((line) => line.includes('notThere'))).toEqual(['payment notThere']);
  if (gone) bank.movements.push(gone);
  expect((await run()).verdicts.filter((line) => line.includes('notThere'))).toEqual([]);
});

test('a run that was killed is shown as failed by the next, and one whose provider is away fails and is tried again', async () => {
  const [killed] = await database.db
    .insert(reconciliation)
    .values({
      ...{ provider: 'stripe', day: DAY, state: 'running', startedAt: TEST_NOW },
      ...{ movements: 0, theirs: 0n, ours: 0n, difference: 0n },
    })
    .returning();
  await run();
  const stateOf = async (id: string | undefined) =>
    one(
      await database.db
        .select()
        .from(reconciliation)
        .where(eq(reconciliation.id, id ?? '')),
    ).state;
  expect(await stateOf(killed?.id)).toBe('failed');
  const away = {
    ...bank.provider,
    listSettlements: () => {
      throw new Error('away');
    },
  };
  const without = { ...ctx, adapters: { ...ctx.adapters, payments: { stripe: away } } };
  await expect(reconcileProvider(without, { provider: 'stripe', day: DAY })).rejects.toThrow('away');
  const [last] = (await database.db.select().from(reconciliation)).filter(
    ({ failure }) => failure === 'provider',
  );
  expect(last?.state).toBe('failed');
});

test('each night queues yesterday for each provider with a list; a day can be asked for again, once it is over', async () => {
  await database.sql`delete from graphile_worker._private_jobs`;
  await queueReconciliations(ctx);
  const queued = (await queuedJobs(database.db)).filter(({ name }) => name === 'reconcile-provider');
  expect(queued.map(({ payload }) => payload)).toEqual([{ provider: 'stripe', day: '2027-02-28' }]);
  const as = async (role: 'accountant' | 'auditor') =>
    ctx.as((await createUser(database.db, { grants: [{ role, organisationId: world.office.id }] })).actor);
  const accountant = await as('accountant');
  const yesterday = { provider: 'stripe', day: '2027-02-28' };
  expect(await requestReconciliation(accountant, yesterday)).toMatchObject({ ok: true });
  for (const wrong of [{ day: DAY }, { day: 'hier' }, { provider: 'cash' }])
    expect(await requestReconciliation(accountant, { ...yesterday, ...wrong })).toMatchObject({
      reason: 'reconciliation.refused',
    });
  expect(await requestReconciliation(await as('auditor'), yesterday)).toMatchObject({
    reason: 'access.denied',
  });
});
