import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import {
  batchOf,
  checkList,
  createImportWorld,
  csvOf,
  given,
  pupil,
  rowsOfBatch,
  TITLES,
} from '#tests/factories/imports.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { commitImport } from './change-import.server.ts';
import { enterImportRows } from './enter-import-rows.server.ts';

const database = useDatabase();
let system: TestContext;
beforeAll(() => {
  system = testContext(database);
});

async function world(options: Parameters<typeof createImportWorld>[1] = {}) {
  const made = await createImportWorld(database.db, options);
  return { ...made, ctx: system.as(made.head.actor) };
}
const entriesOf = (sittingId: string) =>
  database.db.select().from(entry).where(eq(entry.sittingId, sittingId)).orderBy(entry.surname);
const imported = async (sittingId: string) =>
  (await entriesOf(sittingId)).filter(({ importDigest }) => importDigest !== null);

async function enterAll(ctx: TestContext, batchId: string, mode: 'all' | 'good' = 'good'): Promise<void> {
  given(await commitImport(ctx, { batchId, mode }));
  await enterImportRows(system, { batchId });
}

describe('entering', () => {
  test('makes a draft of each good row, with all it says', async () => {
    const { ctx, place, sitting: held, region, school } = await world();
    const titles = [...TITLES, 'Options', 'EPS', 'NNI', 'Téléphone', 'Email', 'Matricule'];
    const more = ['', 'inapte', 'ne-77', '+227 90 12 34 56', 'a@example.org', 'M 7'];
    const batchId = await checkList(ctx, place, csvOf([pupil(1, { more })], titles), titles);
    await enterAll(ctx, batchId, 'all');
    const [made] = await imported(held.id);
    expect(made).toMatchObject({
      state: 'draft',
      kind: 'official',
      schoolId: school.id,
      regionId: region.id,
      number: null,
      surname: 'Maïga 1',
      givenNames: 'Aïssatou',
      sex: 'F',
      birthDate: '2008-11-02',
      birthPlace: 'Tillabéri',
      nationality: 'NE',
      series: 'C',
      options: [],
      fit: false,
      nationalId: 'NE77',
      contactPhone: '+22790123456',
      contactEmail: 'a@example.org',
      schoolNumber: 'M 7',
      nameKey: '1 aissatou maiga',
      placeKey: 'tillaberi',
      earlierDiploma: null,
    });
    expect(made?.reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(made?.accessCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    const [row] = await rowsOfBatch(database.db, batchId);
    expect(row).toMatchObject({ state: 'done', entryId: made?.id });
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, batchId));
    expect(lines.map(({ action }) => action)).toEqual([
      'import.upload',
      'import.map',
      'import.check',
      'import.commit',
      'import.enter',
      'import.finish',
    ]);
    expect((await queuedJobs(database.db)).at(-1)).toEqual({
      name: 'find-duplicates',
      payload: { sittingId: held.id, entryIds: [made?.id] },
    });
  });

  test('is all or only the good rows', async () => {
    const { ctx, place, sitting: held } = await world();
    const batchId = await checkList(ctx, place, csvOf([pupil(1), pupil(2, { sex: 'x' })]));
    expect(await commitImport(ctx, { batchId, mode: 'all' })).toMatchObject({ reason: 'import.badRows' });
    await enterAll(ctx, batchId, 'good');
    expect(await imported(held.id)).toHaveLength(1);
    expect(await commitImport(ctx, { batchId, mode: 'good' })).toMatchObject({ reason: 'state.refused' });
    const none = await checkList(ctx, place, csvOf([pupil(1)]));
    expect(await commitImport(ctx, { batchId: none, mode: 'all' })).toMatchObject({
      reason: 'import.nothingToEnter',
    });
  });

  test('twice, or by two workers at once, makes each entry once', async () => {
    const { ctx, place, sitting: held } = await world();
    const rows = Array.from({ length: 1100 }, (_, n) => pupil(n));
    const batchId = await checkList(ctx, place, csvOf(rows));
    given(await commitImport(ctx, { batchId, mode: 'all' }));
    await Promise.all([1, 2, 3].map(() => enterImportRows(system, { batchId })));
    expect(await enterImportRows(system, { batchId })).toEqual({ entered: 0 });
    expect(await imported(held.id)).toHaveLength(1100);
    expect(await batchOf(database.db, batchId)).toMatchObject({
      state: 'committed',
      doneRows: 1100,
      failure: null,
    });
  });

  test('two lists with the same pupils at once make one entry a pupil, and leave no candidate without', async () => {
    const { ctx, place, sitting: held } = await world();
    const rows = Array.from({ length: 700 }, (_, n) => pupil(n));
    const first = await checkList(ctx, place, csvOf(rows));
    const second = await checkList(ctx, place, csvOf([...rows].reverse()));
    for (const batchId of [first, second]) given(await commitImport(ctx, { batchId, mode: 'all' }));
    await Promise.all([first, second].map((batchId) => enterImportRows(system, { batchId })));
    expect(await imported(held.id)).toHaveLength(700);
    const [a, b] = [await batchOf(database.db, first), await batchOf(database.db, second)];
    expect(a.doneRows + b.doneRows).toBe(700);
    expect(a.knownRows + b.knownRows).toBe(700);
    const orphans = await database.sql`
      select c.id from candidate c left join entry e on e.candidate_id = c.id
      where e.id is null and c.user_id is null and c.organisation_id = ${held.organisationId}`;
    expect(orphans).toHaveLength(0);
  });

  test('stops when the sitting closes, says so, and leaves the rest good', async () => {
    const { ctx, place, sitting: held } = await world();
    const batchId = await checkList(ctx, place, csvOf([pupil(1)]));
    given(await commitImport(ctx, { batchId, mode: 'all' }));
    await database.db.update(sitting).set({ state: 'closed' }).where(eq(sitting.id, held.id));
    await enterImportRows(system, { batchId });
    expect(await batchOf(database.db, batchId)).toMatchObject({
      state: 'committed',
      doneRows: 0,
      failure: 'sitting.closed',
    });
    expect(await imported(held.id)).toEqual([]);
    await database.db.update(sitting).set({ state: 'open' }).where(eq(sitting.id, held.id));
    const late = await checkList(ctx, place, csvOf([pupil(2)]));
    await database.db.update(sitting).set({ state: 'closed' }).where(eq(sitting.id, held.id));
    expect(await commitImport(ctx, { batchId: late, mode: 'all' })).toMatchObject({
      reason: 'sitting.closed',
    });
  });

  test('again after a withdrawal makes a new entry', async () => {
    const { ctx, place, sitting: held } = await world();
    await enterAll(ctx, await checkList(ctx, place, csvOf([pupil(1)])));
    const [made] = await imported(held.id);
    await database.db
      .update(entry)
      .set({ state: 'withdrawn' })
      .where(eq(entry.id, made?.id ?? ''));
    await enterAll(ctx, await checkList(ctx, place, csvOf([pupil(1, { more: [' '] })])));
    expect((await imported(held.id)).map(({ state }) => state).sort()).toEqual(['draft', 'withdrawn']);
  });
});
