import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { and, eq, isNotNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_FIELDS } from '#app/domain/registration/import/columns.ts';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { listEntries } from '#app/queries/office/list-entries.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { enterImportRows } from '#app/services/imports/enter-import-rows.server.ts';
import { entry } from '#db/schema/registration.ts';
import { batchOf, createImportWorld, csvOf, pupil, rowsOfBatch, TITLES } from '#tests/factories/imports.ts';
import { rowsOf } from '#tests/factories/sheets.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { useImportSite } from './import-site.ts';

const database = useDatabase();
let system: TestContext;
let world: Awaited<ReturnType<typeof createImportWorld>>;
beforeAll(async () => {
  system = testContext(database);
  world = await createImportWorld(database.db);
  site.signIn(world.head.actor);
});
const site = useImportSite(() => system);
const NEW = '/ecole/imports/nouveau';

const target = () => `${world.sitting.id}:${world.school.id}`;
const send = (bytes: Uint8Array, name: string) =>
  site.post(NEW, { target: target(), how: 'file', file: new File([new Uint8Array(bytes)], name) });
const batchIdOf = (answer: Response) =>
  /imports\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';

/** What the page of columns posts when its proposals are taken. */
async function mapAsProposed(batchId: string): Promise<void> {
  const html = await (await site.get(`/ecole/imports/${batchId}`)).text();
  const fields: Record<string, string> = { intent: 'map', nationality: 'NE' };
  for (const field of IMPORT_FIELDS) {
    const select = new RegExp(`<select[^>]*name="column-${field}".*?</select>`, 's').exec(html)?.[0] ?? '';
    fields[`column-${field}`] = /<option value="(\d+)" selected/.exec(select)?.[1] ?? '';
  }
  const answer = await site.post(`/ecole/imports/${batchId}`, fields);
  if (answer.status !== 302) throw new Error(`${answer.status} ${await answer.text()}`);
  await checkImport(system, { batchId, round: (await batchOf(database.db, batchId)).round });
}

test('a list is sent, mapped, checked, entered, each page saying where it is', async () => {
  const bytes = csvOf([pupil(1), pupil(2, { sex: 'x', birthDate: '31/02/2008' })]);
  const sent = await send(bytes, 'C:\\listes\\Terminale C.csv');
  expect(sent.status).toBe(302);
  const batchId = batchIdOf(sent);
  expect((await send(bytes, 'autre.csv')).headers.get('location')).toBe(`/ecole/imports/${batchId}?deja=1`);
  const mapping = await (await site.get(`/ecole/imports/${batchId}`)).text();
  expect(mapping).toContain('Terminale C.csv');
  expect(mapping).toContain('A · Nom');
  await mapAsProposed(batchId);
  const result = await (await site.get(`/ecole/imports/${batchId}`)).text();
  expect(result).toContain('Écrivez F ou M');
  expect(result).toContain('31/02/2008');
  const refused = await site.post(`/ecole/imports/${batchId}`, { intent: 'all' });
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('Des lignes sont à corriger'),
  ]);
  expect((await site.post(`/ecole/imports/${batchId}`, { intent: 'good' })).status).toBe(302);
  const working = await site.get(`/ecole/imports/${batchId}`);
  expect(working.headers.get('refresh')).toBe('2');
  await enterImportRows(system, { batchId });
  const done = await site.get(`/ecole/imports/${batchId}`);
  expect(done.headers.get('refresh')).toBeNull();
  expect(await done.text()).toContain('Un élève inscrit');
  expect(await (await site.get('/ecole/imports')).text()).toContain('Terminale C.csv');
});

test('what is left out or wrong is said beside its field, and what was typed stays', async () => {
  const nothing = await site.post(NEW, { target: target(), how: 'file', file: new File([], '') });
  expect([nothing.status, await nothing.text()]).toEqual([422, expect.stringContaining('id="file-error"')]);
  const empty = await send(new Uint8Array(), 'vide.csv');
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('Ce fichier est vide')]);
  const paste = await site.post(NEW, { target: target(), how: 'paste', text: 'Nom\tPrénoms' });
  const html = await paste.text();
  expect([paste.status, html]).toEqual([422, expect.stringContaining('id="text-error"')]);
  expect(html).toContain('Nom\tPrénoms</textarea>');
  for (const bad of ['', 'x', `${world.sitting.id}:x`])
    expect((await site.post(NEW, { target: bad, how: 'paste', text: 'a' })).status).toBe(422);
  const elsewhere = await site.post(NEW, {
    target: `${world.sitting.id}:${world.otherSchool.id}`,
    how: 'paste',
    text: 'a\nb',
  });
  expect(elsewhere.status).toBe(404);
});

test('a mapping that misses a column is refused beside that field', async () => {
  const batchId = batchIdOf(await send(csvOf([['x', 'y']], ['Un', 'Deux']), 'étrange.csv'));
  const answer = await site.post(`/ecole/imports/${batchId}`, {
    intent: 'map',
    'column-surname': '0',
    'column-givenNames': '0',
    'column-sex': '999',
  });
  expect(answer.status).toBe(422);
  const html = await (
    await site.post(`/ecole/imports/${batchId}`, {
      intent: 'map',
      'column-surname': '0',
      'column-givenNames': '1',
    })
  ).text();
  expect(html).toContain('id="column-birthDate-error"');
  expect(html).not.toContain('id="column-surname-error"');
});

test('the sheet of errors comes back in the same format, nothing in it runs, and it can be sent again', async () => {
  const rows = [pupil(11, { sex: '=1+1' }), pupil(12), pupil(13, { surname: '' })];
  const batchId = batchIdOf(await send(csvOf(rows), 'formules.csv'));
  await mapAsProposed(batchId);
  const answer = await site.get(`/ecole/imports/${batchId}/erreurs`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="erreurs.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(new TextDecoder().decode(bytes)).toContain(";'=1+1;");
  const opened = await system.adapters.spreadsheets.open(bytes, 'erreurs.csv');
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.value.header).toEqual(['Erreurs', ...TITLES]);
  const read = await rowsOf(opened.value);
  expect(read.map(({ cells }) => cells.slice(1))).toEqual(rows);
  expect(read.map(({ cells }) => cells[0] !== '')).toEqual([true, false, true]);
  const again = batchIdOf(await send(bytes, 'erreurs.csv'));
  await mapAsProposed(again);
  expect((await rowsOfBatch(database.db, again)).map(({ state }) => state)).toEqual(['bad', 'good', 'bad']);
});

test.each(['csv', 'xlsx'])('the model as %s is mapped whole and its rows are good', async (format) => {
  const answer = await site.get(`/ecole/imports/modele/${world.sitting.id}/${format}`);
  expect(answer.status).toBe(200);
  const batchId = batchIdOf(await send(new Uint8Array(await answer.arrayBuffer()), `modele.${format}`));
  await mapAsProposed(batchId);
  const batch = await batchOf(database.db, batchId);
  expect([batch.format, batch.state, batch.checkedRows, batch.badRows]).toEqual([format, 'checked', 2, 0]);
});

test('a file above the limit is refused as too heavy, whole', async () => {
  const heavy = new Uint8Array((SHEET_LIMITS.megabytes + 2) * 1024 * 1024).fill(97);
  expect((await send(heavy, 'lourd.csv')).status).toBe(413);
  const almost = new Uint8Array(SHEET_LIMITS.megabytes * 1024 * 1024 + 1).fill(97);
  const told = await send(almost, 'lourd.csv');
  expect([told.status, await told.text()]).toEqual([422, expect.stringContaining('trop lourd')]);
});

const cases = path.join(import.meta.dirname, '../../../shared/cases');
const fileOf = (name: string) => readFileSync(path.join(cases, name));
const linesOf = (name: string) => fileOf(name).toString('utf8').split(/\r?\n/);

describe.skipIf(!existsSync(cases))('hostile files (skipped where ../shared/cases is absent)', () => {
  const zips = existsSync(cases)
    ? readdirSync(path.join(cases, 'hostile/zip')).filter((n) => n.endsWith('.zip'))
    : [];

  test('an archive is refused beside the file field, whatever its name says', async () => {
    for (const name of zips)
      for (const as of ['liste.xlsx', 'liste.csv']) {
        const answer = await send(fileOf(`hostile/zip/${name}`), as);
        expect([name, answer.status]).toEqual([name, 422]);
        expect(await answer.text()).toContain('id="file-error"');
      }
    expect(site.errors).toEqual([]);
  }, 60_000);

  test('strings that break others are rows with errors or names as they are, and never a failure', async () => {
    const names = readdirSync(path.join(cases, 'hostile/strings')).filter((name) => name.endsWith('.txt'));
    const texts = names
      .flatMap((name) => linesOf(`hostile/strings/${name}`))
      .filter((text) => text.trim() !== '');
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = texts.map((text, n) =>
      [
        text,
        text.slice(0, 100),
        'F',
        `${String(1 + (n % 28)).padStart(2, '0')}/11/2008`,
        text,
        'Niger',
        'C',
      ].map(quoted),
    );
    const sent = await send(csvOf(rows), 'chaînes.csv');
    expect(sent.status).toBe(302);
    const batchId = batchIdOf(sent);
    await mapAsProposed(batchId);
    const batch = await batchOf(database.db, batchId);
    expect(batch).toMatchObject({ state: 'checked', checkedRows: batch.totalRows });
    for (const state of ['bad', 'good', 'known']) {
      const shown = await site.get(`/ecole/imports/${batchId}?lignes=${state}&page=1`);
      expect(shown.status).toBe(200);
      expect(await shown.text()).not.toMatch(/<script>alert|<img src=x/i);
    }
    const errorsSheet = await (await site.get(`/ecole/imports/${batchId}/erreurs`)).text();
    const cells: string[][] = parse(errorsSheet, { delimiter: ';', bom: true, relax_column_count: true });
    expect(cells.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    expect(site.errors).toEqual([]);
  }, 60_000);

  test('real names and birth places go through a list, an entry, the office’s search and the sheet back unchanged', async () => {
    const tokens = (name: string) =>
      linesOf(name)
        .slice(1)
        .map((line) => line.replace(/(,[^,]*){1,3}$/, '').replace(/^"|"$/g, ''))
        .filter((text) => /\p{L}/u.test(text) && !/[;"]/.test(text));
    const surnames = [
      ...tokens('names/mauritania_name_tokens.csv'),
      ...tokens('names/guinea_surnames.csv'),
      ...tokens('names/niger_tokens.csv'),
    ];
    const given = [...tokens('names/guinea_given_sequences.csv'), ...tokens('names/comoros_name_tokens.csv')];
    const places = [
      ...tokens('centres-and-places/mauritania_birth_places.csv'),
      ...tokens('centres-and-places/comoros_birth_places_raw.csv'),
    ];
    const at = (list: readonly string[], n: number) => list[n % list.length] ?? '';
    const count = Math.min(3000, Math.max(surnames.length, given.length, places.length));
    const rows = Array.from({ length: count }, (_, n) => {
      const day = String(1 + (n % 28)).padStart(2, '0');
      const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0');
      return [
        at(surnames, n),
        at(given, n),
        n % 2 ? 'M' : 'F',
        `${day}/${month}/${2005 + (Math.floor(n / 336) % 5)}`,
        at(places, n),
        'Niger',
        'C',
      ];
    });
    const there = await createImportWorld(database.db);
    site.signIn(there.head.actor);
    const sent = await site.post(NEW, {
      target: `${there.sitting.id}:${there.school.id}`,
      how: 'file',
      file: new File([new Uint8Array(csvOf(rows))], 'noms.csv'),
    });
    const batchId = batchIdOf(sent);
    await mapAsProposed(batchId);
    expect((await batchOf(database.db, batchId)).badRows).toBe(0);
    expect((await site.post(`/ecole/imports/${batchId}`, { intent: 'all' })).status).toBe(302);
    await enterImportRows(system, { batchId });
    const kept = (text: string) =>
      text
        .normalize('NFC')
        .replace(/[\s\u00a0]+/g, ' ')
        .trim();
    const made = await database.db
      .select()
      .from(entry)
      .where(and(eq(entry.sittingId, there.sitting.id), isNotNull(entry.importDigest)));
    const said = (one: readonly (string | null)[]) => one.join('|');
    expect(made.map((one) => said([one.surname, one.givenNames, one.birthPlace])).sort()).toEqual(
      rows
        .map(([surname = '', first = '', , , place = '']) => said([kept(surname), kept(first), kept(place)]))
        .sort(),
    );
    await database.sql`update entry set state = 'submitted', number = 'N-' || id, submitted_at = created_at
      where sitting_id = ${there.sitting.id} and import_digest is not null`;
    const reach = { organisations: [there.office.id], regions: [] };
    for (const n of [0, 7, 77, 777, count - 1]) {
      const surname = kept(at(surnames, n));
      const found = await listEntries(database.db, reach, { text: surname, page: 1 });
      expect(found.rows.some((one) => one.surname?.includes(surname))).toBe(true);
    }
    const sheet = await site.get(`/ecole/imports/${batchId}/erreurs`);
    const opened = await system.adapters.spreadsheets.open(
      new Uint8Array(await sheet.arrayBuffer()),
      'x.csv',
    );
    if (!opened.ok) throw new Error(opened.reason);
    expect((await rowsOf(opened.value)).map(({ cells }) => cells.slice(1))).toEqual(rows);
    expect(site.errors).toEqual([]);
    site.signIn(world.head.actor);
  }, 120_000);
});
