import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { recordProviderEvent } from '#app/services/fees/record-provider-event.server.ts';
import { startCheckout } from '#app/services/fees/start-checkout.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { invoice, journal, payment, posting, suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { receiveWebhooks, type WebhookReceiver } from '#tests/fakes/receive-webhooks.ts';
import { type StripeFake, startStripe } from '#tests/fakes/stripe/start-stripe.ts';
import type { TestDatabase } from './database.ts';
import { type TestContext, testContext } from './test-context.ts';

type Stage = {
  readonly world: Awaited<ReturnType<typeof createRegistrationWorld>>;
  /** Keeps the callbacks sent since the test began. */
  readonly endpoint: WebhookReceiver;
  /** On the test's own clock. */
  readonly fake: StripeFake;
  readonly system: TestContext;
};

/** An entry sent, with its invoice due. */
export type Due = {
  readonly as: TestContext;
  readonly entryId: string;
  readonly invoiceId: string;
  readonly userId: string;
};

export function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} rows instead of one`);
  return row;
}

export async function checkout({ as, entryId }: Due): Promise<string> {
  const verdict = await startCheckout(as, { entryId, locale: 'fr' });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value.redirectUrl;
}

export const payAt = (url: string, action = 'pay') =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ action }), redirect: 'manual' });

/** A Stripe that remembers and an office to be paid. Call it once at the top of the file, after `useDatabase`. */
export function useStage(database: TestDatabase): Stage {
  let opened: Stage | null = null;
  const current = () => {
    if (!opened) throw new Error('useStage() has nothing before beforeAll has run');
    return opened;
  };
  beforeAll(async () => {
    const world = await createRegistrationWorld(database.db);
    const endpoint = await receiveWebhooks();
    let clock = () => new Date();
    const fake = await startStripe({
      webhookUrl: endpoint.url,
      webhookSecret: 'whsec_test',
      retryDelaysMs: [10],
      clock: () => clock(),
    });
    const system = testContext(database, { adapters: { payments: { stripe: createStripeProvider(fake) } } });
    clock = system.clock;
    opened = { world, endpoint, fake, system };
  });
  beforeEach(() => {
    current().endpoint.received.length = 0;
  });
  afterAll(async () => {
    await opened?.fake.close();
    await opened?.endpoint.close();
  });
  return {
    get world() {
      return current().world;
    },
    get endpoint() {
      return current().endpoint;
    },
    get fake() {
      return current().fake;
    },
    get system() {
      return current().system;
    },
  };
}

/** What the books say, read past the services. */
export function useBooks(database: TestDatabase, stage: Stage) {
  async function due(): Promise<Due> {
    const user = await createUser(database.db);
    const as = stage.system.as(user.actor);
    const { id: entryId } = await createEntry(database.db, { ...stage.world.place, userId: user.id });
    const sent = await submitEntry(as, { entryId, version: 1 });
    if (!sent.ok) throw new Error(sent.reason);
    const bill = one(await database.db.select().from(invoice).where(eq(invoice.entryId, entryId)));
    return { as, entryId, invoiceId: bill.id, userId: user.id };
  }
  const paymentsOf = ({ invoiceId }: Due) =>
    database.db.select().from(payment).where(eq(payment.invoiceId, invoiceId)).orderBy(payment.createdAt);
  const paymentOf = async (it: Due) => one(await paymentsOf(it));
  const entryState = async ({ entryId }: Due) =>
    one(await database.db.select().from(entry).where(eq(entry.id, entryId))).state;
  const invoiceState = async ({ invoiceId }: Due) =>
    one(await database.db.select().from(invoice).where(eq(invoice.id, invoiceId))).state;
  const deliver = async () => {
    await stage.fake.settled();
    return Promise.all(
      stage.endpoint.received.map((callback) =>
        recordProviderEvent(stage.system, { provider: 'stripe', ...callback }),
      ),
    );
  };
  const queued = async (task: string) =>
    (await database.sql`select key from graphile_worker.jobs where task_identifier = ${task}`).map(
      ({ key }) => String(key),
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

  return {
    due,
    paymentsOf,
    paymentOf,
    entryState,
    invoiceState,
    deliver,
    queued,
    settledJournals,
    balance,
    suspended,
    expectPaid,
  };
}
