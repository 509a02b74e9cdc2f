import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { invoice, invoiceLine, journal, posting } from '#db/schema/fees.ts';
import { entry, entryCounter } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { type CreateEntry, createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { resubmitEntry } from './resubmit-entry.server.ts';
import { saveStep } from './save-step.server.ts';
import { submitEntry } from './submit-entry.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let ctx: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  ctx = testContext(database);
});

async function ready(values: Partial<CreateEntry> = {}) {
  const user = await createUser(database.db);
  const row = await createEntry(database.db, { ...world.place, ...values, userId: user.id });
  return { as: ctx.as(user.actor), entryId: row.id };
}
const rowOf = async (id: string) => (await database.db.select().from(entry).where(eq(entry.id, id)))[0];
const invoiceOf = async (id: string) =>
  (await database.db.select().from(invoice).where(eq(invoice.entryId, id)))[0] ?? expect.fail('no invoice');
const balances = async (invoiceId: string) => {
  const rows = await database.db
    .select({ account: posting.account, sum: sql<string>`sum(${posting.amount})::text` })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .where(sql`${journal.reference} like ${`invoice:${invoiceId}:%`}`)
    .groupBy(posting.account);
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
};

describe('submitting', () => {
  test('numbers the entry and freezes its price, line by line, in invoice and ledger', async () => {
    const { as, entryId } = await ready({ options: ['DES', 'MUS'] });
    const verdict = await submitEntry(as, { entryId, version: 1 });
    expect(verdict).toMatchObject({ ok: true, value: { total: 17_000n } });
    const row = await rowOf(entryId);
    expect(row).toMatchObject({ state: 'submitted', version: 2 });
    expect(row?.number).toMatch(/^BAC-2027-\d{6}$/);
    const bill = await invoiceOf(entryId);
    expect(bill).toMatchObject({
      number: `F-${row?.number}`,
      total: 17_000n,
      currency: 'XOF',
      state: 'open',
    });
    const lines = await database.db
      .select()
      .from(invoiceLine)
      .where(eq(invoiceLine.invoiceId, bill.id))
      .orderBy(invoiceLine.position);
    expect(lines.map(({ code, amount }) => [code, amount])).toEqual([
      ['registration-free', 12_000n],
      ['practical', 1_000n],
      ['optional-paper:DES', 500n],
      ['optional-paper:MUS', 500n],
      ['late', 3_000n],
    ]);
    expect(lines[2]?.label.fr).toContain('Dessin');
    expect(await balances(bill.id)).toEqual({ [`receivable:${bill.id}`]: '17000', 'income:fees': '-17000' });
  });

  test('sent twice, even at once, it has one number and one invoice', async () => {
    const { as, entryId } = await ready();
    const verdicts = await Promise.all([1, 2, 3].map(() => submitEntry(as, { entryId, version: 1 })));
    expect(
      new Set(verdicts.map((verdict) => (verdict.ok ? verdict.value.number : verdict.reason))).size,
    ).toBe(1);
    expect(await database.db.select().from(invoice).where(eq(invoice.entryId, entryId))).toHaveLength(1);
  });

  test.each<[string, Partial<CreateEntry>, object]>([
    ['incomplete', { photoKey: null }, { reason: 'entry.incomplete', detail: { step: 'photo' } }],
    [
      'of a series that is gone',
      { series: 'Z' },
      { reason: 'entry.stepInvalid', detail: { step: 'series' } },
    ],
    [
      'of someone too young',
      { birthDate: '2022-01-01' },
      { reason: 'entry.stepInvalid', detail: { step: 'birth' } },
    ],
    ['already rejected', { state: 'rejected' }, { reason: 'state.refused' }],
  ])('an entry %s is refused and takes no number', async (_, values, expected) => {
    const last = async () => (await database.db.select().from(entryCounter))[0]?.last;
    const before = await last();
    const { as, entryId } = await ready(values);
    expect(await submitEntry(as, { entryId, version: 1 })).toMatchObject(expected);
    expect(await last()).toBe(before);
  });

  test('an old page, a stranger and a closed sitting submit nothing', async () => {
    const { as, entryId } = await ready();
    expect(await submitEntry(as, { entryId, version: 9 })).toMatchObject({
      reason: 'entry.changedElsewhere',
    });
    const stranger = ctx.as((await createUser(database.db)).actor);
    expect(await submitEntry(stranger, { entryId, version: 1 })).toMatchObject({ reason: 'entry.notFound' });
    const closed = await createSitting(database.db, {
      organisationId: world.office.id,
      examCode: 'CLO',
      entriesCloseAt: ctx.clock(),
    });
    const late = await ready({ sittingId: closed.id });
    expect(await submitEntry(late.as, { entryId: late.entryId, version: 1 })).toMatchObject({
      reason: 'sitting.closed',
    });
  });

  test('an exam free of charge is paid at once and writes no journal', async () => {
    const fees = {
      code: 'free',
      title: { fr: 'Gratuit', en: 'Free' },
      currency: 'XOF',
      source: 'test',
      series: ['A1', 'A2', 'B', 'C', 'D'],
      lines: [{ code: 'free', label: { fr: 'Gratuit', en: 'Free' }, amount: '0', per: 'entry' }],
    };
    const own = await createSitting(database.db, { organisationId: world.office.id, examCode: 'FREE', fees });
    const { as, entryId } = await ready({ sittingId: own.id });
    expect((await submitEntry(as, { entryId, version: 1 })).ok).toBe(true);
    expect(await rowOf(entryId)).toMatchObject({ state: 'paid' });
    expect(await balances((await invoiceOf(entryId)).id)).toEqual({});
  });
});

describe('candidate numbers under load', () => {
  test('twenty at once, some refused: no gap, no double', async () => {
    const own = await createSitting(database.db, { organisationId: world.office.id, examCode: 'LOAD' });
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ready({ sittingId: own.id, ...(i % 5 === 0 ? { fit: null } : {}) }),
      ),
    );
    await Promise.all(all.map(({ as, entryId }) => submitEntry(as, { entryId, version: 1 })));
    const rows = await database.db.select().from(entry).where(eq(entry.sittingId, own.id));
    const numbers = rows.flatMap(({ number }) => (number === null ? [] : [Number(number.slice(-6))]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  });

  test('control: counting the rows instead of locking a counter gives one number to two', async () => {
    const own = await createSitting(database.db, { organisationId: world.office.id, examCode: 'CTRL' });
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const take = () =>
      database.db.transaction(async (tx) => {
        const [row] = await tx
          .select({ next: sql<number>`count(*)::int + 1` })
          .from(entry)
          .where(eq(entry.sittingId, own.id));
        arrived += 1;
        if (arrived === 2) open();
        await both;
        return row?.next;
      });
    expect(await Promise.all([take(), take()])).toEqual([1, 1]);
  });
});

describe('closing and submitting at once', () => {
  test('an entry is in before the sitting closes, or not at all', async () => {
    const own = await createSitting(database.db, { organisationId: world.office.id, examCode: 'RACE' });
    const all = await Promise.all(Array.from({ length: 8 }, () => ready({ sittingId: own.id })));
    const closing = database.connect().db.transaction(async (tx) => {
      await tx.update(sitting).set({ state: 'closed' }).where(eq(sitting.id, own.id));
      const [seen] = await tx
        .select({ count: sql<number>`count(*)::int` })
        .from(entry)
        .where(sql`${entry.sittingId} = ${own.id} and ${entry.state} = 'submitted'`);
      return seen?.count;
    });
    const verdicts = await Promise.all(
      all.map(({ as, entryId }) => submitEntry(as, { entryId, version: 1 })),
    );
    expect(verdicts.filter(({ ok }) => ok).length).toBe(await closing);
  });
});

describe('withdrawing', () => {
  test('cancels what was due, in the books too', async () => {
    const { as, entryId } = await ready();
    await submitEntry(as, { entryId, version: 1 });
    expect((await withdrawEntry(as, { entryId })).ok).toBe(true);
    const bill = await invoiceOf(entryId);
    expect(bill.state).toBe('cancelled');
    expect(await balances(bill.id)).toEqual({ [`receivable:${bill.id}`]: '0', 'income:fees': '0' });
  });
});

describe('resubmitting what the office returned', () => {
  async function returned(values: Partial<CreateEntry> = {}) {
    const it = await ready(values);
    await submitEntry(it.as, { entryId: it.entryId, version: 1 });
    await database.db.update(invoice).set({ state: 'paid' }).where(eq(invoice.entryId, it.entryId));
    await database.db
      .update(entry)
      .set({ state: 'returned', returnReason: 'Le lieu de naissance manque.' })
      .where(eq(entry.id, it.entryId));
    return it;
  }

  test('it comes back as paid, with its number and no second invoice', async () => {
    const { as, entryId } = await returned();
    const before = await rowOf(entryId);
    await saveStep(as, {
      entryId,
      version: 2,
      answer: { step: 'birth', value: { birthDate: '2008-01-02', birthPlace: 'Say' } },
    });
    expect(await resubmitEntry(as, { entryId, version: 3 })).toMatchObject({ ok: true });
    expect(await rowOf(entryId)).toMatchObject({
      state: 'paid',
      number: before?.number,
      returnReason: null,
      birthPlace: 'Say',
    });
    expect(await database.db.select().from(invoice).where(eq(invoice.entryId, entryId))).toHaveLength(1);
    expect(await resubmitEntry(as, { entryId, version: 4 })).toMatchObject({ reason: 'state.refused' });
  });

  test('a change that costs more is refused, one that costs less is not', async () => {
    const { as, entryId } = await returned({ options: ['DES'] });
    await saveStep(as, {
      entryId,
      version: 2,
      answer: { step: 'options', value: { options: ['DES', 'MUS'] } },
    });
    expect(await resubmitEntry(as, { entryId, version: 3 })).toMatchObject({
      reason: 'entry.feeWouldChange',
    });
    await saveStep(as, { entryId, version: 3, answer: { step: 'options', value: { options: [] } } });
    expect((await resubmitEntry(as, { entryId, version: 4 })).ok).toBe(true);
  });
});
