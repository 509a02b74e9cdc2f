import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createEntry } from '#tests/factories/entry.ts';
import {
  batchOf,
  checkList,
  createImportWorld,
  csvOf,
  given,
  pupil,
  rowsOfBatch,
  sendList,
  TITLES,
} from '#tests/factories/imports.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { cancelImport, commitImport, remapImport } from './change-import.server.ts';
import { checkImport } from './check-import.server.ts';
import { enterImportRows } from './enter-import-rows.server.ts';
import { mapImport } from './map-import.server.ts';
import { uploadImport } from './upload-import.server.ts';

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

describe('the check', () => {
  test('tells every error of every row, twins, and which rows are entered already', async () => {
    const { ctx, place } = await world();
    await enterAll(ctx, await checkList(ctx, place, csvOf([pupil(1), pupil(2)])));
    const rows = [
      pupil(1),
      pupil(2, { series: 'D' }),
      pupil(3),
      pupil(4, { sex: 'x', birthDate: '31/02/2008', givenNames: '' }),
      pupil(3, { surname: 'MAIGA 3' }),
    ];
    const batchId = await checkList(ctx, place, csvOf(rows));
    expect(await rowsOfBatch(database.db, batchId)).toMatchObject([
      { rowNumber: 2, state: 'known', errors: [] },
      {
        rowNumber: 3,
        state: 'known',
        errors: [{ field: 'series', message: 'imports:row.differs?stored=C' }],
      },
      { rowNumber: 4, state: 'good' },
      {
        rowNumber: 5,
        state: 'bad',
        errors: [{ field: 'givenNames' }, { field: 'sex' }, { field: 'birthDate' }],
      },
      { rowNumber: 6, state: 'bad', errors: [{ message: 'imports:row.twice?row=4' }] },
    ]);
    expect(await batchOf(database.db, batchId)).toMatchObject({
      state: 'checked',
      checkedRows: 5,
      badRows: 2,
      knownRows: 2,
    });
  });

  test('finds a pupil entered by another school, and an identity number entered in the period', async () => {
    const { ctx, place, sitting: held, otherHead, otherSchool, region, office } = await world();
    const titles = [...TITLES, 'NNI'];
    const there = { sittingId: held.id, schoolId: otherSchool.id };
    const other = system.as(otherHead.actor);
    await enterAll(other, await checkList(other, there, csvOf([pupil(1)])));
    await createEntry(database.db, {
      organisationId: office.id,
      sittingId: held.id,
      regionId: region.id,
      state: 'submitted',
      nationalId: 'ne-77',
    });
    const rows = [
      pupil(1, { more: [''] }),
      pupil(2, { more: ['NE 77'] }),
      pupil(3, { more: ['NE78'] }),
      pupil(4, { more: ['NE78'] }),
    ];
    const batchId = await checkList(ctx, place, csvOf(rows, titles), titles);
    expect(await rowsOfBatch(database.db, batchId)).toMatchObject([
      { state: 'bad', errors: [{ message: 'imports:row.elsewhere' }], entryId: null },
      { state: 'bad', errors: [{ field: 'nationalId', message: 'reasons:entry.samePeriod' }] },
      { state: 'good' },
      { state: 'bad', errors: [{ message: 'imports:row.sameNumber?row=4' }] },
    ]);
  });

  test('applies the sitting’s rules', async () => {
    const { ctx, place, sitting: held } = await world();
    await database.db
      .update(sitting)
      .set({
        entryRules: {
          documents: [],
          age: { minimum: 17, maximum: 25 },
          attempts: { maximum: 3 },
          seriesFor: { official: ['C', 'D'] },
          earlierDiploma: { code: 'BEPC', label: { fr: 'Brevet', en: 'Brevet' }, yearsBefore: 3 },
        },
      })
      .where(eq(sitting.id, held.id));
    const titles = [...TITLES, 'Diplôme', 'Année du diplôme', 'Nombre de présentations'];
    const cells = (n: number, ...more: string[]) => pupil(n, { more });
    const rows = [
      cells(1, 'bepc', '2024', '2'),
      cells(2, 'CEP', '2024', '3'),
      cells(3, 'BEPC', '2026', ''),
      pupil(4, { birthDate: '01/01/2012', more: ['', '', ''] }),
      pupil(5, { birthDate: '01/01/1990', series: 'A1', more: ['BEPC', '', ''] }),
    ];
    const batchId = await checkList(ctx, place, csvOf(rows, titles), titles);
    const checked = await rowsOfBatch(database.db, batchId);
    expect(checked.map(({ errors }) => (errors as { field: string }[]).map(({ field }) => field))).toEqual([
      [],
      ['diplomaExam', 'attempts'],
      ['diplomaYear'],
      ['birthDate'],
      ['birthDate', 'series', 'diplomaYear'],
    ]);
    await enterAll(ctx, batchId);
    expect(await imported(held.id)).toMatchObject([
      { attempt: 3, earlierDiploma: { exam: 'BEPC', year: 2024, number: null } },
    ]);
  });

  test('needs a column for what is asked, and no column twice', async () => {
    const { ctx, place } = await world();
    const { batchId } = given(
      await uploadImport(ctx, { ...place, fileName: 'a.csv', bytes: csvOf([pupil(1)]) }),
    );
    const map = (columns: object) => mapImport(ctx, { batchId, columns, nationality: 'NE' });
    const most = { surname: 0, givenNames: 1, sex: 2, birthDate: 3, birthPlace: 4 };
    expect(await map(most)).toMatchObject({ reason: 'sheet.columnMissing' });
    expect(await map({ ...most, series: 4 })).toMatchObject({ reason: 'sheet.columnTwice' });
    expect(await map({ ...most, series: 7 })).toMatchObject({ reason: 'sheet.columnUnknown' });
    expect(await map({ ...most, series: 6 })).toMatchObject({ ok: true });
    expect(await map({ ...most, series: 6 })).toMatchObject({ reason: 'state.refused' });
    expect(await queuedJobs(database.db)).toContainEqual({
      name: 'check-import',
      payload: { batchId, round: 1 },
    });
  });

  test('of an earlier mapping writes nothing, and a list given up is left alone', async () => {
    const { ctx, place } = await world();
    const batchId = await checkList(ctx, place, csvOf([pupil(1)]));
    given(await remapImport(ctx, { batchId }));
    const columns = { surname: 1, givenNames: 0, sex: 2, birthDate: 3, birthPlace: 4, series: 6 };
    given(await mapImport(ctx, { batchId, columns, nationality: 'BJ' }));
    expect(await checkImport(system, { batchId, round: 1 })).toEqual({ checked: 0 });
    expect(await rowsOfBatch(database.db, batchId)).toEqual([]);
    given(await cancelImport(ctx, { batchId }));
    expect(await checkImport(system, { batchId, round: 2 })).toEqual({ checked: 0 });
    expect((await batchOf(database.db, batchId)).state).toBe('cancelled');
  });

  test('goes on where a killed run stopped, twins of earlier rows included', async () => {
    const { ctx, place } = await world();
    const rows = [...Array.from({ length: 1200 }, (_, n) => pupil(n)), pupil(3)];
    const batchId = await sendList(ctx, place, csvOf(rows));
    let chunks = 0;
    const dying = new Proxy(system.db, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (key === 'transaction' && ++chunks > 2) return () => Promise.reject(new Error('killed'));
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await expect(checkImport({ ...system, db: dying }, { batchId, round: 1 })).rejects.toThrow('killed');
    expect((await batchOf(database.db, batchId)).checkedRows).toBe(1000);
    expect(await checkImport(system, { batchId, round: 1 })).toEqual({ checked: 201 });
    const stored = await rowsOfBatch(database.db, batchId);
    expect(stored).toHaveLength(1201);
    expect(stored.at(-1)).toMatchObject({ state: 'bad', errors: [{ message: 'imports:row.twice?row=5' }] });
  });

  test('of a file that is gone ends as failed and says why', async () => {
    const { ctx, place } = await world();
    const batchId = await sendList(ctx, place, csvOf([pupil(1)]));
    await system.adapters.storage.delete((await batchOf(database.db, batchId)).fileKey);
    await checkImport(system, { batchId, round: 1 });
    expect(await batchOf(database.db, batchId)).toMatchObject({
      state: 'failed',
      failure: 'import.fileMissing',
    });
  });
});
