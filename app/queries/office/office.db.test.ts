import { describe, expect, test } from 'vitest';
import { reachOf } from '#app/domain/access/reach.ts';
import type { Role } from '#app/domain/access/roles.ts';
import { settlementPostings, suspensePostings } from '#app/domain/fees/postings.ts';
import { accept } from '#app/domain/shared/verdict.ts';
import { allocateSeats } from '#app/services/allocation/allocate-seats.server.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { resolveSuspense } from '#app/services/fees/resolve-suspense.server.ts';
import { validateEntry } from '#app/services/review/validate-entry.server.ts';
import { invoice, payment, suspenseItem } from '#db/schema/fees.ts';
import { room } from '#db/schema/organisation.ts';
import { withTx } from '#db/tx.ts';
import { createCentre, createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM, TEST_NOW, testContext } from '#tests/setup/test-context.ts';
import { checkChain, listAudit } from './list-audit.server.ts';
import { listEntryChoices, listPlaces, listSittingParts } from './list-choices.server.ts';
import { listEntries } from './list-entries.server.ts';
import { listUsers } from './list-users.server.ts';
import { listWaiting } from './list-waiting.server.ts';
import { findPhotoKey, loadEntry } from './load-entry.server.ts';
import { loadSeating } from './load-seating.server.ts';
import { listSittings, loadSitting, loadSittingFigures, loadSittingProgress } from './load-sitting.server.ts';
import { eachPayment, listPayments, listSuspense, loadLedger } from './load-till.server.ts';
import { findDocumentFile, loadDocument, searchDocuments } from './search-documents.server.ts';

const database = useDatabase();

/** Two organisations alike, each with two regions and paid entries in both. */
async function world() {
  const { db } = database;
  const office = await createOrganisation(db);
  const organisationId = office.id;
  const regions = [await createRegion(db, { organisationId }), await createRegion(db, { organisationId })];
  const sitting = await createSitting(db, { organisationId });
  const entries = [];
  for (const [i, series] of ['C', 'D', 'C', 'A1'].entries())
    entries.push(
      await createEntry(db, {
        organisationId,
        sittingId: sitting.id,
        regionId: regions[i % 2]?.id ?? '',
        state: 'paid',
        series,
        sex: i === 3 ? 'M' : 'F',
      }),
    );
  await createEntry(db, { organisationId, sittingId: sitting.id, regionId: regions[0]?.id ?? '' });
  const staff = async (role: Role, regionId: string | null = null) =>
    (await createUser(db, { grants: [{ role, organisationId, regionId }] })).actor;
  const [north, south] = regions;
  if (!north || !south) throw new Error('no regions');
  return { office, organisationId, north, south, sitting, entries, staff };
}

describe('entries', () => {
  test('an officer sees their region, a registrar the organisation, nobody a draft', async () => {
    const { staff, north, entries } = await world();
    await world();
    const officer = reachOf(await staff('regionalOfficer', north.id), 'entry.read');
    const registrar = reachOf(await staff('registrar'), 'entry.read');
    expect(await listEntries(database.db, officer, { page: 1 })).toMatchObject({ total: 2 });
    const all = await listEntries(database.db, registrar, { page: 1 });
    expect(all.total).toBe(4);
    expect(all.rows.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
    expect(all.byState.find(({ state }) => state === 'paid')?.count).toBe(4);
    const none = reachOf(await staff('cashier'), 'entry.read');
    expect(await listEntries(database.db, none, { page: 1 })).toMatchObject({ total: 0, rows: [] });
  });

  test('are filtered by series, state and text, where a percent sign means itself', async () => {
    const { staff, entries, sitting, south } = await world();
    const reach = reachOf(await staff('registrar'), 'entry.read');
    const of = (filter: Partial<Parameters<typeof listEntries>[2]>) =>
      listEntries(database.db, reach, { page: 1, ...filter });
    expect((await of({ series: 'C' })).total).toBe(2);
    expect((await of({ regionId: south.id, sittingId: sitting.id })).total).toBe(2);
    expect((await of({ state: 'validated' })).total).toBe(0);
    expect((await of({ text: entries[0]?.number ?? '' })).rows.map(({ id }) => id)).toEqual([entries[0]?.id]);
    expect((await of({ text: '%' })).total).toBe(0);
    const byName = await of({ sort: 'surname', descending: true });
    const names = byName.rows.map(({ surname }) => surname ?? '');
    expect(names).toEqual([...names].sort().reverse());
    expect((await of({ page: 2 })).rows).toEqual([]);
  });

  test('one is read whole with its history, by who reaches it', async () => {
    const { staff, north, south, entries } = await world();
    const actor = await staff('regionalOfficer', north.id);
    const entryId = entries[0]?.id ?? '';
    await validateEntry(testContext(database, { actor }), { entryId, version: 1 });
    const read = await loadEntry(database.db, reachOf(actor, 'entry.read'), entryId);
    expect(read).toMatchObject({ state: 'validated', regionName: north.name });
    expect(read?.history.map(({ action }) => action)).toEqual(['entry.validate']);
    const elsewhere = reachOf(await staff('regionalOfficer', south.id), 'entry.read');
    expect(await loadEntry(database.db, elsewhere, entryId)).toBeUndefined();
    expect(await findPhotoKey(database.db, elsewhere, entryId)).toBeUndefined();
    expect(await findPhotoKey(database.db, reachOf(actor, 'entry.read'), entryId)).toBe(entries[0]?.photoKey);
    const foreign = reachOf(await (await world()).staff('registrar'), 'entry.read');
    expect(await loadEntry(database.db, foreign, entryId)).toBeUndefined();
    const choices = await listEntryChoices(database.db, elsewhere);
    expect(choices.regions.map(({ id }) => id)).toEqual([south.id]);
  });
});

describe('sittings', () => {
  test('every breakdown sums to the total, of what the reader may count', async () => {
    const { staff, north, sitting } = await world();
    for (const [actor, total] of [
      [await staff('registrar'), 4],
      [await staff('regionalOfficer', north.id), 2],
    ] as const) {
      const figures = await loadSittingFigures(database.db, reachOf(actor, 'entry.read'), sitting.id);
      expect(figures.total).toBe(total);
      for (const figure of [figures.byState, figures.bySex, figures.bySeries, figures.byRegion])
        expect(figure.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    }
  });

  test('of another organisation are not there', async () => {
    const { staff, sitting } = await world();
    const mine = reachOf(await staff('registrar'), 'sitting.manage');
    const foreign = reachOf(await (await world()).staff('registrar'), 'sitting.manage');
    expect((await listSittings(database.db, mine)).map(({ id }) => id)).toEqual([sitting.id]);
    expect(await loadSitting(database.db, mine, sitting.id)).toMatchObject({ examCode: 'BAC', slots: [] });
    expect(await loadSitting(database.db, foreign, sitting.id)).toBeUndefined();
    expect(await loadSittingProgress(database.db, sitting.id)).toMatchObject({ seats: 0, published: null });
    expect((await listSittingParts(database.db, mine)).exams).toHaveLength(1);
    expect((await listSittingParts(database.db, reachOf(SYSTEM, 'sitting.manage'))).exams).toEqual([]);
  });

  test('seats are told by region and room, with the seed of each run', async () => {
    const { db } = database;
    const { staff, north, organisationId } = await world();
    const sitting = await createSitting(db, { organisationId, state: 'closed', examCode: 'BEPC' });
    const centre = await createCentre(db, { organisationId, regionId: north.id });
    await db.insert(room).values({ centreId: centre.id, name: 'Salle 1', capacity: 1 });
    for (let i = 0; i < 2; i += 1)
      await createEntry(db, {
        organisationId,
        sittingId: sitting.id,
        regionId: north.id,
        state: 'validated',
      });
    const actor = await staff('logistics');
    const ran = await allocateSeats(testContext(database, { actor }), {
      sittingId: sitting.id,
      leaveUnplaced: true,
    });
    if (!ran.ok) throw new Error(ran.reason);
    const seating = await loadSeating(db, reachOf(actor, 'seat.allocate'), sitting.id);
    expect(seating?.regions).toContainEqual({ region: north.name, validated: 2, seated: 1, capacity: 1 });
    expect(seating?.rooms).toMatchObject([{ room: 'Salle 1', seated: 1, capacity: 1, jury: 1 }]);
    expect(seating?.runs[0]?.detail).toMatchObject({ seed: ran.value.seed });
    expect(seating?.unplaced).toHaveLength(1);
    const foreign = reachOf(await (await world()).staff('logistics'), 'seat.allocate');
    expect(await loadSeating(db, foreign, sitting.id)).toBeUndefined();
  });
});

test('what waits is told to those who can do it, with an address', async () => {
  const { staff, north, organisationId } = await world();
  await createSitting(database.db, { organisationId, state: 'draft', examCode: 'BTS' });
  const officer = await listWaiting(database.db, await staff('regionalOfficer', north.id), {
    now: TEST_NOW,
    demo: true,
  });
  expect(officer).toEqual([
    { kind: 'review', count: 2, about: north.name, href: `/bureau/dossiers?etat=paid&region=${north.id}` },
  ]);
  const registrar = await listWaiting(database.db, await staff('registrar'), { now: TEST_NOW, demo: true });
  expect(registrar.map(({ kind }) => kind)).toEqual(['review', 'review', 'openSitting']);
  for (const role of ['logistics', 'publisher', 'cashier', 'marker', 'auditor'] as const)
    expect(await listWaiting(database.db, await staff(role), { now: TEST_NOW, demo: true })).toEqual([]);
});

describe('the till', () => {
  async function till() {
    const base = await world();
    const { organisationId, sitting, entries } = base;
    const bills = [];
    for (const [i, { id: entryId }] of entries.slice(0, 2).entries()) {
      const [bill] = await database.db
        .insert(invoice)
        .values({
          ...{ organisationId, entryId, number: `F-${i}`, feeScheduleId: sitting.feeScheduleId },
          ...{ currency: 'XOF', total: 6000n, state: 'paid' as const, createdAt: TEST_NOW },
        })
        .returning();
      const [paid] = await database.db
        .insert(payment)
        .values({
          ...{
            organisationId,
            invoiceId: bill?.id ?? '',
            provider: 'stripe',
            reference: `cs_${entryId.replaceAll('-', '')}`,
          },
          ...{ currency: 'XOF', amount: 6000n, state: 'succeeded' as const, locale: 'fr' as const },
          ...{ expiresAt: TEST_NOW, createdAt: TEST_NOW, settledAt: TEST_NOW },
        })
        .returning();
      if (!bill || !paid) throw new Error('no payment');
      bills.push({ bill, paid });
    }
    const [first, second] = bills;
    if (!first || !second) throw new Error('no payments');
    const amount = { minor: 6000n, currency: 'XOF' };
    const item = await withTx(testContext(database), 'fill', {}, async (tx) => {
      const post = (reference: string, postings: ReturnType<typeof suspensePostings>) =>
        postJournal(tx, { organisationId, reference, memo: 'x', postings });
      await post(
        `payment:${first.paid.id}:settled`,
        settlementPostings(first.bill.id, 'provider:stripe', amount),
      );
      await post(`payment:${second.paid.id}:settled`, suspensePostings('provider:stripe', amount));
      const [row] = await tx.db
        .insert(suspenseItem)
        .values({
          ...{ organisationId, paymentId: second.paid.id, reason: 'payment.late' },
          ...{ provider: 'stripe', source: `payment:${second.paid.id}` },
          ...{ currency: 'XOF', amount: 6000n, createdAt: TEST_NOW },
        })
        .returning();
      return accept(row);
    });
    return { ...base, itemId: item.value?.id ?? '' };
  }

  test('balances sum to zero, what waits is the suspense account, before and after it is settled', async () => {
    const { staff, itemId } = await till();
    const actor = await staff('cashier');
    const reach = reachOf(actor, 'money.read');
    const sumOf = async () => {
      const { balances, matches } = await loadLedger(database.db, reach);
      expect(balances.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
      expect(matches).toBe(true);
      return Object.fromEntries(balances.map(({ account, amount }) => [account, amount]));
    };
    expect(await sumOf()).toEqual({ 'provider:stripe': 12_000n, receivable: -6000n, suspense: -6000n });
    const ctx = testContext(database, { actor });
    const command = { itemId, decision: 'refunded', note: 'Rendu par Stripe le 2 mars' } as const;
    expect(await resolveSuspense(ctx, { ...command, note: '' })).toMatchObject({
      reason: 'suspense.noteMissing',
    });
    const other = await (await world()).staff('cashier');
    expect(await resolveSuspense(ctx.as(other), command)).toMatchObject({ reason: 'suspense.notFound' });
    const both = await Promise.all([
      resolveSuspense(ctx, command),
      resolveSuspense({ ...ctx, db: database.connect().db }, command),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sumOf()).toEqual({
      'provider:stripe': 12_000n,
      receivable: -6000n,
      suspense: 0n,
      refund: -6000n,
    });
    expect((await listSuspense(database.db, reach))[0]?.resolution).toContain('refunded');
  });

  test('payments are listed and exported alike, and stay in the organisation', async () => {
    const { staff } = await till();
    const reach = reachOf(await staff('cashier'), 'money.read');
    const listed = await listPayments(database.db, reach, { page: 1 });
    expect(listed.total).toBe(2);
    const exported = [];
    for await (const page of eachPayment(database.db, reach, {})) exported.push(...page);
    expect(exported).toEqual(listed.rows);
    expect((await listPayments(database.db, reach, { page: 1, state: 'failed' })).total).toBe(0);
    expect((await listPayments(database.db, reach, { page: 1, text: 'F-1' })).total).toBe(1);
    const foreign = reachOf(await (await world()).staff('cashier'), 'money.read');
    expect((await listPayments(database.db, foreign, { page: 1 })).total).toBe(0);
    expect(await listSuspense(database.db, foreign)).toEqual([]);
  });
});

describe('the log, documents and users', () => {
  test('lines are filtered within the organisation; the chain holds', async () => {
    const { staff, entries, north } = await world();
    const actor = await staff('regionalOfficer', north.id);
    const entryId = entries[0]?.id ?? '';
    await validateEntry(testContext(database, { actor }), { entryId, version: 1 });
    const reach = reachOf(await staff('auditor'), 'audit.read');
    const of = async (filter: object) => (await listAudit(database.db, reach, { page: 1, ...filter })).total;
    expect(await of({})).toBe(1);
    expect(await of({ action: 'entry' })).toBe(1);
    expect(await of({ action: 'entry.validate', actor: actor.label, subject: entryId })).toBe(1);
    expect(await of({ action: 'ent' })).toBe(0);
    expect(await of({ from: new Date(TEST_NOW.getTime() + 1) })).toBe(0);
    const foreign = reachOf(await (await world()).staff('auditor'), 'audit.read');
    expect((await listAudit(database.db, foreign, { page: 1 })).total).toBe(0);
    expect(await checkChain(database.db)).toMatchObject({ lines: expect.any(Number) });
    expect(await checkChain(database.db)).not.toHaveProperty('broken');
  });

  test('users are those with a role here, with the roles they hold here alone', async () => {
    const { staff, organisationId, office } = await world();
    const other = await world();
    const administrator = await staff('administrator');
    const both = await createUser(database.db, {
      name: 'Zeinabou Deux',
      grants: [
        { role: 'cashier', organisationId },
        { role: 'registrar', organisationId: other.organisationId },
      ],
    });
    const reach = reachOf(administrator, 'user.manage');
    const listed = await listUsers(database.db, reach, { page: 1, text: 'zeinabou' });
    expect(listed.rows.map(({ id, grants }) => [id, grants.map(({ role }) => role)])).toEqual([
      [both.id, ['cashier']],
    ]);
    expect((await listUsers(database.db, reach, { page: 1, role: 'registrar' })).total).toBe(0);
    expect((await listPlaces(database.db, reach)).organisations.map(({ id }) => id)).toEqual([office.id]);
  });

  test('no document is found where none is', async () => {
    const reach = reachOf(await (await world()).staff('registrar'), 'document.read');
    expect(
      await searchDocuments(database.db, reach, { page: 1, text: 'RN-2027', kind: 'transcript' }),
    ).toEqual({
      rows: [],
      total: 0,
    });
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await loadDocument(database.db, reach, unknown)).toBeUndefined();
    expect(await findDocumentFile(database.db, reach, unknown)).toBeUndefined();
  });
});
