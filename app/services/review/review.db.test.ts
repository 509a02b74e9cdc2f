import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { message } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { entry } from '#db/schema/registration.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { rejectEntry } from './reject-entry.server.ts';
import { returnEntry } from './return-entry.server.ts';
import { validateEntry } from './validate-entry.server.ts';

const database = useDatabase();

async function world(state: 'open' | 'closed' | 'seated' | 'marking' = 'open') {
  const { db } = database;
  const office = await createOrganisation(db);
  const region = await createRegion(db, { organisationId: office.id });
  const sitting = await createSitting(db, { organisationId: office.id, state });
  const candidate = await createUser(db);
  const paid = await createEntry(db, {
    organisationId: office.id,
    sittingId: sitting.id,
    regionId: region.id,
    userId: candidate.id,
    state: 'paid',
  });
  const officer = (regionId: string, organisationId = office.id) =>
    createUser(db, { grants: [{ role: 'regionalOfficer', organisationId, regionId }] });
  return { office, region, sitting, candidate, paid, officer };
}

const stored = async (id: string) => {
  const [row] = await database.db.select().from(entry).where(eq(entry.id, id));
  if (!row) throw new Error('no entry');
  return row;
};
const auditOf = (id: string) =>
  database.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectType, 'entry'), eq(auditLog.subjectId, id)));

describe('an officer decides on a paid entry', () => {
  test('validating tells the candidate and is on record with both hashes', async () => {
    const { paid, region, officer, candidate } = await world();
    const { actor } = await officer(region.id);
    const ctx = testContext(database, { actor });
    const verdict = await validateEntry(ctx, { entryId: paid.id, version: paid.version });
    expect(verdict).toEqual({ ok: true, value: { state: 'validated' } });
    expect(await stored(paid.id)).toMatchObject({ state: 'validated', returnReason: null, version: 2 });
    const [line] = await auditOf(paid.id);
    expect(line).toMatchObject({ action: 'entry.validate', actorId: actor.id });
    expect(line?.beforeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(line?.afterHash).not.toBe(line?.beforeHash);
    await sendQueuedMessages(ctx);
    expect(ctx.mails.map(({ to }) => to)).toEqual([candidate.email]);
  });

  test('returning needs a reason, which the candidate reads; so does rejecting', async () => {
    const { paid, region, officer } = await world();
    const ctx = testContext(database, { actor: (await officer(region.id)).actor });
    const command = { entryId: paid.id, version: paid.version };
    for (const decide of [returnEntry, rejectEntry])
      expect(await decide(ctx, { ...command, reason: '  no ' })).toMatchObject({
        ok: false,
        reason: 'review.reasonMissing',
      });
    expect((await stored(paid.id)).state).toBe('paid');
    const verdict = await returnEntry(ctx, { ...command, reason: ' La photo est floue. ' });
    expect(verdict).toEqual({ ok: true, value: { state: 'returned' } });
    expect(await stored(paid.id)).toMatchObject({ state: 'returned', returnReason: 'La photo est floue.' });
    await sendQueuedMessages(ctx);
    expect(ctx.mails[0]?.text).toContain('La photo est floue.');
  });

  test('rejecting is final, and has its own message', async () => {
    const { paid, region, officer } = await world();
    const ctx = testContext(database, { actor: (await officer(region.id)).actor });
    const command = { entryId: paid.id, version: paid.version, reason: 'Pièce d’identité d’autrui' };
    expect(await rejectEntry(ctx, command)).toEqual({ ok: true, value: { state: 'rejected' } });
    const [sent] = await database.db.select().from(message).where(eq(message.template, 'entryRejected'));
    expect(sent).toBeDefined();
    expect(await validateEntry(ctx, { entryId: paid.id, version: 2 })).toMatchObject({
      reason: 'state.refused',
    });
  });

  test('a registrar decides anywhere in the organisation', async () => {
    const { paid, office } = await world('closed');
    const { actor } = await createUser(database.db, {
      grants: [{ role: 'registrar', organisationId: office.id }],
    });
    const ctx = testContext(database, { actor });
    expect((await validateEntry(ctx, { entryId: paid.id, version: 1 })).ok).toBe(true);
  });
});

describe('refused', () => {
  test('another region, another organisation, another role and an unknown entry answer alike', async () => {
    const { paid, office, officer } = await world();
    const elsewhere = await createRegion(database.db, { organisationId: office.id });
    const foreign = await world();
    const cashier = await createUser(database.db, {
      grants: [{ role: 'cashier', organisationId: office.id }],
    });
    const actors = [
      (await officer(elsewhere.id)).actor,
      (await foreign.officer(foreign.region.id)).actor,
      cashier.actor,
    ];
    const answers = await Promise.all(
      actors.map((actor) =>
        validateEntry(testContext(database, { actor }), { entryId: paid.id, version: 1 }),
      ),
    );
    const { actor } = await officer(elsewhere.id);
    const unknown = await validateEntry(testContext(database, { actor }), {
      entryId: '00000000-0000-4000-8000-000000000000',
      version: 1,
    });
    for (const answer of answers) expect(answer).toEqual(unknown);
    expect(unknown).toEqual({ ok: false, reason: 'entry.notFound' });
    expect(await auditOf(paid.id)).toEqual([]);
  });

  test('an entry that is not paid, and one that changed since it was read', async () => {
    const { office, region, sitting, officer } = await world();
    const ctx = testContext(database, { actor: (await officer(region.id)).actor });
    const place = { organisationId: office.id, sittingId: sitting.id, regionId: region.id };
    const submitted = await createEntry(database.db, { ...place, state: 'submitted' });
    expect(await validateEntry(ctx, { entryId: submitted.id, version: 1 })).toMatchObject({
      reason: 'state.refused',
      detail: { from: 'submitted', event: 'validate' },
    });
    const changed = await createEntry(database.db, { ...place, state: 'paid', version: 3 });
    expect(await validateEntry(ctx, { entryId: changed.id, version: 2 })).toMatchObject({
      reason: 'entry.changedElsewhere',
    });
  });

  test('a decision that comes too late for the sitting', async () => {
    const seated = await world('seated');
    const atSeated = testContext(database, { actor: (await seated.officer(seated.region.id)).actor });
    const command = { entryId: seated.paid.id, version: 1 };
    expect(await returnEntry(atSeated, { ...command, reason: 'Nom mal écrit' })).toMatchObject({
      reason: 'sitting.closed',
    });
    expect((await validateEntry(atSeated, command)).ok).toBe(true);
    const marking = await world('marking');
    const atMarking = testContext(database, { actor: (await marking.officer(marking.region.id)).actor });
    expect(await validateEntry(atMarking, { entryId: marking.paid.id, version: 1 })).toMatchObject({
      reason: 'review.tooLate',
    });
  });
});

describe('two officers at once', () => {
  test('one decision stands, the other is refused, one line and one message are written', async () => {
    const { paid, region, officer } = await world();
    const command = { entryId: paid.id, version: paid.version };
    const contexts = [database.connect(), database.connect()];
    const [one, two] = await Promise.all([
      validateEntry(
        testContext(contexts[0] ?? database, { actor: (await officer(region.id)).actor }),
        command,
      ),
      returnEntry(testContext(contexts[1] ?? database, { actor: (await officer(region.id)).actor }), {
        ...command,
        reason: 'La photo est floue',
      }),
    ]);
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1);
    expect([one, two].find(({ ok }) => !ok)).toMatchObject({ reason: 'state.refused' });
    expect(await auditOf(paid.id)).toHaveLength(1);
  });

  test('control: the same read and write without the lock lets both decide', async () => {
    const { paid } = await world();
    const [one, two] = [database.connect().db, database.connect().db];
    const read = (db: typeof one) => db.select().from(entry).where(eq(entry.id, paid.id));
    const seen = await Promise.all([read(one), read(two)]);
    expect(seen.map(([row]) => row?.state)).toEqual(['paid', 'paid']);
    const write = (db: typeof one, state: 'validated' | 'returned') =>
      db.update(entry).set({ state }).where(eq(entry.id, paid.id)).returning();
    const written = [await write(one, 'validated'), await write(two, 'returned')];
    expect(written.map((rows) => rows.length)).toEqual([1, 1]);
    expect((await stored(paid.id)).state).toBe('returned');
  });
});
