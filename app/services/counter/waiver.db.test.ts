import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { journal, waiver } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { createSchoolInvoice } from './create-school-invoice.server.ts';
import { decideWaiver } from './decide-waiver.server.ts';
import { recordCash } from './record-cash.server.ts';
import { requestWaiver } from './request-waiver.server.ts';

const database = useDatabase();
const counter = useCounter(database);
const reason = 'Carte d’invalidité vue';
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};
const rowOf = async (id: string) => (await database.db.select().from(waiver).where(eq(waiver.id, id)))[0];
const ask = (invoiceId: string, exemption = 'disability') =>
  requestWaiver(counter.person('cashier'), { invoiceId, exemption, reason });

/** Sets from what amount a second person decides. */
async function limit(secondPersonAbove: string) {
  const { office } = counter.world;
  await database.db
    .update(organisation)
    .set({ profile: { ...office.profile, secondPersonAbove } })
    .where(eq(organisation.id, office.id));
}

describe('up to the limit', () => {
  beforeAll(() => limit('4000'));
  test('a part is given up at once: less is due, and paying the rest in cash settles the invoice', async () => {
    const it = await counter.owing();
    const asked = value(await ask(it.invoiceId, 'civil-servant-child'));
    expect(asked.state).toBe('granted');
    const row = await rowOf(asked.waiverId);
    expect(row).toMatchObject({ amount: 1500n, decidedBy: null, reason, state: 'granted' });
    expect(await counter.balance(`receivable:${it.invoiceId}`)).toBe(it.total - 1500n);
    expect(await counter.statesOf(it)).toEqual(['open', 'submitted']);
    const { as } = await counter.drawer();
    const cash = { kind: 'invoice', id: it.invoiceId, receiptNumber: 'W-1' } as const;
    expect(await recordCash(as, { ...cash, amount: String(it.total) })).toMatchObject({
      reason: 'cash.notExact',
    });
    value(await recordCash(as, { ...cash, amount: String(it.total - 1500n) }));
    expect(await counter.statesOf(it)).toEqual(['paid', 'paid']);
    expect([await counter.balance(`receivable:${it.invoiceId}`), await counter.wholeLedger()]).toEqual([
      0n,
      0n,
    ]);
  });
  test('the limit is of all that is given up of an invoice', async () => {
    const it = await counter.owing();
    value(await ask(it.invoiceId, 'civil-servant-child'));
    expect(value(await ask(it.invoiceId, 'orphan')).state).toBe('requested');
  });
});

describe('above the limit', () => {
  beforeAll(() => limit('0'));
  test('it waits for somebody else, and granted with nothing left to pay, the entry is paid', async () => {
    const it = await counter.owing();
    const before = await counter.balance('expense:waivers');
    const { waiverId, state } = value(await ask(it.invoiceId));
    expect([state, await counter.balance(`receivable:${it.invoiceId}`)]).toEqual(['requested', it.total]);
    value(await decideWaiver(counter.person('accountant'), { waiverId, decision: 'grant' }));
    expect(await counter.statesOf(it)).toEqual(['paid', 'paid']);
    expect((await counter.balance('expense:waivers')) - before).toBe(it.total);
    expect(await database.db.$count(journal, eq(journal.reference, `waiver:${waiverId}:granted`))).toBe(1);
    expect(await counter.wholeLedger()).toBe(0n);
  });
  test('refused, nothing is given up, and it may be asked again', async () => {
    const it = await counter.owing();
    const { waiverId } = value(await ask(it.invoiceId));
    expect(await ask(it.invoiceId)).toMatchObject({ reason: 'waiver.already' });
    value(await decideWaiver(counter.person('accountant'), { waiverId, decision: 'refuse' }));
    expect(await rowOf(waiverId)).toMatchObject({ state: 'refused' });
    expect(await counter.balance(`receivable:${it.invoiceId}`)).toBe(it.total);
    value(await ask(it.invoiceId));
  });
  test('never by who asked, nor by who may not, nor twice', async () => {
    const organisationId = counter.world.office.id;
    const both = await createUser(database.db, {
      grants: [
        { role: 'cashier', organisationId },
        { role: 'accountant', organisationId },
      ],
    });
    const it = await counter.owing();
    const as = counter.system.as(both.actor);
    const { waiverId } = value(
      await requestWaiver(as, { invoiceId: it.invoiceId, exemption: 'disability', reason }),
    );
    const decision = 'grant' as const;
    expect(await decideWaiver(as, { waiverId, decision })).toMatchObject({ reason: 'waiver.samePerson' });
    for (const name of ['cashier', 'head', 'stranger'] as const)
      expect(await decideWaiver(counter.person(name), { waiverId, decision })).toMatchObject({
        reason: 'waiver.notFound',
      });
    const accountant = counter.person('accountant');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => decideWaiver(accountant, { waiverId, decision })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'waiver.decided' });
  });
  test('not once it was paid, and money that comes after the waiver does not settle twice', async () => {
    const it = await counter.owing();
    const { waiverId } = value(await ask(it.invoiceId));
    const { as } = await counter.drawer();
    value(
      await recordCash(as, {
        kind: 'invoice',
        id: it.invoiceId,
        amount: String(it.total),
        receiptNumber: 'W-2',
      }),
    );
    expect(await decideWaiver(counter.person('accountant'), { waiverId, decision: 'grant' })).toMatchObject({
      reason: 'waiver.nothingDue',
    });
    expect(await ask(it.invoiceId, 'orphan')).toMatchObject({ reason: 'waiver.nothingDue' });
  });
  test('an invoice in a school’s: what the school owes is less', async () => {
    const it = await counter.owing();
    const { world } = counter;
    const made = value(
      await createSchoolInvoice(counter.person('head'), {
        schoolId: world.school.id,
        sittingId: world.sitting.id,
        entryIds: [it.entryId],
      }),
    );
    const { waiverId } = value(await ask(it.invoiceId));
    value(await decideWaiver(counter.person('accountant'), { waiverId, decision: 'grant' }));
    const { as } = await counter.drawer();
    const cash = {
      kind: 'schoolInvoice',
      id: made.schoolInvoiceId,
      amount: '1',
      receiptNumber: 'W-3',
    } as const;
    expect(await recordCash(as, cash)).toMatchObject({ reason: 'cash.alreadyPaid' });
  });
});

describe('asking is refused', () => {
  test('without a reason, for what the schedule does not have, for nobody’s business', async () => {
    const it = await counter.owing();
    const { invoiceId } = it;
    const as = counter.person('cashier');
    expect(await requestWaiver(as, { invoiceId, exemption: 'disability', reason: ' x ' })).toMatchObject({
      reason: 'waiver.reasonMissing',
    });
    expect(await ask(invoiceId, 'friend')).toMatchObject({ reason: 'waiver.unknownExemption' });
    expect(await ask(crypto.randomUUID())).toMatchObject({ reason: 'bill.notFound' });
    for (const name of ['accountant', 'head', 'stranger'] as const)
      expect(
        await requestWaiver(counter.person(name), { invoiceId, exemption: 'disability', reason }),
      ).toMatchObject({ reason: 'bill.notFound' });
    expect(await database.db.$count(waiver, eq(waiver.invoiceId, invoiceId))).toBe(0);
  });
  test('when the marks are being entered', async () => {
    const it = await counter.owing();
    const at = eq(sitting.id, counter.world.sitting.id);
    await database.db.update(sitting).set({ state: 'marking' }).where(at);
    expect(await ask(it.invoiceId)).toMatchObject({ reason: 'waiver.tooLate' });
    await database.db.update(sitting).set({ state: 'open' }).where(at);
  });
});
