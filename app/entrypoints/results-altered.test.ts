import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { resultFolders } from '#app/adapters/results/file-results.server.ts';
import { publishFile, resultCodeOf, snapshotWorld, tableNumberOf } from '#tests/factories/snapshot-files.ts';
import { type ResultsSite, startResultsSite } from '#tests/setup/results-site.ts';

let site: ResultsSite;
const world = snapshotWorld({ candidates: 50 });
const addressOf = (i: number) => `${site.fast}/resultats/${world.head.sittingId}/${tableNumberOf(i)}`;

/** A file some of whose bytes have rotted on the disk since they were checked. */
beforeAll(async () => {
  site = await startResultsSite();
  const pointer = await publishFile(site.directory, world, { point: false });
  const { files, pointers } = resultFolders(site.directory);
  const bytes = await readFile(join(files, pointer.fileName));
  const inTable = bytes.indexOf(`${world.resultOf(7).tableNumber}${letterAt(bytes, 7)}${tableNumberOf(8)}`);
  bytes[inTable + 7] = 0;
  const record = bytes.indexOf(`r${tableNumberOf(9)}`);
  bytes.fill(0xff, record + 9, record + 20);
  await writeFile(join(files, pointer.fileName), bytes);
  await writeFile(join(pointers, `${pointer.sittingId}.json`), JSON.stringify(pointer));
  await vi.waitFor(() => expect(site.results.list()).toHaveLength(1));
});
afterAll(() => site.close());

const letterAt = (bytes: Buffer, i: number) => {
  const record = bytes.indexOf(`r${tableNumberOf(i)}`);
  return String.fromCharCode(bytes[record + 8] ?? 0);
};

test('a rotten byte is an error page for that number, and nothing to the others', async () => {
  const code = new URLSearchParams({ code: resultCodeOf(9) });
  const headers = { 'sec-fetch-site': 'same-origin' };
  expect((await fetch(addressOf(7))).status).toBe(500);
  expect((await fetch(addressOf(9), { method: 'POST', body: code, headers })).status).toBe(500);
  expect((await fetch(addressOf(8))).status).toBe(200);
  expect(site.errors.length).toBeGreaterThan(0);
});
