import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import type { Ctx } from '#app/services/context.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import type { Database } from '#db/client.ts';
import { invoice, journal, payment, refund, suspenseItem } from '#db/schema/fees.ts';
import { sqlState, type Tx, withTx } from '#db/tx.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { one } from '#tests/setup/payments.ts';
import { rememberingProvider } from '#tests/setup/remembering-provider.ts';
import { TEST_NOW, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { checkoutPayment } from './checkout-payment.server.ts';
import { approveRefund } from './decide-refund.server.ts';
import { markRefundPaid } from './mark-refund-paid.server.ts';
import { resolveSuspense } from './resolve-suspense.server.ts';
import { sendRefund } from './send-refund.server.ts';
import { settlePayment } from './settle-payment.server.ts';
import { startCheckout } from './start-checkout.server.ts';

const database = useDatabase();
const TRIES = 200;
let ctx: TestContext;
let bank: ReturnType<typeof rememberingProvider>;
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let cashiers: TestContext[];
let accountant: TestContext;
let pools: Database[];

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  bank = rememberingProvider(() => ctx.clock());
  ctx = testContext(database, { adapters: { payments: { stripe: bank.provider } } });
  const grants = (role: 'cashier' | 'accountant') => ({
    grants: [{ role, organisationId: world.office.id }],
  });
  cashiers = [
    ctx.as((await createUser(database.db, grants('cashier'))).actor),
    ctx.as((await createUser(database.db, grants('cashier'))).actor),
  ];
  accountant = ctx.as((await createUser(database.db, grants('accountant'))).actor);
  pools = [database.connect(), database.connect()];
});

/** Two hundred tries at once, over two processes' worth of connections. */
const tryAll = <T>(work: (ctx: Ctx, index: number) => Promise<T>, as: readonly Ctx[] = [ctx]) =>
  Promise.all(
    Array.from({ length: TRIES }, (_, index) => {
      const pool = pools[index % pools.length];
      const actor = as[index % as.length];
      if (!pool || !actor) throw new Error('nobody');
      return work({ ...actor, db: pool.db }, index);
    }),
  );

/** Two transactions that have both read before either writes. */
async function bothAtOnce<T>(work: (tx: Tx, meet: () => Promise<void>) => Promise<T>) {
  let waiting = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const meet = () => {
    waiting += 1;
    if (waiting === 2) open();
    return both;
  };
  return Promise.allSettled([0, 1].map(() => withTx({ ...ctx }, 'control', {}, (tx) => work(tx, meet))));
}

async function due() {
  const user = await createUser(database.db);
  const as = ctx.as(user.actor);
  const { id: entryId } = await createEntry(database.db, { ...world.place, userId: user.id });
  const sent = await submitEntry(as, { entryId, version: 1 });
  if (!sent.ok) throw new Error(sent.reason);
  const bill = one(await database.db.select().from(invoice).where(eq(invoice.entryId, entryId)));
  return { as, entryId, bill };
}
const paymentsOf = (invoiceId: string) =>
  database.db.select().from(payment).where(eq(payment.invoiceId, invoiceId));

/** A payment of the wrong amount: it waits in the cashier's queue. */
async function suspended() {
  const { as, entryId, bill } = await due();
  await startCheckout(as, { entryId, locale: 'fr' });
  const { id, reference } = one(await paymentsOf(bill.id));
  bank.pay(reference ?? '', 400n);
  await settlePayment(ctx, { paymentId: id });
  const item = one(await database.db.select().from(suspenseItem).where(eq(suspenseItem.paymentId, id)));
  return { paymentId: id, reference: reference ?? '', itemId: item.id };
}
const journalsOf = (reference: string) => database.db.$count(journal, eq(journal.reference, reference));

test('two hundred clicks on “pay”: one payment, one page', async () => {
  const { as, entryId, bill } = await due();
  const answers = await tryAll((asked) => startCheckout(asked, { entryId, locale: 'fr' }), [as]);
  const pages = new Set(answers.map((answer) => (answer.ok ? answer.value.redirectUrl : answer.reason)));
  expect(pages.size).toBe(1);
  const { id } = one(await paymentsOf(bill.id));
  expect([...bank.payments.values()].filter(({ paymentId }) => paymentId === id)).toHaveLength(1);
}, 60_000);

test('control: without the lock two clicks find no payment, and make two', async () => {
  const { bill } = await due();
  await bothAtOnce(async (tx, meet) => {
    const before = await tx.db.select().from(payment).where(eq(payment.invoiceId, bill.id));
    await meet();
    if (before.length === 0)
      await checkoutPayment(tx, bank.provider, {
        ...{ organisationId: bill.organisationId, invoiceId: bill.id, schoolInvoiceId: null },
        ...{ number: bill.number, amount: money(bill.total, 'XOF'), locale: 'fr' },
        entriesCloseAt: new Date(TEST_NOW.getTime() + 86_400_000),
      });
  });
  expect((await paymentsOf(bill.id)).length).toBe(2);
});

test('two hundred cashiers at one item: one ends it, and the others are told so', async () => {
  const { itemId } = await suspended();
  const answers = await tryAll(
    (asked, index) =>
      resolveSuspense(asked, {
        itemId,
        decision: index % 2 === 0 ? 'kept' : 'refunded',
        note: 'Payé deux fois',
      }),
    cashiers,
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.reason])))).toEqual(
    new Set(['suspense.resolved']),
  );
  expect(await journalsOf(`suspense:${itemId}:resolved`)).toBe(1);
}, 60_000);

test('control: without the lock two cashiers find the item waiting; the database still takes one end', async () => {
  const { itemId } = await suspended();
  const seen: (Date | null)[] = [];
  const ends = await bothAtOnce(async (tx, meet) => {
    const item = one(await tx.db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId)));
    seen.push(item.resolvedAt);
    await meet();
    await tx.db.update(suspenseItem).set({ resolvedAt: tx.now }).where(eq(suspenseItem.id, itemId));
  });
  expect(seen).toEqual([null, null]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

async function approved() {
  const it = await suspended();
  const [cashier] = cashiers;
  if (!cashier) throw new Error('nobody');
  await resolveSuspense(cashier, { itemId: it.itemId, decision: 'refunded', note: 'Mauvaise somme' });
  const row = one(await database.db.select().from(refund).where(eq(refund.paymentId, it.paymentId)));
  await approveRefund(accountant, { refundId: row.id });
  return { ...it, refundId: row.id };
}

test('a refund against the callback that tells of it, two hundred times: given back once, booked once', async () => {
  const { paymentId, refundId, reference } = await approved();
  await tryAll(async (asked, index) => {
    if (index % 2 === 0) await sendRefund(asked, { refundId });
    else await settlePayment(asked, { paymentId });
  });
  expect(bank.payments.get(reference)?.refunded).toBe(400n);
  expect(one(await database.db.select().from(refund).where(eq(refund.paymentId, paymentId)))).toMatchObject({
    state: 'succeeded',
    origin: 'office',
  });
  const { refunded } = one(await database.db.select().from(payment).where(eq(payment.id, paymentId)));
  expect(refunded).toBe(400n);
  expect(await journalsOf(`refund:${refundId}:paid`)).toBe(1);
}, 60_000);

test('control: without the lock both find the refund under way; the ledger still takes it once', async () => {
  const { refundId } = await approved();
  const seen: string[] = [];
  const ends = await bothAtOnce(async (tx, meet) => {
    const row = one(await tx.db.select().from(refund).where(eq(refund.id, refundId)));
    seen.push(row.state);
    await meet();
    await markRefundPaid(tx, row, { account: 'provider:stripe', reference: null });
  });
  expect(seen).toEqual(['approved', 'approved']);
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [sqlState(end.reason)] : []));
  expect(failures).toHaveLength(1);
  expect(await journalsOf(`refund:${refundId}:paid`)).toBe(1);
});

test('an answer asked for before a refund and read after it takes nothing back', async () => {
  const { paymentId, refundId, reference } = await approved();
  let asked = 0;
  const slow = {
    ...bank.provider,
    async getStatus(of: string) {
      const answer = await bank.provider.getStatus(of);
      asked += 1;
      if (asked === 1) await sendRefund(ctx, { refundId });
      return answer;
    },
  };
  const late = { ...ctx, adapters: { ...ctx.adapters, payments: { stripe: slow } } };
  await settlePayment(late, { paymentId });
  expect(bank.payments.get(reference)?.refunded).toBe(400n);
  expect(one(await database.db.select().from(payment).where(eq(payment.id, paymentId))).refunded).toBe(400n);
  const items = await database.db.select().from(suspenseItem).where(eq(suspenseItem.paymentId, paymentId));
  expect(items.map(({ reason }) => reason)).toEqual(['suspense.wrongAmount']);
  expect(await database.db.$count(refund, eq(refund.paymentId, paymentId))).toBe(1);
});
