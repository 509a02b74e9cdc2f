import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { isTableNumber } from '#app/domain/allocation/table-number.ts';
import { auditLog } from '#db/schema/audit.ts';
import { room } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import {
  createCentre,
  createOrganisation,
  createRegion,
  createSchool,
} from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { allocateSeats } from './allocate-seats.server.ts';
import { requestConvocations } from './request-convocations.server.ts';

const database = useDatabase();

async function world({ rooms = [3, 4], entries = 5 } = {}) {
  const { db } = database;
  const office = await createOrganisation(db);
  const place = {
    organisationId: office.id,
    regionId: (await createRegion(db, { organisationId: office.id })).id,
  };
  const schools = [await createSchool(db, place), await createSchool(db, place)];
  const centre = await createCentre(db, place);
  for (const [i, capacity] of rooms.entries())
    await db.insert(room).values({ centreId: centre.id, name: `Salle ${i + 1}`, capacity });
  const row = await createSitting(db, { organisationId: office.id, state: 'closed' });
  const add = (i: number, state: 'validated' | 'paid' = 'validated') =>
    createEntry(db, { ...place, sittingId: row.id, state, schoolId: schools[i % 2]?.id ?? null });
  for (let i = 0; i < entries; i += 1) await add(i);
  const { actor } = await createUser(db, { grants: [{ role: 'logistics', organisationId: office.id }] });
  return { office, place, row, add, centre, ctx: testContext(database, { actor }) };
}

const seatsOf = (sittingId: string) =>
  database.db.select().from(seat).where(eq(seat.sittingId, sittingId)).orderBy(seat.tableNumber);
const stateOf = async (id: string) =>
  (await database.db.select({ state: sitting.state }).from(sitting).where(eq(sitting.id, id)))[0]?.state;

describe('seats are given', () => {
  test('to validated entries alone, with numbers and codes, a jury, convocations, and the seed on record', async () => {
    const { ctx, row, add } = await world();
    await add(9, 'paid');
    const verdict = await allocateSeats(ctx, { sittingId: row.id });
    if (!verdict.ok) throw new Error(verdict.reason);
    expect(verdict.value).toMatchObject({ seated: 5, added: 5, unplaced: 0, juries: 1 });
    const seats = await seatsOf(row.id);
    expect(seats).toHaveLength(5);
    for (const { tableNumber, resultCode } of seats) {
      expect(isTableNumber(tableNumber)).toBe(true);
      expect(resultCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    }
    expect(new Set(seats.map(({ resultCode }) => resultCode)).size).toBe(5);
    expect(await stateOf(row.id)).toBe('seated');
    const [issuing] = await database.db.select().from(task).where(eq(task.kind, 'issue-documents'));
    expect(issuing?.subject).toMatchObject({ sittingId: row.id, kind: 'convocation' });
    expect(await queuedJobs(database.db)).toContainEqual({
      name: 'issue-documents',
      payload: { taskId: issuing?.id },
    });
    const [line] = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, row.id));
    expect(line).toMatchObject({ action: 'sitting.allocate', detail: { seed: verdict.value.seed } });
    const judged = await database.db.select().from(juryCentre).where(eq(juryCentre.sittingId, row.id));
    expect(judged).toHaveLength(1);
  });

  test('a second time only to who came late; nobody moves and no jury is doubled', async () => {
    const { ctx, row, add } = await world();
    expect((await allocateSeats(ctx, { sittingId: row.id })).ok).toBe(true);
    const before = await seatsOf(row.id);
    await add(7);
    const again = await allocateSeats(ctx, { sittingId: row.id });
    expect(again).toMatchObject({ ok: true, value: { seated: 6, added: 1, juries: 0 } });
    expect(
      (await seatsOf(row.id)).filter(({ entryId }) => before.some((one) => one.entryId === entryId)),
    ).toEqual(before);
    expect(await database.db.select().from(jury).where(eq(jury.sittingId, row.id))).toHaveLength(1);
  });

  test('in their own region, and not without room unless told to go on', async () => {
    const { ctx, row } = await world({ rooms: [3], entries: 5 });
    expect(await allocateSeats(ctx, { sittingId: row.id })).toMatchObject({
      reason: 'allocation.noRoom',
      detail: { count: 2 },
    });
    expect(await seatsOf(row.id)).toEqual([]);
    expect(await stateOf(row.id)).toBe('closed');
    expect(await allocateSeats(ctx, { sittingId: row.id, leaveUnplaced: true })).toMatchObject({
      value: { seated: 3, unplaced: 2 },
    });
  });

  test('twice at once: every seat is given once', async () => {
    const { ctx, row } = await world({ rooms: [20, 20], entries: 12 });
    const other = { ...ctx, db: database.connect().db };
    const answers = await Promise.all([
      allocateSeats(ctx, { sittingId: row.id }),
      allocateSeats(other, { sittingId: row.id }),
    ]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await seatsOf(row.id)).toHaveLength(12);
  });
});

describe('refused', () => {
  test('without validated entries, while entries are open, and to whoever may not', async () => {
    const { ctx, row, office } = await world({ entries: 0 });
    expect(await allocateSeats(ctx, { sittingId: row.id })).toMatchObject({ reason: 'allocation.nobody' });
    const open = await createSitting(database.db, {
      organisationId: office.id,
      state: 'open',
      examCode: 'BEPC',
    });
    expect(await allocateSeats(ctx, { sittingId: open.id })).toMatchObject({ reason: 'state.refused' });
    expect(await requestConvocations(ctx, { sittingId: open.id })).toMatchObject({ reason: 'state.refused' });
    const other = await world({ entries: 1 });
    const refused = { ok: false, reason: 'sitting.notFound' };
    expect(await allocateSeats(other.ctx, { sittingId: row.id })).toEqual(refused);
    expect(await requestConvocations(other.ctx, { sittingId: row.id })).toEqual(refused);
  });
});

test('20 000 candidates are seated in one go', async () => {
  const { ctx, row, place, centre } = await world({ entries: 1 });
  const [model] = await database.db.select().from(entry).where(eq(entry.sittingId, row.id));
  if (!model) throw new Error('no entry');
  await database.sql`
    with people as (insert into candidate (organisation_id, created_at)
      select ${place.organisationId}, now() from generate_series(1, 20000) returning id)
    insert into entry (organisation_id, sitting_id, candidate_id, state, kind, number, region_id, surname, given_names, sex,
      birth_date, birth_place, nationality, series, options, fit, submitted_at, created_at, updated_at)
    select ${place.organisationId}, ${row.id}, id, 'validated', 'free', 'X' || row_number() over (), ${place.regionId}, 'A', 'B', 'F',
      '2008-01-01', 'C', 'NE', 'C', '[]'::jsonb, true, now(), now(), now() from people`;
  await database.sql`insert into room (centre_id, name, capacity)
    select ${centre.id}, 'Grande salle ' || i, 30 from generate_series(1, 700) i`;
  expect(await allocateSeats(ctx, { sittingId: row.id })).toMatchObject({
    ok: true,
    value: { seated: 20_001, unplaced: 0 },
  });
}, 60_000);
