import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import {
  checkList,
  createImportWorld,
  csvOf,
  given,
  pupil,
  rowsOfBatch,
  TITLES,
} from '#tests/factories/imports.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { cancelImport, commitImport, remapImport } from './change-import.server.ts';
import { checkImport } from './check-import.server.ts';
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

  test('may come from the registrar of the office, and not from an officer of its region', async () => {
    const { place, office, region } = await world();
    const by = async (role: 'registrar' | 'regionalOfficer', regionId: string | null) =>
      system.as(
        (await createUser(database.db, { grants: [{ role, organisationId: office.id, regionId }] })).actor,
      );
    const send = (ctx: TestContext) =>
      uploadImport(ctx, { ...place, fileName: 'a.csv', bytes: csvOf([pupil(1)]) });
    expect(await send(await by('registrar', null))).toMatchObject({ ok: true });
    expect(await send(await by('regionalOfficer', region.id))).toMatchObject({
      reason: 'import.schoolNotFound',
    });
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
