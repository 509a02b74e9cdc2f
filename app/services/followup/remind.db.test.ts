import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/access/roles.ts';
import type { Audience } from '#app/domain/followup/audiences.ts';
import { jobPayloads } from '#app/domain/jobs/catalogue.ts';
import { changeDeadline } from '#app/services/sitting/change-deadline.server.ts';
import { message } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createOrganisation, createRegion, createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs, sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { SYSTEM, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { previewReminders } from './preview-reminders.server.ts';
import { remind } from './remind.server.ts';
import { sendReminders } from './send-reminders.server.ts';

const database = useDatabase();

/** Two regions, each with a silent school, a school with drafts and unpaid entries, and candidates of their own. */
async function world() {
  const { db } = database;
  const office = await createOrganisation(db);
  const organisationId = office.id;
  const sitting = await createSitting(db, { organisationId });
  const half = async () => {
    const { id: regionId } = await createRegion(db, { organisationId });
    const silent = await createSchool(db, { organisationId, regionId });
    const busy = await createSchool(db, { organisationId, regionId });
    const headOf = (schoolId: string) =>
      createUser(db, { grants: [{ role: 'schoolHead', organisationId, schoolId }] });
    const heads = { silent: await headOf(silent.id), busy: await headOf(busy.id) };
    const common = { organisationId, sittingId: sitting.id, regionId };
    await createEntry(db, { ...common, schoolId: busy.id });
    await createEntry(db, { ...common, schoolId: busy.id, state: 'submitted' });
    await createEntry(db, { ...common, schoolId: busy.id, state: 'submitted' });
    const candidates = {
      draft: await createUser(db),
      unpaid: await createUser(db),
      paid: await createUser(db),
    };
    await createEntry(db, { ...common, userId: candidates.draft.id });
    await createEntry(db, { ...common, userId: candidates.unpaid.id, state: 'submitted' });
    await createEntry(db, { ...common, userId: candidates.paid.id, state: 'paid', proofVersion: 1 });
    return { regionId, silent, busy, heads, candidates };
  };
  const north = await half();
  const south = await half();
  const as = async (role: Role, regionId: string | null = null) =>
    testContext(database, {
      actor: (await createUser(db, { grants: [{ role, organisationId, regionId }] })).actor,
    });
  return { sitting, north, south, as, organisationId };
}

/** Does the worker's part for the reminders of one sitting; returns who was then written to. */
async function sendAll(ctx: TestContext, sittingId: string): Promise<string[]> {
  const before = ctx.mails.length;
  for (const { name, payload } of await queuedJobs(database.db)) {
    const job = name === 'send-reminders' ? jobPayloads['send-reminders'].parse(payload) : undefined;
    if (job?.sittingId === sittingId) await sendReminders(ctx.as(SYSTEM), job);
  }
  await sendQueuedMessages(ctx);
  return ctx.mails
    .slice(before)
    .map(({ to }) => to)
    .sort();
}

const emails = (...people: { email: string | null }[]) => people.map(({ email }) => email ?? '').sort();

describe('a reminder', () => {
  test.each([
    ['silentSchools', (half) => half.heads.silent],
    ['schoolDrafts', (half) => half.heads.busy],
    ['schoolUnpaid', (half) => half.heads.busy],
    ['candidateDraft', (half) => half.candidates.draft],
    ['candidateUnpaid', (half) => half.candidates.unpaid],
    ['candidateProof', (half) => half.candidates.unpaid],
  ] as [Audience, (half: Awaited<ReturnType<typeof world>>['north']) => { email: string | null }][])(
    '%s reaches whom it is for and nobody else',
    async (audience, whom) => {
      const { sitting, north, south, as } = await world();
      const ctx = await as('registrar');
      expect(await remind(ctx, { sittingId: sitting.id, audience })).toEqual({
        ok: true,
        value: { people: 2 },
      });
      expect(await sendAll(ctx, sitting.id)).toEqual(emails(whom(north), whom(south)));
      for (const { text } of ctx.mails) expect(text).toContain('31 mars 2027');
    },
  );

  test('tells a head how many of the school are concerned', async () => {
    const { sitting, as } = await world();
    const ctx = await as('registrar');
    await remind(ctx, { sittingId: sitting.id, audience: 'schoolUnpaid' });
    await sendAll(ctx, sitting.id);
    expect(ctx.mails[0]?.text).toContain('Dossiers concernés : 2.');
  });

  test('is sent once a day: a second click the same day sends nothing, the next day does', async () => {
    const { sitting, as, north } = await world();
    const ctx = await as('registrar');
    const command = { sittingId: sitting.id, audience: 'candidateDraft' } as const;
    await remind(ctx, command);
    expect((await remind(ctx, command)).ok).toBe(true);
    expect(await sendAll(ctx, sitting.id)).toHaveLength(2);
    expect(await remind(ctx, command)).toEqual({ ok: false, reason: 'reminder.alreadyToday' });
    expect(await sendAll(ctx, sitting.id)).toEqual([]);
    const officer = await as('regionalOfficer', north.regionId);
    expect(await remind(officer, command)).toMatchObject({ reason: 'reminder.alreadyToday' });
    ctx.advance({ days: 1 });
    expect((await remind(ctx, command)).ok).toBe(true);
    expect(await sendAll(ctx, sitting.id)).toHaveLength(2);
  });

  test('two jobs of the same reminder at once write to nobody twice', async () => {
    const { sitting, as } = await world();
    const ctx = (await as('registrar')).as(SYSTEM);
    const job = {
      sittingId: sitting.id,
      audience: 'schoolDrafts' as const,
      day: '2027-03-01',
      regions: null,
    };
    const other = testContext(database.connect(), { actor: SYSTEM });
    const runs = await Promise.all([sendReminders(ctx, job), sendReminders(other, job)]);
    expect(runs.map(({ sent }) => sent).sort()).toEqual([0, 2]);
    await sendQueuedMessages(ctx);
  });

  test('of an officer stays in their region; of a stranger is like none', async () => {
    const { sitting, as, south } = await world();
    const officer = await as('regionalOfficer', south.regionId);
    const command = { sittingId: sitting.id, audience: 'silentSchools' } as const;
    const preview = await previewReminders(officer, { sittingId: sitting.id });
    if (!preview.ok) throw new Error(preview.reason);
    expect(preview.value.find(({ audience }) => audience === 'silentSchools')).toMatchObject({ waiting: 1 });
    expect(await remind(officer, command)).toEqual({ ok: true, value: { people: 1 } });
    expect(await sendAll(officer, sitting.id)).toEqual(emails(south.heads.silent));
    for (const stranger of [
      await (await world()).as('registrar'),
      await as('auditor'),
      await as('cashier'),
    ]) {
      expect(await remind(stranger, command)).toEqual({ ok: false, reason: 'sitting.notFound' });
      expect(await previewReminders(stranger, { sittingId: sitting.id })).toMatchObject({ ok: false });
    }
  });

  test('writes to no contact that was not proved, and says how many it can’t reach', async () => {
    const { db } = database;
    const { sitting, as, north, organisationId } = await world();
    const unproved = await createUser(db, { verified: false });
    const common = { organisationId, sittingId: sitting.id, regionId: north.regionId };
    await createEntry(db, { ...common, userId: unproved.id });
    const ctx = await as('registrar');
    const preview = await previewReminders(ctx, { sittingId: sitting.id });
    if (!preview.ok) throw new Error(preview.reason);
    // Two drafts of schools have no account at all.
    expect(preview.value.find(({ audience }) => audience === 'candidateDraft')).toEqual({
      ...{ audience: 'candidateDraft', concerned: 5, waiting: 2, already: 0, unreachable: 3 },
    });
    await remind(ctx, { sittingId: sitting.id, audience: 'candidateDraft' });
    expect(await sendAll(ctx, sitting.id)).not.toContain(unproved.email);
  });

  test('is on record with who sent it, to what audience and to how many', async () => {
    const { sitting, as } = await world();
    const ctx = await as('registrar');
    await remind(ctx, { sittingId: sitting.id, audience: 'candidateUnpaid' });
    await sendAll(ctx, sitting.id);
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, sitting.id));
    expect(lines.map(({ action, detail }) => [action, detail['people'] ?? detail['messages']])).toEqual([
      ['sitting.remind', 2],
      ['reminder.send', 2],
    ]);
  });

  test('is refused once entries are closed, and for nobody', async () => {
    const { sitting, as } = await world();
    const ctx = await as('registrar');
    await sendReminders(ctx.as(SYSTEM), {
      ...{ sittingId: sitting.id, audience: 'silentSchools', day: '2027-02-28', regions: [] },
    });
    ctx.advance({ days: 31 });
    expect(await remind(ctx, { sittingId: sitting.id, audience: 'silentSchools' })).toMatchObject({
      reason: 'sitting.closed',
    });
    const empty = await createSitting(database.db, {
      organisationId: (await createOrganisation(database.db)).id,
    });
    expect(
      await remind(testContext(database), { sittingId: empty.id, audience: 'candidateDraft' }),
    ).toMatchObject({ reason: 'reminder.nobody' });
  });
});

test('a moved deadline is told once to heads and to whoever has not finished, with the new date', async () => {
  const { sitting, as, north, south } = await world();
  const ctx = await as('registrar');
  const entriesCloseAt = new Date(sitting.entriesCloseAt.getTime() + 5 * 86_400_000);
  await changeDeadline(ctx, { sittingId: sitting.id, entriesCloseAt, reason: 'Coupure du réseau' });
  const told = await sendAll(ctx, sitting.id);
  const concerned = [north, south].flatMap(({ heads, candidates }) => [
    ...[heads.silent, heads.busy, candidates.draft, candidates.unpaid],
  ]);
  expect(told).toEqual(emails(...concerned));
  expect(ctx.mails[0]?.text).toContain('5 avril 2027');
  expect(await sendAll(ctx, sitting.id)).toEqual([]);
  expect(await database.db.$count(message, eq(message.template, 'deadlineMoved'))).toBe(told.length);
});
