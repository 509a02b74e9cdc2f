import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { listSchoolEntries } from '#app/queries/school/list-school-entries.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { document } from '#db/schema/document.ts';
import { payment } from '#db/schema/fees.ts';
import { createOrganisation, createRegion, createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { TEST_NOW, testContext } from '#tests/setup/test-context.ts';
import { findOwnDocument, findOwnPhoto } from './find-own-file.server.ts';
import { listOpenSittings } from './list-open-sittings.server.ts';
import { loadHome } from './load-home.server.ts';
import { loadPaymentPage } from './load-payment-page.server.ts';
import { listRegions, loadPlaces } from './load-places.server.ts';
import { searchSchools } from './search-schools.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
const STRANGER = '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11';

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
});

describe('searching a school', () => {
  let organisationId = '';
  const names = async (typed: string) =>
    (await searchSchools(database.db, organisationId, typed)).schools.map(({ name }) => name);

  beforeAll(async () => {
    organisationId = (await createOrganisation(database.db)).id;
    const region = await createRegion(database.db, { organisationId, name: 'Tillabéri' });
    const add = (name: string, commune: string) =>
      createSchool(database.db, { organisationId, regionId: region.id, name, commune });
    await add('Lycée Issa Béri', 'Niamey');
    await add('Collège Gorou', 'Téra');
    await add('École N’Gourti 100%', 'ÉTAM');
    for (let i = 0; i < 25; i++) await add(`CEG ${String(i).padStart(2, '0')}`, 'Kollo');
  });

  test.each([
    ['lycee issa', ['Lycée Issa Béri']],
    ['ISSA niamey', ['Lycée Issa Béri']],
    ['tera', ['Collège Gorou']],
    ["n'gourti", ['École N’Gourti 100%']],
    ['etam', ['École N’Gourti 100%']],
    ['%', ['École N’Gourti 100%']],
    ['_', []],
    ['   ', []],
    ["'; drop table school; --", []],
  ])('%j finds %j', async (typed, found) => {
    expect(await names(typed)).toEqual(found);
  });

  test('a long list is cut and says so; another office’s schools are not in it', async () => {
    const found = await searchSchools(database.db, organisationId, 'kollo');
    expect([found.schools.length, found.more]).toEqual([20, true]);
    expect((await searchSchools(database.db, world.office.id, 'issa')).schools).toEqual([]);
  });
});

test('open sittings: those that close later, with their fees, and those still to open', async () => {
  const { id: organisationId } = await createOrganisation(database.db);
  const days = (n: number) => new Date(TEST_NOW.getTime() + n * 86_400_000);
  const soon = await createSitting(database.db, { organisationId, examCode: 'S', entriesOpenAt: days(2) });
  const closed = await createSitting(database.db, { organisationId, examCode: 'C', state: 'closed' });
  const past = await createSitting(database.db, { organisationId, examCode: 'P', entriesCloseAt: TEST_NOW });
  const found = await listOpenSittings(database.db, TEST_NOW);
  const byId = new Map(found.map((sitting) => [sitting.id, sitting]));
  expect(byId.get(world.sitting.id)).toMatchObject({ isOpen: true, currency: 'XOF' });
  expect(byId.get(world.sitting.id)?.fees.map(({ amount }) => amount)).toContain(6000n);
  expect(byId.get(soon.id)).toMatchObject({ isOpen: false });
  expect([byId.has(closed.id), byId.has(past.id)]).toEqual([false, false]);
});

test('the home page tells what is due, then that money is under way', async () => {
  const user = await createUser(database.db);
  const { id: entryId } = await createEntry(database.db, {
    ...world.place,
    userId: user.id,
    schoolId: world.school.id,
  });
  const ctx = testContext(database, { actor: user.actor });
  const home = async () => {
    const [entry] = await loadHome(database.db, user.id, TEST_NOW);
    return entry?.journey.map(({ note }) => note).slice(0, 2);
  };
  expect(await home()).toEqual(['draft', 'later']);
  await submitEntry(ctx, { entryId, version: 1 });
  expect(await home()).toEqual(['done', 'due']);
  expect((await loadHome(database.db, user.id, TEST_NOW))[0]?.due).toEqual({
    minor: 10_000n,
    currency: 'XOF',
  });
  const page = await loadPaymentPage(database.db, entryId);
  expect(page?.lines.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(page?.total.minor);
  expect(page?.payment).toBeNull();
  const [bill] = await database.sql`select id, organisation_id from invoice where entry_id = ${entryId}`;
  await database.db.insert(payment).values({
    organisationId: String(bill?.organisation_id),
    invoiceId: String(bill?.id),
    provider: 'stripe',
    currency: 'XOF',
    amount: 10_000n,
    state: 'pending',
    locale: 'fr',
    expiresAt: TEST_NOW,
    createdAt: TEST_NOW,
  });
  expect(await home()).toEqual(['done', 'waiting']);
  expect((await loadPaymentPage(database.db, entryId))?.payment).toMatchObject({ state: 'pending' });
  expect(await loadHome(database.db, STRANGER, TEST_NOW)).toEqual([]);
});

test('places are named', async () => {
  expect(await loadPlaces(database.db, { schoolId: world.school.id, regionId: world.region.id })).toEqual({
    school: `${world.school.name}, ${world.school.commune}`,
    region: world.region.name,
  });
  expect(await loadPlaces(database.db, { schoolId: null, regionId: null })).toEqual({
    school: null,
    region: null,
  });
  expect(await listRegions(database.db, world.office.id)).toEqual([
    { id: world.region.id, name: world.region.name },
  ]);
});

test('files: one’s own, issued, of that entry; nothing else', async () => {
  const { draft, user, office } = world;
  const [pending] = await database.db
    .insert(document)
    .values({
      organisationId: office.id,
      entryId: draft.id,
      kind: 'convocation',
      number: 'CV-1',
      numberKey: 'CV1',
      edition: 1,
      state: 'pending',
      source: 'test',
      model: {},
      modelHash: 'x',
      typedCode: 'x',
      statusIndex: 1,
      createdAt: TEST_NOW,
    })
    .returning();
  const ids = { entryId: draft.id, documentId: pending?.id ?? '' };
  expect(await findOwnDocument(database.db, user.id, ids)).toBeUndefined();
  await database.db
    .update(document)
    .set({
      state: 'issued',
      cose: new Uint8Array([1]),
      token: 't',
      fileKey: 'documents/cv-1.pdf',
      kid: 'k',
      issuedAt: TEST_NOW,
    })
    .where(eq(document.id, ids.documentId));
  expect(await findOwnDocument(database.db, user.id, ids)).toMatchObject({
    fileKey: 'documents/cv-1.pdf',
    number: 'CV-1',
  });
  expect(await findOwnDocument(database.db, STRANGER, ids)).toBeUndefined();
  expect(await findOwnDocument(database.db, user.id, { ...ids, entryId: STRANGER })).toBeUndefined();
  expect(await findOwnPhoto(database.db, user.id, draft.id)).toBe(draft.photoKey);
  expect(await findOwnPhoto(database.db, STRANGER, draft.id)).toBeUndefined();
});

test('a school’s page: its own entries, counted by state, filtered, never another school’s', async () => {
  const { id: organisationId } = world.office;
  const school = await createSchool(database.db, { organisationId, regionId: world.region.id });
  const grant = { role: 'schoolHead', organisationId, regionId: null, centreId: null, juryId: null } as const;
  const grants = [{ ...grant, schoolId: school.id }];
  const place = { ...world.place, schoolId: school.id };
  for (const state of ['draft', 'paid', 'paid', 'withdrawn'] as const)
    await createEntry(database.db, { ...place, state });
  const all = await listSchoolEntries(database.db, grants, { page: 1 });
  expect(all).toMatchObject({ counts: { draft: 1, paid: 2 }, total: 3, sittingId: world.sitting.id });
  const paid = await listSchoolEntries(database.db, grants, { page: 1, state: 'paid' });
  expect(paid).toMatchObject({ total: 2, counts: { draft: 1, paid: 2 } });
  expect(paid.entries.every(({ state }) => state === 'paid')).toBe(true);
  expect((await listSchoolEntries(database.db, grants, { page: 2 })).entries).toEqual([]);
  const unscoped = await listSchoolEntries(database.db, [{ ...grant, schoolId: null }], { page: 1 });
  expect(unscoped.total).toBe(0);
});
