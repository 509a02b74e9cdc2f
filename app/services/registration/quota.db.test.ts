import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EntryRules } from '#app/domain/registration/entry-rules.ts';
import { rejectEntry } from '#app/services/review/reject-entry.server.ts';
import { entry, quotaUse } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { type CreateEntry, createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { saveStep } from './save-step.server.ts';
import { submitEntry } from './submit-entry.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let ctx: TestContext;
let exams = 0;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  ctx = testContext(database);
});

/** A sitting of its own with these places. */
async function sittingWith(quota: EntryRules['quota']) {
  exams += 1;
  const row = await createSitting(database.db, { organisationId: world.office.id, examCode: `Q${exams}` });
  await database.db
    .update(sitting)
    .set({ entryRules: { documents: [], quota } })
    .where(eq(sitting.id, row.id));
  return row.id;
}
async function ready(sittingId: string, values: Partial<CreateEntry> = {}) {
  const { id } = await createEntry(database.db, { ...world.place, sittingId, ...values });
  return id;
}
const submit = (entryId: string, on = ctx) => submitEntry(on, { entryId, version: 1 });
const takenOf = async (sittingId: string, series: string) =>
  (
    await database.db
      .select({ taken: quotaUse.taken })
      .from(quotaUse)
      .where(and(eq(quotaUse.sittingId, sittingId), eq(quotaUse.series, series)))
  )[0]?.taken;

describe('places', () => {
  test('run out by series and in the whole sitting, and the refusal says which', async () => {
    const sittingId = await sittingWith({ total: 3, series: { C: 1 } });
    expect((await submit(await ready(sittingId))).ok).toBe(true);
    const second = await ready(sittingId);
    expect(await submit(second)).toMatchObject({ reason: 'quota.full', detail: { series: 'C', places: 1 } });
    for (const series of ['D', 'A1'])
      expect((await submit(await ready(sittingId, { series }))).ok).toBe(true);
    expect(await submit(await ready(sittingId, { series: 'B' }))).toMatchObject({
      reason: 'quota.fullSitting',
      detail: { places: 3 },
    });
    // What was refused took nothing.
    expect([await takenOf(sittingId, '*'), await takenOf(sittingId, 'C')]).toEqual([3, 1]);
  });

  test('come back when an entry is withdrawn or rejected', async () => {
    const sittingId = await sittingWith({ total: 1 });
    const first = await ready(sittingId);
    await submit(first);
    await withdrawEntry(ctx, { entryId: first });
    const second = await ready(sittingId);
    expect((await submit(second)).ok).toBe(true);
    await database.db.update(entry).set({ state: 'paid' }).where(eq(entry.id, second));
    const reason = 'Pièce d’identité d’autrui';
    expect((await rejectEntry(ctx, { entryId: second, version: 2, reason })).ok).toBe(true);
    expect(await takenOf(sittingId, '*')).toBe(0);
    expect((await submit(await ready(sittingId))).ok).toBe(true);
  });

  test('a returned entry that changes series needs a place there', async () => {
    const sittingId = await sittingWith({ series: { C: 1, D: 1 } });
    const [one, two] = [await ready(sittingId), await ready(sittingId, { series: 'D' })];
    await submit(one);
    await submit(two);
    await database.db.update(entry).set({ state: 'returned' }).where(eq(entry.id, one));
    const change = (series: string) =>
      saveStep(ctx, { entryId: one, version: 2, answer: { step: 'series', value: { series } } });
    expect(await change('D')).toMatchObject({ reason: 'quota.full' });
    expect(await takenOf(sittingId, 'C')).toBe(1);
    expect((await change('A1')).ok).toBe(true);
    expect([await takenOf(sittingId, 'C'), await takenOf(sittingId, 'D')]).toEqual([0, 1]);
  });

  test('entries that were there before the limit count', async () => {
    const sittingId = await sittingWith({ total: 2 });
    await createEntry(database.db, { ...world.place, sittingId, state: 'paid' });
    expect((await submit(await ready(sittingId))).ok).toBe(true);
    expect((await submit(await ready(sittingId))).ok).toBe(false);
  });
});

describe('the last place, asked for by 200 at once', () => {
  const crowd = async (sittingId: string) => Promise.all(Array.from({ length: 200 }, () => ready(sittingId)));

  test('goes to exactly one', async () => {
    const sittingId = await sittingWith({ total: 1 });
    const verdicts = await Promise.all((await crowd(sittingId)).map((id) => submit(id)));
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(verdicts.flatMap((one) => (one.ok ? [] : [one.reason])))).toEqual(
      new Set(['quota.fullSitting']),
    );
    expect(await takenOf(sittingId, '*')).toBe(1);
  }, 60_000);

  test('control: counting without the lock gives it to all who look at the same time', async () => {
    const sittingId = await sittingWith({ total: 1 });
    const ids = (await crowd(sittingId)).slice(0, 8);
    const connections = ids.map(() => database.connect().db);
    let arrived = 0;
    let open = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const take = (id: string, at: number) =>
      connections[at]?.transaction(async (tx) => {
        const [seen] = await tx
          .select({ taken: sql<number>`count(*)::int` })
          .from(entry)
          .where(and(eq(entry.sittingId, sittingId), eq(entry.state, 'submitted')));
        arrived += 1;
        if (arrived === ids.length) open();
        await all;
        if ((seen?.taken ?? 0) >= 1) return false;
        const number = `CTRL-${String(at).padStart(6, '0')}`;
        await tx
          .update(entry)
          .set({ state: 'submitted', number, submittedAt: ctx.clock() })
          .where(eq(entry.id, id));
        return true;
      });
    const won = await Promise.all(ids.map(take));
    expect(won.filter(Boolean)).toHaveLength(8);
  });
});

test('200 submissions at once have 200 numbers without a gap', async () => {
  const sittingId = await sittingWith(undefined);
  const ids = await Promise.all(Array.from({ length: 200 }, () => ready(sittingId)));
  const verdicts = await Promise.all(ids.map((id) => submit(id)));
  const numbers = verdicts.map((one) => (one.ok ? Number(one.value.number.slice(-6)) : 0));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
}, 60_000);

test('a candidate of the rules: the age is refused at the question and again at the sending', async () => {
  const sittingId = await sittingWith(undefined);
  await database.db
    .update(sitting)
    .set({ entryRules: { documents: [], age: { minimum: 20 } } })
    .where(eq(sitting.id, sittingId));
  const user = await createUser(database.db);
  const entryId = await ready(sittingId, { userId: user.id });
  const as = ctx.as(user.actor);
  expect(await submit(entryId, as)).toMatchObject({ reason: 'rules.tooYoung', detail: { minimum: 20 } });
  const birth = (birthDate: string) =>
    saveStep(as, {
      entryId,
      version: 1,
      answer: { step: 'birth', value: { birthDate, birthPlace: 'Dosso' } },
    });
  expect(await birth('2009-01-01')).toMatchObject({ reason: 'rules.tooYoung' });
  expect((await birth('2001-01-01')).ok).toBe(true);
});
