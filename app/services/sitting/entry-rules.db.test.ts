import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { EntryRules } from '#app/domain/registration/entry-rules.ts';
import { quotaUse } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting as sittingRow } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { changeEntryRules } from './change-entry-rules.server.ts';
import { createSitting } from './create-sitting.server.ts';

const database = useDatabase();

async function world() {
  const made = await createRegistrationWorld(database.db);
  const grants = [{ role: 'registrar' as const, organisationId: made.office.id }];
  const ctx = testContext(database, { actor: (await createUser(database.db, { grants })).actor });
  const set = (rules: Partial<EntryRules>, sittingId = made.sitting.id) =>
    changeEntryRules(ctx, { sittingId, rules: { documents: [], ...rules } });
  return { ...made, ctx, set };
}
const rulesOf = async (id: string) =>
  (await database.db.select().from(sitting).where(eq(sitting.id, id)))[0]?.entryRules;

test('the office sets the rules while entries are taken; a limit is never below what is taken', async () => {
  const { set, place, sitting: at } = await world();
  for (const series of ['C', 'C', 'D'])
    await createEntry(database.db, { ...place, series, state: 'submitted' });
  expect(await set({ quota: { total: 2 } })).toMatchObject({
    reason: 'rules.quotaBelowTaken',
    detail: { series: '*', taken: 3 },
  });
  expect(await set({ quota: { total: 3, series: { C: 1 } } })).toMatchObject({
    detail: { series: 'C', taken: 2 },
  });
  expect((await rulesOf(at.id))?.quota).toBeUndefined();
  expect((await set({ quota: { total: 3, series: { C: 2 } } })).ok).toBe(true);
  const places = async () =>
    Object.fromEntries(
      (await database.db.select().from(quotaUse).where(eq(quotaUse.sittingId, at.id))).map((row) => [
        row.series,
        row.taken,
      ]),
    );
  expect(await places()).toEqual({ '*': 3, C: 2 });
  expect((await set({ quota: { total: 5 } })).ok).toBe(true);
  expect(await places()).toEqual({ '*': 3 });
  expect((await set({})).ok).toBe(true);
  expect(await places()).toEqual({});
});

test('what contradicts itself or names no series of the regulation is refused', async () => {
  const { set } = await world();
  expect(await set({ age: { minimum: 30, maximum: 20 } })).toMatchObject({ reason: 'rules.unreadable' });
  expect(await set({ quota: { series: { Z: 3 } } })).toMatchObject({ reason: 'rules.seriesUnknown' });
});

test('nobody else sets them, and nobody once entries are closed', async () => {
  const { set, ctx, sitting: at, office } = await world();
  const stranger = ctx.as((await createUser(database.db)).actor);
  const rules = { documents: [] };
  expect(await changeEntryRules(stranger, { sittingId: at.id, rules })).toMatchObject({
    reason: 'sitting.notFound',
  });
  const closed = await sittingRow(database.db, {
    organisationId: office.id,
    examCode: 'CL',
    state: 'closed',
  });
  expect(await set({}, closed.id)).toMatchObject({ reason: 'state.refused' });
});

test('a new sitting asks what the last one asked, unless it is told', async () => {
  const { ctx, set, sitting: at } = await world();
  await set({ attempts: { maximum: 3 } });
  const command = {
    examId: at.examId,
    name: { fr: 'Suivante', en: 'Next' },
    regulationVersionId: at.regulationVersionId,
    feeScheduleId: at.feeScheduleId,
    entriesOpenAt: at.entriesOpenAt,
    entriesCloseAt: at.entriesCloseAt,
    examStartsOn: at.examStartsOn,
    resultsExpectedOn: null,
    timetable: 'regulation' as const,
  };
  const next = await createSitting(ctx, { ...command, year: 2028 });
  expect(await rulesOf(next.ok ? next.value.sittingId : '')).toMatchObject({ attempts: { maximum: 3 } });
  const told = await createSitting(ctx, { ...command, year: 2029, entryRules: { documents: [] } });
  expect(await rulesOf(told.ok ? told.value.sittingId : '')).toEqual({ documents: [] });
});
