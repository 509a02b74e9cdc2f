import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';
import { checkAuditChain } from '#db/audit-chain.ts';
import { invoice, journal, payment, posting, providerEvent, suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { sqlState, withTx } from '#db/tx.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { receiveWebhooks, type WebhookReceiver } from '#tests/fakes/stripe/receive-webhooks.ts';
import { type StripeFake, startStripe } from '#tests/fakes/stripe/start-stripe.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { pollPayments } from './poll-payments.server.ts';
import { recordProviderEvent } from './record-provider-event.server.ts';
import { settlePayment } from './settle-payment.server.ts';
import { startCheckout } from './start-checkout.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let endpoint: WebhookReceiver;
let fake: StripeFake;
let system: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  endpoint = await receiveWebhooks();
  let clock = () => new Date();
  fake = await startStripe({
    webhookUrl: endpoint.url,
    webhookSecret: 'whsec_test',
    retryDelaysMs: [10],
    clock: () => clock(),
  });
  system = testContext(database, { adapters: { payments: createStripeProvider(fake) } });
  clock = system.clock;
});
afterAll(async () => {
  await fake.close();
  await endpoint.close();
});
beforeEach(() => {
  endpoint.received.length = 0;
});

/** An entry sent, with its invoice due. */
async function due() {
  const user = await createUser(database.db);
  const as = system.as(user.actor);
  const { id: entryId } = await createEntry(database.db, { ...world.place, userId: user.id });
  const sent = await submitEntry(as, { entryId, version: 1 });
  if (!sent.ok) throw new Error(sent.reason);
  const bill = one(await database.db.select().from(invoice).where(eq(invoice.entryId, entryId)));
  return { as, entryId, invoiceId: bill.id, userId: user.id };
}
type Due = Awaited<ReturnType<typeof due>>;

function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows instead of one`);
  return row;
}
async function checkout({ as, entryId }: Due): Promise<string> {
  const verdict = await startCheckout(as, { entryId, locale: 'fr' });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value.redirectUrl;
}
const payAt = (url: string, action = 'pay') =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' });
const paymentsOf = ({ invoiceId }: Due) =>
  database.db.select().from(payment).where(eq(payment.invoiceId, invoiceId)).orderBy(payment.createdAt);
const paymentOf = async (it: Due) => one(await paymentsOf(it));
const entryState = async ({ entryId }: Due) =>
  one(await database.db.select().from(entry).where(eq(entry.id, entryId))).state;
const invoiceState = async ({ invoiceId }: Due) =>
  one(await database.db.select().from(invoice).where(eq(invoice.id, invoiceId))).state;
const deliver = async () => {
  await fake.settled();
  return Promise.all(endpoint.received.map((callback) => recordProviderEvent(system, callback)));
};
const queued = async (task: string) =>
  (await database.sql`select key from graphile_worker.jobs where task_identifier = ${task}`).map(({ key }) =>
    String(key),
  );
const settledJournals = (paymentId: string) =>
  database.db
    .select()
    .from(journal)
    .where(eq(journal.reference, `payment:${paymentId}:settled`));
const balance = async (account: string) =>
  BigInt(
    one(
      await database.db
        .select({ sum: sql<string>`coalesce(sum(${posting.amount}), 0)::text` })
        .from(posting)
        .where(eq(posting.account, account)),
    ).sum,
  );
const suspended = (paymentId: string) =>
  database.db.select().from(suspenseItem).where(eq(suspenseItem.paymentId, paymentId));

async function expectPaid(it: Due, paymentId: string) {
  expect(await settledJournals(paymentId)).toHaveLength(1);
  expect(await balance(`receivable:${it.invoiceId}`)).toBe(0n);
  expect([await invoiceState(it), await entryState(it)]).toEqual(['paid', 'paid']);
  expect((await queued('issue-receipt')).filter((key) => key === `receipt:${paymentId}`)).toHaveLength(1);
  const told =
    await database.sql`select * from message where user_id = ${it.userId} and template = 'paymentReceived'`;
  expect(told).toHaveLength(1);
}

describe('opening the payment page', () => {
  test('the payment is stored with its reference, in whole francs, and asked for again it is the same page', async () => {
    const it = await due();
    const url = await checkout(it);
    const row = await paymentOf(it);
    expect(row).toMatchObject({ state: 'pending', currency: 'XOF', amount: 16_000n, redirectUrl: url });
    expect(fake.state.sessions[row.reference ?? '']).toMatchObject({ amount_total: 16_000, currency: 'xof' });
    expect(await checkout(it)).toBe(url);
    expect(await paymentsOf(it)).toHaveLength(1);
  });

  test('five clicks at once open one page', async () => {
    const it = await due();
    const urls = await Promise.all([1, 2, 3, 4, 5].map(() => checkout(it)));
    expect(new Set(urls).size).toBe(1);
    expect(await paymentsOf(it)).toHaveLength(1);
  });

  test('killed between the call and the storing, it continues the same payment', async () => {
    const it = await due();
    const url = await checkout(it);
    const { id, reference } = await paymentOf(it);
    await database.db
      .update(payment)
      .set({ state: 'created', reference: null, redirectUrl: null })
      .where(eq(payment.id, id));
    expect(await checkout(it)).toBe(url);
    expect(await paymentOf(it)).toMatchObject({ id, reference, state: 'pending' });
  });

  test('a provider that is down leaves a payment to continue', async () => {
    const it = await due();
    fake.behaviour.failRequests = 3;
    await expect(checkout(it)).rejects.toThrow();
    fake.behaviour.failRequests = 0;
    expect(await paymentOf(it)).toMatchObject({ state: 'created', reference: null });
    await checkout(it);
    expect(await paymentOf(it)).toMatchObject({ state: 'pending' });
  });

  test('an answer lost on the way does not open a second page', async () => {
    const it = await due();
    fake.behaviour.loseAnswers = 1;
    await checkout(it);
    const { id } = await paymentOf(it);
    expect(
      Object.values(fake.state.sessions).filter((session) => session.client_reference_id === id),
    ).toHaveLength(1);
  });

  test('a page that closed gives way to another', async () => {
    const it = await due();
    const first = await checkout(it);
    system.advance({ days: 2 });
    expect(await checkout(it)).not.toBe(first);
    expect((await paymentsOf(it)).map(({ state }) => state)).toEqual(['expired', 'pending']);
  });

  test('what was just paid is not asked for again, though no callback came', async () => {
    const it = await due();
    await payAt(await checkout(it));
    expect(await startCheckout(it.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'payment.alreadyPaid',
    });
    await expectPaid(it, (await paymentOf(it)).id);
  });

  test('strangers, drafts and closed sittings open nothing', async () => {
    const it = await due();
    const other = await due();
    expect(await startCheckout(other.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'entry.notFound',
    });
    const draft = await createEntry(database.db, {
      ...world.place,
      userId: (await createUser(database.db)).id,
    });
    expect(await startCheckout(system.as(SYSTEM), { entryId: draft.id, locale: 'fr' })).toMatchObject({
      reason: 'payment.nothingDue',
    });
    system.advance({ days: 40 });
    expect(await startCheckout(it.as, { entryId: it.entryId, locale: 'fr' })).toMatchObject({
      reason: 'sitting.closed',
    });
    system.advance({ days: -40 });
  });
});

describe('callbacks', () => {
  test('a signed one is stored once, queued once, and settles; sent again it changes nothing', async () => {
    const it = await due();
    fake.behaviour.duplicateWebhooks = 2;
    await payAt(await checkout(it));
    await fake.settled();
    fake.behaviour.duplicateWebhooks = 0;
    const verdicts = await deliver();
    expect(verdicts.length).toBeGreaterThanOrEqual(3);
    expect(verdicts.every(({ ok }) => ok)).toBe(true);
    const { id, reference } = await paymentOf(it);
    const events = new Set(endpoint.received.map(({ rawBody }) => String(JSON.parse(rawBody).id)));
    const stored = await database.db.select().from(providerEvent);
    expect(stored.filter(({ eventId }) => events.has(eventId))).toHaveLength(events.size);
    expect(stored.some((row) => row.reference === reference)).toBe(true);
    expect((await queued('settle-payment')).filter((key) => key === `settle:${id}`)).toHaveLength(1);
    expect(await settlePayment(system, { paymentId: id })).toEqual({
      ok: true,
      value: { outcome: 'settle' },
    });
    expect(await settlePayment(system, { paymentId: id })).toEqual({
      ok: true,
      value: { outcome: 'alreadySettled' },
    });
    await expectPaid(it, id);
  });

  test('one with another signature, or a changed body, is refused and not stored', async () => {
    const it = await due();
    await payAt(await checkout(it));
    await fake.settled();
    const [callback] = endpoint.received;
    if (!callback) throw new Error('no callback');
    const before = await database.db.$count(providerEvent);
    const forged = { ...callback, rawBody: callback.rawBody.replace('evt_', 'evt_x') };
    expect(await recordProviderEvent(system, forged)).toMatchObject({ reason: 'callback.badSignature' });
    expect(await recordProviderEvent(system, { ...callback, headers: new Headers() })).toMatchObject({
      reason: 'callback.badSignature',
    });
    expect(await database.db.$count(providerEvent)).toBe(before);
  });

  test('a callback brings the reference back to a payment that lost it, even after its page closed', async () => {
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    await database.db
      .update(payment)
      .set({ state: 'created', reference: null, redirectUrl: null })
      .where(eq(payment.id, id));
    await deliver();
    system.advance({ days: 2 });
    await settlePayment(system, { paymentId: id });
    await expectPaid(it, id);
  });
});

describe('settling', () => {
  test('two callbacks and the poll at once: one settlement', async () => {
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    const others = [database.connect(), database.connect()].map(({ db }) => ({ ...system, db }));
    const verdicts = await Promise.all(
      [system, ...others, system, ...others].map((ctx) => settlePayment(ctx, { paymentId: id })),
    );
    const outcomes = verdicts.map((verdict) => (verdict.ok ? verdict.value.outcome : verdict.reason));
    expect(outcomes.filter((outcome) => outcome === 'settle')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'alreadySettled')).toHaveLength(5);
    await expectPaid(it, id);
  });

  test('control: without the lock two read the payment as unpaid; the ledger still takes one', async () => {
    const it = await due();
    await checkout(it);
    const { id, organisationId } = await paymentOf(it);
    let waiting = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const seen: string[] = [];
    const settleUnlocked = () =>
      withTx(system, 'control', {}, async (tx) => {
        seen.push(one(await tx.db.select().from(payment).where(eq(payment.id, id))).state);
        waiting += 1;
        if (waiting === 2) open();
        await both;
        const head = { organisationId, reference: `payment:${id}:settled`, memo: 'control', at: tx.now };
        const [row] = await tx.db.insert(journal).values(head).returning();
        const line = { journalId: row?.id ?? 0n, currency: 'XOF' };
        await tx.db.insert(posting).values([
          { ...line, account: 'control', amount: 1n },
          { ...line, account: 'control', amount: -1n },
        ]);
      });
    const results = await Promise.allSettled([settleUnlocked(), settleUnlocked()]);
    expect(seen).toEqual(['pending', 'pending']);
    const failures = results.flatMap((result) =>
      result.status === 'rejected' ? [sqlState(result.reason)] : [],
    );
    expect(failures).toEqual(['23505']);
  });

  test('a callback that never comes: the poll finds it after five minutes, not before', async () => {
    const it = await due();
    fake.behaviour.dropNext = 5;
    await payAt(await checkout(it));
    fake.behaviour.dropNext = 0;
    const { id } = await paymentOf(it);
    await pollPayments(system);
    expect(await queued('settle-payment')).not.toContain(`settle:${id}`);
    system.advance({ minutes: 6 });
    expect(await pollPayments(system)).toBeGreaterThanOrEqual(1);
    expect(await queued('settle-payment')).toContain(`settle:${id}`);
    await settlePayment(system, { paymentId: id });
    await expectPaid(it, id);
  });

  test('refused, then paid: the reason is kept, then the payment succeeds', async () => {
    const it = await due();
    const url = await checkout(it);
    await payAt(url, 'decline');
    const { id } = await paymentOf(it);
    expect(await settlePayment(system, { paymentId: id })).toMatchObject({
      value: { outcome: 'notPaid', state: 'pending' },
    });
    expect(await paymentOf(it)).toMatchObject({ state: 'pending', lastError: 'card_declined' });
    expect(await entryState(it)).toBe('submitted');
    await payAt(url);
    await settlePayment(system, { paymentId: id });
    expect(await paymentOf(it)).toMatchObject({ state: 'succeeded', lastError: null });
    await expectPaid(it, id);
  });

  test.each(['failed', 'expired'] as const)(
    '“%s” is not final: money that comes after it settles',
    async (state) => {
      const it = await due();
      await payAt(await checkout(it));
      const { id } = await paymentOf(it);
      await database.db.update(payment).set({ state }).where(eq(payment.id, id));
      await settlePayment(system, { paymentId: id });
      await expectPaid(it, id);
    },
  );

  test('another amount is suspended and never pays the entry', async () => {
    const it = await due();
    fake.behaviour.wrongAmount = 400;
    await payAt(await checkout(it));
    fake.behaviour.wrongAmount = null;
    const { id } = await paymentOf(it);
    const before = await balance('suspense');
    expect(await settlePayment(system, { paymentId: id })).toMatchObject({ value: { outcome: 'suspend' } });
    await settlePayment(system, { paymentId: id });
    expect(one(await suspended(id))).toMatchObject({
      reason: 'suspense.wrongAmount',
      amount: 400n,
      currency: 'XOF',
    });
    expect(await balance('suspense')).toBe(before - 400n);
    expect(await paymentOf(it)).toMatchObject({ state: 'succeeded' });
    expect([await invoiceState(it), await entryState(it)]).toEqual(['open', 'submitted']);
    expect(await balance(`receivable:${it.invoiceId}`)).toBe(16_000n);
  });

  test('a second payment of one invoice, even at the same moment, is suspended; the entry stays paid once', async () => {
    const it = await due();
    const first = await checkout(it);
    await database.db
      .update(payment)
      .set({ expiresAt: system.clock() })
      .where(eq(payment.invoiceId, it.invoiceId));
    const second = await checkout(it);
    await Promise.all([payAt(first), payAt(second)]);
    const rows = await paymentsOf(it);
    expect(rows).toHaveLength(2);
    const verdicts = await Promise.all(rows.map(({ id }) => settlePayment(system, { paymentId: id })));
    const outcomes = verdicts.map((verdict) => (verdict.ok ? verdict.value.outcome : verdict.reason));
    expect(outcomes.sort()).toEqual(['settle', 'suspend']);
    const items = (await Promise.all(rows.map(({ id }) => suspended(id)))).flat();
    expect(one(items)).toMatchObject({ reason: 'suspense.paidTwice', amount: 16_000n });
    const paid = rows.find(({ id }) => id !== one(items).paymentId);
    await expectPaid(it, paid?.id ?? '');
  });

  test('money for a withdrawn entry is suspended', async () => {
    const it = await due();
    const url = await checkout(it);
    await withdrawEntry(it.as, { entryId: it.entryId });
    await payAt(url);
    const { id } = await paymentOf(it);
    await settlePayment(system, { paymentId: id });
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.entryWithdrawn' });
    expect([await invoiceState(it), await entryState(it)]).toEqual(['cancelled', 'withdrawn']);
  });

  test('money that comes when seats are given is suspended', async () => {
    const it = await due();
    await payAt(await checkout(it));
    const { id } = await paymentOf(it);
    await database.db.update(sitting).set({ state: 'seated' }).where(eq(sitting.id, world.sitting.id));
    await settlePayment(system, { paymentId: id });
    await database.db.update(sitting).set({ state: 'open' }).where(eq(sitting.id, world.sitting.id));
    expect(one(await suspended(id))).toMatchObject({ reason: 'suspense.late' });
    expect(await entryState(it)).toBe('submitted');
  });

  test('a payment the provider does not know, or says is another’s, moves nothing', async () => {
    const it = await due();
    await checkout(it);
    const other = await due();
    await payAt(await checkout(other));
    const { id } = await paymentOf(it);
    await database.db.update(payment).set({ reference: 'cs_test_gone' }).where(eq(payment.id, id));
    expect(await settlePayment(system, { paymentId: id })).toMatchObject({
      reason: 'payment.unknownToProvider',
    });
    const { id: otherId, reference } = await paymentOf(other);
    await database.db.update(payment).set({ reference: 'cs_test_moved' }).where(eq(payment.id, otherId));
    await database.db.update(payment).set({ reference }).where(eq(payment.id, id));
    await expect(settlePayment(system, { paymentId: id })).rejects.toThrow(/another payment/);
    expect(await entryState(it)).toBe('submitted');
  });
});

test('the ledger sums to zero, the provider’s account is what it really holds, and the audit chain holds', async () => {
  const sums = await database.sql`select currency, sum(amount)::text as sum from posting group by currency`;
  expect(sums.every(({ sum }) => sum === '0')).toBe(true);
  const held = await database.sql<
    { sum: string }[]
  >`select sum(amount)::text as sum from posting where account = 'provider:stripe'`;
  const booked = await database.db.select().from(payment).where(eq(payment.state, 'succeeded'));
  const references = new Set(booked.map(({ reference }) => reference));
  const received = Object.values(fake.state.sessions)
    .filter((session) => references.has(session.id))
    .map(({ payment_intent }) => fake.state.paymentIntents[String(payment_intent)]?.amount_received ?? 0);
  expect(held[0]?.sum).toBe(String(received.reduce((sum, amount) => sum + amount, 0)));
  expect(await checkAuditChain(database.db)).not.toHaveProperty('broken');
});
