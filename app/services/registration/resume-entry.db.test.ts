import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { userAccount } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { type CreateEntry, createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { loadOwnEntry } from './load-own-entry.server.ts';
import { resumeEntry } from './resume-entry.server.ts';
import { saveStep } from './save-step.server.ts';
import { startEntry } from './start-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let stranger: TestContext;
let count = 0;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  stranger = testContext(database, { actor: ANONYMOUS });
});

const CODE = '4F7H92KDX3PA';
async function keyed(values: Partial<CreateEntry> = {}) {
  count += 1;
  const reference = `TEST${String(count).padStart(4, '0')}`;
  const row = await createEntry(database.db, { ...world.place, ...values, reference, accessCode: CODE });
  return { reference, entryId: row.id, candidateId: row.candidateId };
}
const resume = (reference: string, code = CODE, as = stranger) =>
  resumeEntry(as, { reference, code, locale: 'fr' });
const ownerOf = async (candidateId: string) =>
  (await database.db.select().from(candidate).where(eq(candidate.id, candidateId)))[0]?.userId ?? null;

describe('reference and code', () => {
  test('come with a draft from its start; one that has none gets them when it is next saved', async () => {
    const user = await createUser(database.db);
    const as = stranger.as(user.actor);
    const started = await startEntry(as, { sittingId: world.sitting.id });
    const rowOf = async (id: string) => (await database.db.select().from(entry).where(eq(entry.id, id)))[0];
    const draft = await rowOf(started.ok ? started.value.entryId : '');
    expect(draft?.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(draft?.accessCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    const old = await createEntry(database.db, {
      ...world.place,
      userId: (await createUser(database.db)).id,
    });
    const system = testContext(database);
    const sport = { step: 'sport', value: { sport: false } } as const;
    await saveStep(system, { entryId: old.id, version: 1, answer: sport });
    expect((await rowOf(old.id))?.accessCode).toMatch(/^.{12}$/);
  });

  test('open the account of the entry’s candidate', async () => {
    const user = await createUser(database.db);
    const { reference, entryId } = await keyed({ userId: user.id });
    const verdict = await resume(reference);
    expect(verdict).toMatchObject({ ok: true, value: { entryId } });
    const cookie = verdict.ok ? (verdict.value.setCookie ?? '').split(';')[0] : '';
    expect(await stranger.adapters.sessions.read(cookie ?? '')).toMatchObject({ userId: user.id });
  });

  test('make an account without contact for a candidate who has none, once', async () => {
    const { reference, candidateId, entryId } = await keyed();
    await Promise.all([resume(reference), resume(reference)]);
    const userId = await ownerOf(candidateId);
    expect(
      await database.db
        .select()
        .from(userAccount)
        .where(eq(userAccount.id, userId ?? '')),
    ).toMatchObject([{ email: null, phone: null }]);
    const actor = { kind: 'user', id: userId ?? '', label: '', locale: 'fr', grants: [] } as const;
    expect((await loadOwnEntry(database.db, actor, entryId)).ok).toBe(true);
  });

  test('wrong in either part, or of an entry given up, are one answer', async () => {
    const { reference } = await keyed();
    const gone = await keyed({ state: 'withdrawn' });
    const wrong = { ok: false, reason: 'resume.wrong' };
    expect(await resume(reference, '4F7H92KDX3PB')).toEqual(wrong);
    expect(await resume('ZZZZZZZZ')).toEqual(wrong);
    expect(await resume(gone.reference)).toEqual(wrong);
    // An entry without a code is opened by none.
    const bare = await keyed();
    await database.db.update(entry).set({ accessCode: null }).where(eq(entry.id, bare.entryId));
    expect(await resume(bare.reference, '')).toEqual(wrong);
    expect(await resume(bare.reference, '-')).toEqual(wrong);
  });

  test('open no account that holds a role', async () => {
    const head = await createUser(database.db, {
      grants: [{ role: 'schoolHead', organisationId: world.office.id, schoolId: world.school.id }],
    });
    const { reference } = await keyed({ userId: head.id });
    expect(await resume(reference)).toMatchObject({ reason: 'resume.staffAccount' });
  });
});

describe('somebody who is signed in', () => {
  test('gets an entry that is nobody’s, and one that was only opened by its code', async () => {
    const [one, two] = [await createUser(database.db), await createUser(database.db)];
    const first = await keyed();
    expect(await resume(first.reference, CODE, stranger.as(one.actor))).toEqual({
      ok: true,
      value: { entryId: first.entryId },
    });
    expect(await ownerOf(first.candidateId)).toBe(one.id);
    expect(await resume(first.reference)).toMatchObject({ reason: 'resume.wrong' });
    const second = await keyed();
    await resume(second.reference);
    expect((await resume(second.reference, CODE, stranger.as(two.actor))).ok).toBe(true);
    expect(await ownerOf(second.candidateId)).toBe(two.id);
  });

  test('not one of another account, nor a second in the same office or of the same period', async () => {
    const user = await createUser(database.db);
    const as = stranger.as(user.actor);
    const taken = await keyed({ userId: (await createUser(database.db)).id });
    expect(await resume(taken.reference, CODE, as)).toMatchObject({ reason: 'resume.otherAccount' });
    const elsewhere = await createOrganisation(database.db);
    const same = await createSitting(database.db, { organisationId: elsewhere.id });
    const region = await createRegion(database.db, { organisationId: elsewhere.id });
    await createEntry(database.db, {
      organisationId: elsewhere.id,
      sittingId: same.id,
      regionId: region.id,
      userId: user.id,
    });
    const free = await keyed();
    expect(await resume(free.reference, CODE, as)).toMatchObject({ reason: 'entry.samePeriod' });
    const owner = await createUser(database.db);
    await keyed({ userId: owner.id });
    expect(await resume(free.reference, CODE, stranger.as(owner.actor))).toMatchObject({
      reason: 'resume.otherCandidate',
    });
    expect(await ownerOf(free.candidateId)).toBeNull();
  });
});

test('what was done is in the audit log, and no code is', async () => {
  const lines = await database.db.select().from(auditLog);
  expect(new Set(lines.map(({ action }) => action))).toEqual(
    new Set(['entry.start', 'entry.answer', 'entry.resume', 'entry.claim']),
  );
  expect(
    JSON.stringify(lines, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
  ).not.toContain(CODE);
});
