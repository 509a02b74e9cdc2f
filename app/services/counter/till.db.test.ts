import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { payment } from '#db/schema/fees.ts';
import { till } from '#db/schema/till.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { closeTill } from './close-till.server.ts';
import { openTill } from './open-till.server.ts';
import { reconcileTill } from './reconcile-till.server.ts';
import { recordCash } from './record-cash.server.ts';

const database = useDatabase();
const counter = useCounter(database);
let receipts = 0;
const receipt = () => `R-${++receipts}`;
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};
const tillRow = async (id: string) => (await database.db.select().from(till).where(eq(till.id, id)))[0];

describe('opening a till', () => {
  test('once a day by a cashier of the office, and not before the last is closed', async () => {
    const { as, tillId, user } = await counter.drawer('10 000 F CFA');
    const organisationId = counter.world.office.id;
    expect(await tillRow(tillId)).toMatchObject({
      day: '2027-03-01',
      float: 10_000n,
      cashierId: user.id,
      currency: 'XOF',
    });
    expect(await openTill(as, { organisationId, float: '0' })).toMatchObject({ reason: 'till.stillOpen' });
    value(await closeTill(as, { tillId, counted: '10000', reason: '' }));
    expect(await openTill(as, { organisationId, float: '0' })).toMatchObject({ reason: 'till.onceADay' });
  });
  test.each([['-1'], ['beaucoup'], ['']])('a float of “%s” is refused', async (float) => {
    const organisationId = counter.world.office.id;
    expect(await openTill(counter.person('cashier'), { organisationId, float })).toMatchObject({
      reason: 'amount.unreadable',
    });
  });
  test('nobody else opens one', async () => {
    const organisationId = counter.world.office.id;
    for (const name of ['accountant', 'head', 'stranger'] as const)
      expect(await openTill(counter.person(name), { organisationId, float: '0' })).toMatchObject({
        reason: 'access.denied',
      });
    expect(await openTill(counter.system, { organisationId, float: '0' })).toMatchObject({
      reason: 'access.denied',
    });
  });
  test('50 clicks open one', async () => {
    const organisationId = counter.world.office.id;
    const user = await createUser(database.db, { grants: [{ role: 'cashier', organisationId }] });
    const as = counter.system.as(user.actor);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => openTill(as, { organisationId, float: '0' })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((one) => !one.ok).every((one) => !one.ok && one.reason === 'till.stillOpen')).toBe(
      true,
    );
  });
});

describe('taking cash', () => {
  test('the exact amount pays the invoice, the entry and asks for the receipt', async () => {
    const { as, tillId } = await counter.drawer();
    const it = await counter.owing();
    const number = receipt();
    const { paymentId } = value(
      await recordCash(as, {
        kind: 'invoice',
        id: it.invoiceId,
        amount: `${it.total} F`,
        receiptNumber: number.toLowerCase(),
      }),
    );
    expect(await counter.statesOf(it)).toEqual(['paid', 'paid']);
    expect(await counter.balance(`till:${tillId}`)).toBe(it.total);
    expect(await counter.balance(`receivable:${it.invoiceId}`)).toBe(0n);
    const [row] = await database.db.select().from(payment).where(eq(payment.id, paymentId));
    expect(row).toMatchObject({
      provider: 'cash',
      tillId,
      reference: number,
      state: 'succeeded',
      amount: it.total,
    });
    const jobs = await queuedJobs(database.db);
    expect(JSON.stringify(jobs)).toContain(paymentId);
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.action, 'cash.record'));
    expect(lines.some(({ subjectId }) => subjectId === paymentId)).toBe(true);
  });

  test.each([
    ['too little', -1n, 'cash.notExact'],
    ['too much', 1n, 'cash.notExact'],
    ['nothing', null, 'amount.unreadable'],
  ])('%s is refused and nothing is written', async (_, more, reason) => {
    const { as, tillId } = await counter.drawer();
    const it = await counter.owing();
    const amount = more === null ? '0' : String(it.total + more);
    const answer = await recordCash(as, {
      kind: 'invoice',
      id: it.invoiceId,
      amount,
      receiptNumber: receipt(),
    });
    expect(answer).toMatchObject({ ok: false, reason });
    expect([await counter.statesOf(it), await counter.balance(`till:${tillId}`)]).toEqual([
      ['open', 'submitted'],
      0n,
    ]);
  });

  test('a receipt of the booklet is used once', async () => {
    const { as } = await counter.drawer();
    const [one, two] = [await counter.owing(), await counter.owing()];
    const receiptNumber = receipt();
    value(
      await recordCash(as, { kind: 'invoice', id: one.invoiceId, amount: String(one.total), receiptNumber }),
    );
    const again = { kind: 'invoice', id: two.invoiceId, amount: String(two.total) } as const;
    expect(
      await recordCash(as, { ...again, receiptNumber: ` ${receiptNumber.toLowerCase()} ` }),
    ).toMatchObject({ reason: 'cash.receiptUsed' });
    expect(await recordCash(as, { ...again, receiptNumber: '???' })).toMatchObject({
      reason: 'cash.receiptInvalid',
    });
    expect(await recordCash(as, { ...again, id: one.invoiceId, receiptNumber: receipt() })).toMatchObject({
      reason: 'cash.alreadyPaid',
    });
    expect(await recordCash(as, { ...again, amount: 'six mille', receiptNumber: receipt() })).toMatchObject({
      reason: 'amount.unreadable',
    });
    expect(
      await recordCash(as, { ...again, id: crypto.randomUUID(), receiptNumber: receipt() }),
    ).toMatchObject({ reason: 'bill.notFound' });
  });

  test('only in one’s own open till, of today', async () => {
    const it = await counter.owing();
    const ask = { kind: 'invoice', id: it.invoiceId, amount: String(it.total) } as const;
    const { as, tillId } = await counter.drawer();
    expect(await recordCash(counter.person('second'), { ...ask, receiptNumber: receipt() })).toMatchObject({
      reason: 'till.notOpen',
    });
    for (const name of ['accountant', 'head', 'stranger'] as const)
      expect(await recordCash(counter.person(name), { ...ask, receiptNumber: receipt() })).toMatchObject({
        reason: 'bill.notFound',
      });
    value(await closeTill(as, { tillId, counted: '10000', reason: '' }));
    expect(await recordCash(as, { ...ask, receiptNumber: receipt() })).toMatchObject({
      reason: 'till.notOpen',
    });
    expect(await counter.statesOf(it)).toEqual(['open', 'submitted']);
  });

  test('a till left open overnight takes nothing more, and not after entries closed', async () => {
    const it = await counter.owing();
    const ask = { kind: 'invoice', id: it.invoiceId, amount: String(it.total) } as const;
    const { as, tillId, user } = await counter.drawer();
    as.advance({ days: 1 });
    try {
      expect(await recordCash(as, { ...ask, receiptNumber: receipt() })).toMatchObject({
        reason: 'till.otherDay',
      });
      expect(await openTill(as, { organisationId: counter.world.office.id, float: '0' })).toMatchObject({
        reason: 'till.stillOpen',
      });
      value(await closeTill(as, { tillId, counted: '10000', reason: '' }));
      as.advance({ days: 60 });
      value(
        await openTill(counter.system.as(user.actor), {
          organisationId: counter.world.office.id,
          float: '0',
        }),
      );
      expect(await recordCash(as, { ...ask, receiptNumber: receipt() })).toMatchObject({
        reason: 'cash.late',
      });
    } finally {
      as.advance({ days: -61 });
    }
  });
});

describe('closing and reconciling', () => {
  async function closed(counted: bigint, reason: string) {
    const { as, tillId, user } = await counter.drawer();
    const it = await counter.owing();
    value(
      await recordCash(as, {
        kind: 'invoice',
        id: it.invoiceId,
        amount: String(it.total),
        receiptNumber: receipt(),
      }),
    );
    const answer = await closeTill(as, { tillId, counted: String(10_000n + it.total + counted), reason });
    return { as, tillId, it, answer, user };
  }
  test('what is missing is a loss, and the till then holds what was counted', async () => {
    const before = await counter.balance('expense:losses');
    const { tillId, it, answer } = await closed(-500n, 'Un billet faux');
    expect(answer).toEqual({ ok: true, value: { difference: -500n } });
    expect(await counter.balance(`till:${tillId}`)).toBe(it.total - 500n);
    expect((await counter.balance('expense:losses')) - before).toBe(500n);
    expect(await tillRow(tillId)).toMatchObject({ state: 'closed', differenceReason: 'Un billet faux' });
  });
  test('what is too much is unclaimed', async () => {
    const before = await counter.balance('income:unclaimed');
    await closed(700n, 'Rendu oublié');
    expect((await counter.balance('income:unclaimed')) - before).toBe(-700n);
    expect(await counter.wholeLedger()).toBe(0n);
  });
  test('a difference without a reason closes nothing', async () => {
    const { as, tillId, answer, it } = await closed(1n, '');
    expect(answer).toMatchObject({ reason: 'till.reasonMissing' });
    expect(await tillRow(tillId)).toMatchObject({ state: 'open', counted: null });
    expect(await closeTill(as, { tillId, counted: 'rien', reason: '' })).toMatchObject({
      reason: 'amount.unreadable',
    });
    expect(
      await closeTill(counter.person('cashier'), { tillId, counted: '0', reason: 'vol de la caisse' }),
    ).toMatchObject({ reason: 'till.notFound' });
    value(await closeTill(as, { tillId, counted: String(10_000n + it.total), reason: '' }));
    expect(await closeTill(as, { tillId, counted: '0', reason: 'encore une fois' })).toMatchObject({
      reason: 'till.closed',
    });
  });
  test('another person takes the money over to the bank, once', async () => {
    const before = await counter.balance('bank:deposit');
    const { as, tillId, it } = await closed(0n, '');
    const accountant = counter.person('accountant');
    const ask = { tillId, depositReference: 'Bordereau 12' };
    expect(await reconcileTill(as, ask)).toMatchObject({ reason: 'till.notFound' });
    expect(await reconcileTill(counter.person('stranger'), ask)).toMatchObject({ reason: 'till.notFound' });
    expect(await reconcileTill(accountant, { tillId, depositReference: ' ' })).toMatchObject({
      reason: 'till.depositMissing',
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => reconcileTill(accountant, ask)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'till.reconciled' });
    expect(await counter.balance(`till:${tillId}`)).toBe(0n);
    expect((await counter.balance('bank:deposit')) - before).toBe(it.total);
    expect(await counter.wholeLedger()).toBe(0n);
  });
  test('nobody reconciles their own, nor one that is open', async () => {
    const organisationId = counter.world.office.id;
    const both = await createUser(database.db, {
      grants: [
        { role: 'cashier', organisationId },
        { role: 'accountant', organisationId },
      ],
    });
    const as = counter.system.as(both.actor);
    const { tillId } = value(await openTill(as, { organisationId, float: '0' }));
    const depositReference = 'Bordereau 13';
    expect(await reconcileTill(counter.person('accountant'), { tillId, depositReference })).toMatchObject({
      reason: 'till.notClosed',
    });
    value(await closeTill(as, { tillId, counted: '0', reason: '' }));
    expect(await reconcileTill(as, { tillId, depositReference })).toMatchObject({
      reason: 'till.samePerson',
    });
  });
});
