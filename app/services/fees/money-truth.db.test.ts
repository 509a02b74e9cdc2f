import { and, eq, isNull, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';
import { checkAuditChain } from '#db/audit-chain.ts';
import { invoice, journal, payment, posting, refund, schoolInvoice, suspenseItem } from '#db/schema/fees.ts';
import { reconciliation } from '#db/schema/reconciliation.ts';
import { entry } from '#db/schema/registration.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSchoolInvoice } from '#tests/factories/school-invoice.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { rememberingProvider } from '#tests/setup/remembering-provider.ts';
import { eachOf, runJobs } from '#tests/setup/run-jobs.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import { TEST_NOW, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { amountDue } from './amount-due.server.ts';
import { approveRefund } from './decide-refund.server.ts';
import { pollPayments } from './poll-payments.server.ts';
import { reconcileProvider } from './reconcile-provider.server.ts';
import { recordProviderEvent } from './record-provider-event.server.ts';
import { resolveSuspense } from './resolve-suspense.server.ts';
import { startCheckout } from './start-checkout.server.ts';
import { startSchoolCheckout } from './start-school-checkout.server.ts';

const database = useDatabase();
const ALONE = 160;
const SCHOOLS = 4;
const OF_EACH_SCHOOL = 10;
const ROUNDS = 6;
const COPIES = 10;
const DELIVERIES = 10_000;
const JOBS = ['settle-payment', 'send-refund'] as const;

type Order = { readonly as: TestContext; readonly entryId: string };
const random = seededRandom(20270301);
let ctx: TestContext;
let bank: ReturnType<typeof rememberingProvider>;
let place: Awaited<ReturnType<typeof createRegistrationWorld>>;
let head: TestContext;
let cashier: TestContext;
let accountant: TestContext;
const orders: Order[] = [];
const schools: string[] = [];

async function order(schoolId?: string): Promise<Order> {
  const user = await createUser(database.db);
  const as = ctx.as(user.actor);
  const { id: entryId } = await createEntry(database.db, {
    ...place.place,
    userId: user.id,
    ...(schoolId ? { schoolId } : {}),
  });
  const sent = await submitEntry(as, { entryId, version: 1 });
  if (!sent.ok) throw new Error(sent.reason);
  return { as, entryId };
}

beforeAll(async () => {
  place = await createRegistrationWorld(database.db, {
    entriesCloseAt: new Date(TEST_NOW.getTime() + 2 * 24 * 60 * 60_000),
  });
  bank = rememberingProvider(() => ctx.clock());
  ctx = testContext(database, { adapters: { payments: { stripe: bank.provider } } });
  const organisationId = place.office.id;
  const grant = (role: 'cashier' | 'accountant' | 'schoolHead') => ({
    grants: [{ role, organisationId, ...(role === 'schoolHead' ? { schoolId: place.school.id } : {}) }],
  });
  head = ctx.as((await createUser(database.db, grant('schoolHead'))).actor);
  cashier = ctx.as((await createUser(database.db, grant('cashier'))).actor);
  accountant = ctx.as((await createUser(database.db, grant('accountant'))).actor);
  for (let index = 0; index < ALONE; index++) orders.push(await order());
  for (let index = 0; index < SCHOOLS; index++) await gatherSchool();
}, 120_000);

async function gatherSchool(): Promise<void> {
  const invoiceIds: string[] = [];
  for (let index = 0; index < OF_EACH_SCHOOL; index++) {
    const { as, entryId } = await order(place.school.id);
    orders.push({ as, entryId });
    const [bill] = await database.db.select().from(invoice).where(eq(invoice.entryId, entryId));
    invoiceIds.push(bill?.id ?? '');
  }
  const { id } = await createSchoolInvoice(database.db, {
    organisationId: place.office.id,
    schoolId: place.school.id,
    sittingId: place.sitting.id,
    invoiceIds,
  });
  schools.push(id);
}

/** Candidates and schools go to pay; a page that closed is followed by another, and both may be paid. */
async function startPaying(): Promise<void> {
  await eachOf(orders, 4, async ({ as, entryId }) => {
    if (random.chance(0.5)) await startCheckout(as, { entryId, locale: 'fr' });
  });
  for (const schoolInvoiceId of schools) {
    const amount = BigInt(random.below(90_000) + 1000);
    await startSchoolCheckout(head, { schoolInvoiceId, amount, locale: 'fr', provider: 'stripe' });
  }
  const [withdrawn] = random.shuffled(orders);
  if (withdrawn) await withdrawEntry(withdrawn.as, { entryId: withdrawn.entryId });
}

/** What happens at the provider's, which nobody here is told of in order. */
function happenThere(): void {
  for (const { reference, asked, received } of random.shuffled([...bank.payments.values()])) {
    const dice = random.below(100);
    if (dice < 35) bank.pay(reference);
    else if (dice < 40) bank.pay(reference, asked - 1n);
    else if (dice < 60) bank.giveUp(reference, 'failed');
    else if (dice < 75) bank.giveUp(reference, 'expired');
    else if (dice < 79) bank.refundThere(reference, received);
    else if (dice < 82) bank.refundThere(reference, received / 3n);
    else if (dice < 86) bank.dispute(reference);
    else if (dice < 90) bank.winDispute(reference);
  }
  bank.receiveFromStranger(BigInt(random.below(5000) + 1));
}

/** The cashier works through some of the queue, the accountant through some of the refunds. */
async function workAtTheTill(): Promise<void> {
  const items = await database.db.select().from(suspenseItem).where(isNull(suspenseItem.resolvedAt));
  for (const { id: itemId, amount } of items) {
    if (random.chance(0.5)) continue;
    const decision = random.oneOf(
      amount > 0n ? (['refunded', 'reallocated', 'kept'] as const) : (['reopen', 'loss'] as const),
    );
    const [target] = random.shuffled(
      await database.db.select().from(invoice).where(eq(invoice.state, 'open')),
    );
    const note = 'Vu avec le payeur';
    const verdict = await resolveSuspense(cashier, { itemId, decision, note, target: target?.number });
    if (!verdict.ok && decision === 'reopen')
      await resolveSuspense(cashier, { itemId, decision: 'loss', note });
  }
  for (const { id: refundId } of await database.db.select().from(refund).where(eq(refund.state, 'requested')))
    if (random.chance(0.7)) await approveRefund(accountant, { refundId });
}

let delivered = 0;
async function deliver(backlog: readonly string[]): Promise<void> {
  await eachOf(backlog, 6, async (rawBody) => {
    delivered += 1;
    const callback = { provider: 'stripe', rawBody, headers: new Headers() };
    expect(await recordProviderEvent(ctx, callback)).toMatchObject({ ok: true });
  });
}

const sumOf = async (account: string) => {
  const [row] = await database.db
    .select({ sum: sql<string>`coalesce(sum(${posting.amount}), 0)::text` })
    .from(posting)
    .where(eq(posting.account, account));
  return BigInt(row?.sum ?? '0');
};

async function reconcileAll(): Promise<bigint> {
  let difference = 0n;
  const last = ctx.clock().getTime();
  for (let day = TEST_NOW.getTime(); day <= last + 86_400_000; day += 86_400_000) {
    const id = await reconcileProvider(ctx, {
      provider: 'stripe',
      day: new Date(day).toISOString().slice(0, 10),
    });
    const [row] = await database.db.select().from(reconciliation).where(eq(reconciliation.id, id));
    expect(row?.state).toBe('done');
    difference += row && row.difference < 0n ? -row.difference : (row?.difference ?? 0n);
  }
  return difference;
}

test('10,000 events of 200 orders, lost, repeated, late and in any order: the books end at the provider’s truth', async () => {
  const backlog: string[] = [];
  let told = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await startPaying();
    happenThere();
    for (const notice of bank.notices.slice(told))
      if (random.chance(0.85)) backlog.push(...Array(COPIES).fill(JSON.stringify(notice)));
    told = bank.notices.length;
    const mixed = random.shuffled(backlog.splice(0));
    const now = mixed.splice(0, Math.ceil(mixed.length * 0.6));
    backlog.push(...mixed);
    await deliver(now);
    await runJobs(ctx, JOBS);
    await workAtTheTill();
    ctx.advance({ hours: 19 });
    await pollPayments(ctx);
    await runJobs(ctx, JOBS);
  }
  const names = bank.notices.map((notice) => JSON.stringify(notice));
  while (delivered + backlog.length < DELIVERIES) backlog.push(random.oneOf(names));
  await deliver(random.shuffled(backlog));
  await runJobs(ctx, JOBS);

  await reconcileAll();
  await runJobs(ctx, JOBS);
  expect(await reconcileAll()).toBe(0n);
  expect(delivered).toBeGreaterThanOrEqual(DELIVERIES);

  await expectTruth();
}, 180_000);

async function expectTruth(): Promise<void> {
  expect(await sumOf('provider:stripe')).toBe(bank.held());
  const rows = await database.db.select().from(payment);
  const journals = new Set((await database.db.select().from(journal)).map(({ reference }) => reference));
  for (const row of rows) {
    const there = row.reference === null ? undefined : bank.payments.get(row.reference);
    const received = there?.received ?? 0n;
    expect(journals.has(`payment:${row.id}:settled`)).toBe(received > 0n);
    expect([row.state === 'succeeded', row.refunded, row.disputed]).toEqual([
      received > 0n,
      there?.refunded ?? 0n,
      there?.disputed ?? 0n,
    ]);
  }
  expect(rows.filter(({ state }) => state === 'succeeded').length).toBeGreaterThan(100);
  await expectBills();
  await expectQueue();
  const unbalanced = await database.sql`
    select journal_id from posting group by journal_id, currency having sum(amount) <> 0`;
  expect(unbalanced).toHaveLength(0);
  expect(await checkAuditChain(database.db)).not.toHaveProperty('broken');
}

/** No order is credited twice: what is paid owes nothing, and what is open owes all of it. */
async function expectBills(): Promise<void> {
  const bills = await database.db
    .select({ id: invoice.id, state: invoice.state, entryId: entry.id, entryState: entry.state })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId));
  for (const { id, state } of bills) {
    const owed = state === 'open' ? (await amountDue({ db: database.db }, id)).minor : 0n;
    expect(await sumOf(`receivable:${id}`)).toBe(owed);
  }
  for (const { id } of await database.db.select().from(schoolInvoice))
    expect((await sumOf(`credit:${id}`)) <= 0n).toBe(true);
  const open = new Set(bills.filter(({ state }) => state === 'open').map(({ entryId }) => entryId));
  for (const { entryId, entryState } of bills)
    if (entryState === 'paid' || entryState === 'submitted')
      expect(entryState === 'submitted').toBe(open.has(entryId));
}

async function expectQueue(): Promise<void> {
  const [waiting] = await database.db
    .select({ sum: sql<string>`coalesce(sum(${suspenseItem.amount}), 0)::text` })
    .from(suspenseItem)
    .where(isNull(suspenseItem.resolvedAt));
  const reasons = new Set((await database.db.select().from(suspenseItem)).map(({ reason }) => reason));
  for (const reason of ['paidTwice', 'wrongAmount', 'late', 'refundedThere', 'disputed', 'unknown'])
    expect(reasons).toContain(`suspense.${reason}`);
  expect(-(await sumOf('suspense'))).toBe(BigInt(waiting?.sum ?? '0'));
  const refunds = await database.db
    .select()
    .from(refund)
    .where(and(eq(refund.origin, 'office')));
  for (const { id, state, amount } of refunds) {
    const done = state === 'succeeded' || state === 'refused';
    expect(await sumOf(`refund:${id}`)).toBe(done ? 0n : -amount);
  }
  expect(refunds.some(({ state }) => state === 'succeeded')).toBe(true);
}
