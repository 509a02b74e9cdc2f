import { eq, sql } from 'drizzle-orm';
import { beforeAll } from 'vitest';
import { openTill } from '#app/services/counter/open-till.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { invoice, posting } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { createOrganisation } from './create-organisation.ts';
import { createUser, type TestUser } from './create-user.ts';
import { createEntry } from './entry.ts';
import { createRegistrationWorld } from './world.ts';

export type Owing = {
  readonly entryId: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly total: bigint;
};

/** An office with two cashiers, an accountant, a school's head, and candidates who owe. Call it once at the top of the file. */
export function useCounter(database: TestDatabase) {
  let opened: Awaited<ReturnType<typeof build>> | null = null;
  const current = () => {
    if (!opened) throw new Error('useCounter() has nothing before beforeAll has run');
    return opened;
  };
  beforeAll(async () => {
    opened = await build(database);
  });
  const person = (name: 'cashier' | 'second' | 'accountant' | 'head' | 'stranger'): TestContext =>
    current().system.as(current()[name].actor);

  /** A candidate of the school (or of none) who owes; the fee is exact where the test needs it. */
  async function owing(options: { ofSchool?: boolean } = {}): Promise<Owing> {
    const { world, system } = current();
    const user = await createUser(database.db);
    const draft = await createEntry(database.db, {
      ...world.place,
      userId: user.id,
      ...(options.ofSchool === false ? {} : { schoolId: world.school.id }),
    });
    const sent = await submitEntry(system.as(user.actor), { entryId: draft.id, version: 1 });
    if (!sent.ok) throw new Error(sent.reason);
    const [bill] = await database.db.select().from(invoice).where(eq(invoice.entryId, draft.id));
    if (!bill) throw new Error('no invoice');
    return { entryId: draft.id, invoiceId: bill.id, number: bill.number, total: bill.total };
  }

  /** A drawer of a new cashier of this office. */
  async function drawer(float = '10000'): Promise<{ as: TestContext; tillId: string; user: TestUser }> {
    const { world, system } = current();
    const organisationId = world.office.id;
    const user = await createUser(database.db, { grants: [{ role: 'cashier', organisationId }] });
    const as = system.as(user.actor);
    const till = await openTill(as, { organisationId, float });
    if (!till.ok) throw new Error(till.reason);
    return { as, tillId: till.value.tillId, user };
  }

  async function balance(account: string): Promise<bigint> {
    const [row] = await database.db
      .select({ sum: sql<string>`coalesce(sum(${posting.amount}), 0)::text` })
      .from(posting)
      .where(eq(posting.account, account));
    return BigInt(row?.sum ?? '0');
  }
  /** The sum of every posting: the ledger is in balance when it is zero. */
  async function wholeLedger(): Promise<bigint> {
    const [row] = await database.db
      .select({ sum: sql<string>`coalesce(sum(${posting.amount}), 0)::text` })
      .from(posting);
    return BigInt(row?.sum ?? '0');
  }
  async function statesOf({ entryId, invoiceId }: Owing): Promise<readonly [string, string]> {
    const [bill] = await database.db.select().from(invoice).where(eq(invoice.id, invoiceId));
    const [row] = await database.db.select().from(entry).where(eq(entry.id, entryId));
    return [bill?.state ?? '', row?.state ?? ''];
  }
  return {
    get world() {
      return current().world;
    },
    get system() {
      return current().system;
    },
    person,
    owing,
    drawer,
    balance,
    wholeLedger,
    statesOf,
  };
}

async function build(database: TestDatabase) {
  const world = await createRegistrationWorld(database.db);
  const organisationId = world.office.id;
  const elsewhere = await createOrganisation(database.db);
  const system = testContext(database);
  const holding = (role: 'cashier' | 'accountant') =>
    createUser(database.db, { grants: [{ role, organisationId }] });
  return {
    world,
    system,
    cashier: await holding('cashier'),
    second: await holding('cashier'),
    accountant: await holding('accountant'),
    head: await createUser(database.db, {
      grants: [{ role: 'schoolHead', organisationId, schoolId: world.school.id }],
    }),
    stranger: await createUser(database.db, {
      grants: (['cashier', 'accountant', 'schoolHead'] as const).map((role) => ({
        role,
        organisationId: elsewhere.id,
      })),
    }),
  };
}
