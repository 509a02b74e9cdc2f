import { describe, expect, test } from 'vitest';
import { reachOf } from '#app/domain/access/reach.ts';
import type { Role } from '#app/domain/access/roles.ts';
import { changeDeadline } from '#app/services/sitting/change-deadline.server.ts';
import { closeSitting } from '#app/services/sitting/close-sitting.server.ts';
import { reopenSitting } from '#app/services/sitting/reopen-sitting.server.ts';
import { createOrganisation, createRegion, createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { listDeadlineChanges } from './list-deadline-changes.server.ts';
import { countSilentSchools, listSilentSchools } from './list-silent-schools.server.ts';
import { DIMENSIONS, loadHeadcounts } from './load-headcounts.server.ts';

const database = useDatabase();

async function world() {
  const { db } = database;
  const office = await createOrganisation(db);
  const organisationId = office.id;
  const north = await createRegion(db, { organisationId, name: 'Agadez' });
  const south = await createRegion(db, { organisationId, name: 'Zinder' });
  const place = (regionId: string, commune: string) =>
    createSchool(db, { organisationId, regionId, commune });
  const schools = {
    first: await place(north.id, 'Arlit'),
    second: await place(north.id, 'Arlit'),
    far: await place(south.id, 'Gouré'),
    silent: await place(south.id, 'Mirriah'),
  };
  const sitting = await createSitting(db, { organisationId });
  const add = (values: Partial<Parameters<typeof createEntry>[1]>) =>
    createEntry(db, { organisationId, sittingId: sitting.id, regionId: north.id, state: 'paid', ...values });
  await add({ schoolId: schools.first.id, sex: 'F', series: 'C' });
  await add({ schoolId: schools.first.id, sex: 'M', series: 'D', state: 'submitted' });
  await add({ schoolId: schools.second.id, sex: 'F', series: 'D', state: 'validated' });
  await add({ sex: 'F', series: 'A1', submittedAt: new Date('2027-02-27T23:30:00Z') });
  await add({ schoolId: schools.far.id, regionId: south.id, sex: 'M', series: 'C' });
  await add({ schoolId: schools.far.id, regionId: south.id, state: 'draft', sex: null });
  await add({ schoolId: schools.silent.id, regionId: south.id, state: 'withdrawn' });
  const staff = async (role: Role, regionId: string | null = null) =>
    (await createUser(db, { grants: [{ role, organisationId, regionId }] })).actor;
  const ask = (actor: Parameters<typeof reachOf>[0], filter = {}) =>
    loadHeadcounts(db, reachOf(actor, 'entry.read', 'sitting.manage'), {
      ...{ sittingId: sitting.id, filter, dimensions: DIMENSIONS, timeZone: 'Africa/Niamey' },
    });
  return { office, organisationId, north, south, schools, sitting, staff, ask };
}

describe('headcounts', () => {
  test('every table sums to the same total, girls counted inside it', async () => {
    const { staff, ask } = await world();
    const { sum, tables, days } = await ask(await staff('registrar'));
    expect(sum).toEqual({ girls: 3, boys: 2, unsaid: 0, total: 5 });
    for (const table of tables) expect(table.sum).toEqual(sum);
    expect(days.reduce((all, { count }) => all + count, 0)).toBe(5);
    const lines = (dimension: string) =>
      tables.find((one) => one.dimension === dimension)?.rows.map((row) => [row.name, row.girls, row.total]);
    expect(lines('region')).toEqual([
      ['Agadez', 3, 4],
      ['Zinder', 0, 1],
    ]);
    expect(lines('commune')).toEqual([
      ['Arlit', 2, 3],
      ['Gouré', 0, 1],
      [null, 1, 1],
    ]);
    expect(lines('state')).toEqual([
      ['submitted', 0, 1],
      ['paid', 2, 3],
      ['validated', 1, 1],
    ]);
    expect(lines('sex')).toEqual([
      ['F', 3, 3],
      ['M', 0, 2],
    ]);
    expect(lines('school')).toHaveLength(4);
  });

  test('a day ends when it ends at the office', async () => {
    const { staff, ask } = await world();
    const { days } = await ask(await staff('registrar'));
    expect(days).toEqual([
      { day: '2027-02-28', count: 1 },
      { day: '2027-03-01', count: 4 },
    ]);
  });

  test('an officer counts their region, a stranger nothing', async () => {
    const { staff, ask, south } = await world();
    expect((await ask(await staff('regionalOfficer', south.id))).sum.total).toBe(1);
    const other = await world();
    expect((await ask(await other.staff('registrar'))).sum.total).toBe(0);
    expect((await ask(await staff('cashier'))).sum.total).toBe(0);
  });

  test('filters narrow all the tables alike; drafts are counted when asked for, without days', async () => {
    const { staff, ask, north } = await world();
    const registrar = await staff('registrar');
    const narrowed = await ask(registrar, { regionId: north.id, series: 'D', kind: 'official' });
    expect(narrowed.sum).toMatchObject({ girls: 1, boys: 1, total: 2 });
    expect((await ask(registrar, { sex: 'F' })).sum).toMatchObject({ girls: 3, total: 3 });
    const drafts = await ask(registrar, { state: 'draft' });
    expect(drafts.sum).toEqual({ girls: 0, boys: 0, unsaid: 1, total: 1 });
    expect(drafts.days).toEqual([]);
  });
});

describe('schools that registered nobody', () => {
  test('are those without even a draft, with their heads, in the regions of the reader', async () => {
    const { staff, north, south, schools, sitting, organisationId } = await world();
    await createUser(database.db, {
      name: 'Mariama Souley',
      phone: '+22790000777',
      grants: [{ role: 'schoolHead', organisationId, schoolId: schools.silent.id }],
    });
    const ofWhole = reachOf(await staff('registrar'), 'entry.read');
    const list = await listSilentSchools(database.db, ofWhole, sitting.id, {});
    expect(list).toEqual([
      expect.objectContaining({
        id: schools.silent.id,
        region: 'Zinder',
        heads: [{ name: 'Mariama Souley', contact: '+22790000777' }],
      }),
    ]);
    expect(await countSilentSchools(database.db, ofWhole, sitting.id)).toEqual([
      { regionId: north.id, region: 'Agadez', schools: 2, silent: 0 },
      { regionId: south.id, region: 'Zinder', schools: 2, silent: 1 },
    ]);
    const ofNorth = reachOf(await staff('regionalOfficer', north.id), 'entry.read');
    expect(await listSilentSchools(database.db, ofNorth, sitting.id, {})).toEqual([]);
    expect(await listSilentSchools(database.db, ofNorth, sitting.id, { regionId: south.id })).toEqual([]);
    expect(await countSilentSchools(database.db, ofNorth, sitting.id)).toHaveLength(1);
  });
});

test('every time the deadline was moved is listed with who, from, to and why', async () => {
  const { sitting, staff } = await world();
  const ctx = testContext(database, { actor: await staff('registrar') });
  const later = (days: number) => new Date(sitting.entriesCloseAt.getTime() + days * 86_400_000);
  const id = { sittingId: sitting.id };
  await changeDeadline(ctx, { ...id, entriesCloseAt: later(7), reason: 'Coupure du réseau' });
  await closeSitting(ctx, id);
  await reopenSitting(ctx, { ...id, entriesCloseAt: later(14), reason: 'Pluies à Tillabéri' });
  expect(await listDeadlineChanges(database.db, sitting.id)).toMatchObject([
    { reopened: true, from: later(7), to: later(14), reason: 'Pluies à Tillabéri' },
    { reopened: false, from: sitting.entriesCloseAt, to: later(7), reason: 'Coupure du réseau' },
  ]);
});
