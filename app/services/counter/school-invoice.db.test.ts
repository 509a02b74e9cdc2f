import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';
import { schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { type Owing, useCounter } from '#tests/factories/counter.ts';
import { createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { cancelSchoolInvoice } from './cancel-school-invoice.server.ts';
import { createSchoolInvoice, gatherInvoices } from './create-school-invoice.server.ts';
import { findBill } from './find-bill.server.ts';
import { recordCash } from './record-cash.server.ts';

const database = useDatabase();
const counter = useCounter(database);
let receipts = 0;
const receiptNumber = () => `S-${++receipts}`;
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};
const place = () => ({ schoolId: counter.world.school.id, sittingId: counter.world.sitting.id });
const create = (entryIds?: readonly string[]) =>
  createSchoolInvoice(counter.person('head'), { ...place(), ...(entryIds ? { entryIds } : {}) });
const some = async (count: number): Promise<Owing[]> => {
  const made: Owing[] = [];
  for (let at = 0; at < count; at += 1) made.push(await counter.owing());
  return made;
};
const itemsOf = (id: string) =>
  database.db
    .select()
    .from(schoolInvoiceItem)
    .where(eq(schoolInvoiceItem.schoolInvoiceId, id))
    .orderBy(asc(schoolInvoiceItem.position));
const stateOf = async (id: string) =>
  (await database.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, id)))[0]?.state;

/** Nobody of the school owes: each test has its own. */
beforeEach(async () => {
  const left = await create();
  if (!left.ok) return;
  const { as } = await counter.drawer();
  const [row] = await database.db
    .select()
    .from(schoolInvoice)
    .where(eq(schoolInvoice.id, left.value.schoolInvoiceId));
  value(
    await recordCash(as, {
      kind: 'schoolInvoice',
      id: left.value.schoolInvoiceId,
      amount: String(row?.total),
      receiptNumber: receiptNumber(),
    }),
  );
});

describe('a school’s invoice', () => {
  test('gathers who owes, in the order of their numbers, under the next number', async () => {
    const bills = await some(3);
    await counter.owing({ ofSchool: false });
    const made = value(await create());
    expect(made.number).toMatch(/^FE-2027-\d{6}$/);
    expect(made.candidates).toBe(3);
    const items = await itemsOf(made.schoolInvoiceId);
    expect(items.map(({ invoiceId }) => invoiceId)).toEqual(bills.map(({ invoiceId }) => invoiceId));
    const [row] = await database.db
      .select()
      .from(schoolInvoice)
      .where(eq(schoolInvoice.id, made.schoolInvoiceId));
    expect(row).toMatchObject({ state: 'open', total: bills.reduce((sum, { total }) => sum + total, 0n) });
    expect(await create()).toMatchObject({ reason: 'schoolInvoice.nothingDue' });
  });
  test('or only those chosen, and nobody of another school', async () => {
    const [one, two] = await some(2);
    const stranger = await counter.owing({ ofSchool: false });
    const made = value(await create([two?.entryId ?? '', stranger.entryId]));
    expect((await itemsOf(made.schoolInvoiceId)).map(({ invoiceId }) => invoiceId)).toEqual([two?.invoiceId]);
    expect(value(await create()).candidates).toBe(1);
    expect(one).toBeDefined();
  });
  test('is the head’s of that school, or a cashier’s, and nobody else’s', async () => {
    await some(1);
    const other = await createSchool(database.db, {
      organisationId: counter.world.office.id,
      regionId: counter.world.region.id,
    });
    const nextDoor = await createUser(database.db, {
      grants: [{ role: 'schoolHead', organisationId: counter.world.office.id, schoolId: other.id }],
    });
    for (const as of [
      counter.system.as(nextDoor.actor),
      counter.person('accountant'),
      counter.person('stranger'),
    ])
      expect(await createSchoolInvoice(as, place())).toMatchObject({ reason: 'school.notFound' });
    expect(
      await createSchoolInvoice(counter.person('head'), { ...place(), sittingId: crypto.randomUUID() }),
    ).toMatchObject({ reason: 'school.notFound' });
    const made = value(await createSchoolInvoice(counter.person('cashier'), place()));
    for (const as of [counter.system.as(nextDoor.actor), counter.person('stranger')])
      expect(await cancelSchoolInvoice(as, made)).toMatchObject({ reason: 'schoolInvoice.notFound' });
  });
  test('not after entries closed', async () => {
    await some(1);
    const at = eq(sitting.id, counter.world.sitting.id);
    const { entriesCloseAt } = counter.world.sitting;
    await database.db
      .update(sitting)
      .set({ entriesCloseAt: new Date('2027-02-01T00:00:00Z') })
      .where(at);
    expect(await create()).toMatchObject({ reason: 'schoolInvoice.closed' });
    await database.db.update(sitting).set({ entriesCloseAt }).where(at);
  });
});

describe('paying it at the counter', () => {
  test('in parts: candidates are paid in whole, in order, until nothing is due', async () => {
    const bills = await some(3);
    const each = bills[0]?.total ?? 0n;
    const { schoolInvoiceId } = value(await create());
    const { as, tillId } = await counter.drawer();
    const pay = (amount: bigint) =>
      recordCash(as, {
        kind: 'schoolInvoice',
        id: schoolInvoiceId,
        amount: String(amount),
        receiptNumber: receiptNumber(),
      });
    value(await pay(each + 1n));
    const paid = async () => (await Promise.all(bills.map(counter.statesOf))).map(([state]) => state);
    expect(await paid()).toEqual(['paid', 'open', 'open']);
    expect(await pay(each * 2n)).toMatchObject({ reason: 'cash.tooMuch' });
    value(await pay(each * 2n - 1n));
    expect(await paid()).toEqual(['paid', 'paid', 'paid']);
    expect(await stateOf(schoolInvoiceId)).toBe('paid');
    expect(await pay(1n)).toMatchObject({ reason: 'cash.alreadyPaid' });
    expect(await counter.balance(`till:${tillId}`)).toBe(each * 3n);
    expect(await counter.wholeLedger()).toBe(0n);
  });
  test('a candidate who pays alone meanwhile is passed over', async () => {
    const [first, second] = await some(2);
    const { schoolInvoiceId } = value(await create());
    const { as } = await counter.drawer();
    const alone = { kind: 'invoice', id: first?.invoiceId ?? '', amount: String(first?.total) } as const;
    value(await recordCash(as, { ...alone, receiptNumber: receiptNumber() }));
    const school = { kind: 'schoolInvoice', id: schoolInvoiceId } as const;
    expect(
      await recordCash(as, {
        ...school,
        amount: String((second?.total ?? 0n) + 1n),
        receiptNumber: receiptNumber(),
      }),
    ).toMatchObject({ reason: 'cash.tooMuch' });
    value(await recordCash(as, { ...school, amount: String(second?.total), receiptNumber: receiptNumber() }));
    expect(await stateOf(schoolInvoiceId)).toBe('paid');
  });
  test('a candidate who withdraws is no longer due', async () => {
    const [first, second] = await some(2);
    const { schoolInvoiceId } = value(await create());
    value(await withdrawEntry(counter.system, { entryId: first?.entryId ?? '' }));
    const { as } = await counter.drawer();
    value(
      await recordCash(as, {
        kind: 'schoolInvoice',
        id: schoolInvoiceId,
        amount: String(second?.total),
        receiptNumber: receiptNumber(),
      }),
    );
    expect(await stateOf(schoolInvoiceId)).toBe('paid');
  });
});

describe('cancelling it', () => {
  test('frees its candidates, while nothing is paid', async () => {
    await some(2);
    const made = value(await create());
    value(await cancelSchoolInvoice(counter.person('head'), made));
    expect((await itemsOf(made.schoolInvoiceId)).every(({ releasedAt }) => releasedAt !== null)).toBe(true);
    expect(await cancelSchoolInvoice(counter.person('head'), made)).toMatchObject({
      reason: 'schoolInvoice.notOpen',
    });
    const again = value(await create());
    expect(again.candidates).toBe(2);
    const { as } = await counter.drawer();
    value(
      await recordCash(as, {
        kind: 'schoolInvoice',
        id: again.schoolInvoiceId,
        amount: '1',
        receiptNumber: receiptNumber(),
      }),
    );
    expect(await cancelSchoolInvoice(counter.person('head'), again)).toMatchObject({
      reason: 'schoolInvoice.partlyPaid',
    });
    const closed = {
      kind: 'schoolInvoice',
      id: made.schoolInvoiceId,
      amount: '1',
      receiptNumber: receiptNumber(),
    } as const;
    expect((await recordCash(as, closed)).ok).toBe(false);
  });
});

describe('at once', () => {
  const live = (invoiceId: string) =>
    database.db.$count(
      schoolInvoiceItem,
      and(eq(schoolInvoiceItem.invoiceId, invoiceId), isNull(schoolInvoiceItem.releasedAt)),
    );

  test('50 clicks make one invoice, and the numbers have no gap', async () => {
    const bills = await some(2);
    const before = await database.db.$count(schoolInvoice);
    const answers = await Promise.all(Array.from({ length: 50 }, () => create()));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.every((one) => one.ok || one.reason === 'schoolInvoice.nothingDue')).toBe(true);
    for (const { invoiceId } of bills) expect(await live(invoiceId)).toBe(1);
    const numbers = (await database.db.select().from(schoolInvoice)).map(({ number }) =>
      Number(number.slice(-6)),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: before + 1 }, (_, at) => at + 1));
  });

  test('a candidate who pays alone just then is in no invoice that waits for their money', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [alone, other] = await some(2);
      const { as } = await counter.drawer();
      const cash = { kind: 'invoice', id: alone?.invoiceId ?? '', amount: String(alone?.total) } as const;
      const [made, paid] = await Promise.all([
        create(),
        recordCash(as, { ...cash, receiptNumber: receiptNumber() }),
      ]);
      const { schoolInvoiceId } = value(made);
      value(paid);
      const due = await findBill(database.db, { kind: 'schoolInvoice', id: schoolInvoiceId });
      expect(due?.due.minor).toBe(other?.total);
      const rest = { kind: 'schoolInvoice', id: schoolInvoiceId, amount: String(other?.total) } as const;
      value(await recordCash(as, { ...rest, receiptNumber: receiptNumber() }));
      expect(await stateOf(schoolInvoiceId)).toBe('paid');
    }
    expect(await counter.wholeLedger()).toBe(0n);
  });

  test('control: without the lock and the index, one candidate is in two invoices', async () => {
    const [bill] = await some(1);
    await database.sql`drop index school_invoice_item_once`;
    // The second reads before the first has written, and waits for it no longer than for the candidate's row.
    const isBlocked = async () => {
      const rows = await database.sql`select 1 from pg_stat_activity
        where application_name = 'palmares:control' and wait_event_type = 'Lock'`;
      return rows.length > 0;
    };
    let second: Promise<{ readonly ok: boolean }> | undefined;
    const gather = (year: number, then: () => Promise<void> = async () => undefined) =>
      withTx(counter.person('head'), 'control', {}, async (tx) => {
        const made = await gatherInvoices(counter.person('head'), tx, {
          ...place(),
          organisationId: counter.world.office.id,
          year,
          currency: 'XOF',
        });
        await then();
        return made;
      });
    const first = await gather(2030, async () => {
      second = gather(2031);
      await expect.poll(isBlocked, { timeout: 10_000 }).toBe(true);
    });
    const answers = [first, await second];
    expect(answers.filter((one) => one?.ok)).toHaveLength(2);
    expect(await live(bill?.invoiceId ?? '')).toBe(2);
    await database.sql`update school_invoice_item set released_at = now() where released_at is null`;
    await database.sql`create unique index school_invoice_item_once on school_invoice_item (invoice_id) where released_at is null`;
  });
});
