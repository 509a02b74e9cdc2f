import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
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
import { pasteImport } from './paste-import.server.ts';
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

describe('a list that comes', () => {
  test('is kept once for a school and a sitting, whoever sends the same bytes again', async () => {
    const { ctx, place, sitting: held, otherSchool, otherHead } = await world();
    const bytes = csvOf([pupil(1)]);
    const first = given(await uploadImport(ctx, { ...place, fileName: 'a.csv', bytes }));
    const second = given(await uploadImport(ctx, { ...place, fileName: 'b.csv', bytes }));
    expect(second).toEqual({ batchId: first.batchId, again: true });
    const elsewhere = await uploadImport(system.as(otherHead.actor), {
      sittingId: held.id,
      schoolId: otherSchool.id,
      fileName: 'a.csv',
      bytes,
    });
    expect(given(elsewhere).batchId).not.toBe(first.batchId);
    given(await cancelImport(ctx, { batchId: first.batchId }));
    const third = given(await uploadImport(ctx, { ...place, fileName: 'a.csv', bytes }));
    expect(third).toMatchObject({ again: false });
  });

  test('of two at once with the same bytes, one is kept', async () => {
    const { ctx, place } = await world();
    const bytes = csvOf([pupil(2)]);
    const both = await Promise.all(
      ['a.csv', 'b.csv'].map((fileName) => uploadImport(ctx, { ...place, fileName, bytes })),
    );
    expect(new Set(both.map((one) => given(one).batchId)).size).toBe(1);
  });

  test('is refused for another school, a closed sitting, another office’s sitting and what is no list', async () => {
    const { ctx, place, otherSchool, sitting: held } = await world();
    const there = await world();
    const bytes = csvOf([pupil(1)]);
    const send = (changes: object) => uploadImport(ctx, { ...place, fileName: 'a.csv', bytes, ...changes });
    expect(await send({ schoolId: otherSchool.id })).toMatchObject({ reason: 'import.schoolNotFound' });
    expect(await send({ schoolId: crypto.randomUUID() })).toMatchObject({ reason: 'import.schoolNotFound' });
    expect(await send({ sittingId: there.sitting.id })).toMatchObject({ reason: 'sitting.notFound' });
    expect(await send({ bytes: new Uint8Array() })).toMatchObject({ reason: 'sheet.empty' });
    expect(await send({ bytes: csvOf([]) })).toMatchObject({ reason: 'sheet.noRows' });
    expect(await send({ bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0]) })).toMatchObject({
      reason: 'sheet.damaged',
    });
    await database.db.update(sitting).set({ state: 'closed' }).where(eq(sitting.id, held.id));
    expect(await send({})).toMatchObject({ reason: 'sitting.closed' });
  });

  test('may be pasted, and is then a list like any other with the row numbers of what was pasted', async () => {
    const { ctx, place } = await world();
    const text = [TITLES.join('\t'), '', pupil(1).join('\t'), '', pupil(2, { sex: 'x' }).join('\t')].join(
      '\n',
    );
    const { batchId } = given(await pasteImport(ctx, { ...place, text, fileName: 'Lignes collées.csv' }));
    const columns = Object.fromEntries(
      ['surname', 'givenNames', 'sex', 'birthDate', 'birthPlace', 'nationality', 'series'].map((f, i) => [
        f,
        i,
      ]),
    );
    given(await mapImport(ctx, { batchId, columns, nationality: null }));
    await checkImport(system, { batchId, round: 1 });
    expect(await rowsOfBatch(database.db, batchId)).toMatchObject([
      { rowNumber: 3, state: 'good' },
      { rowNumber: 5, state: 'bad', errors: [{ field: 'sex', column: 2 }] },
    ]);
    expect(await pasteImport(ctx, { ...place, text: '', fileName: 'x' })).toMatchObject({
      reason: 'sheet.empty',
    });
  });

  test('is another school head’s neither to map, nor to enter, nor to give up', async () => {
    const { ctx, place, otherHead } = await world();
    const batchId = await checkList(ctx, place, csvOf([pupil(1)]));
    const other = system.as(otherHead.actor);
    for (const answer of [
      await mapImport(other, { batchId, columns: {}, nationality: null }),
      await commitImport(other, { batchId, mode: 'all' }),
      await cancelImport(other, { batchId }),
      await remapImport(other, { batchId }),
    ])
      expect(answer).toMatchObject({ ok: false, reason: 'import.notFound' });
  });
});

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
