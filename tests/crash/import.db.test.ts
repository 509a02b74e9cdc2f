import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import { commitImport } from '#app/services/imports/change-import.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import {
  batchOf,
  createImportWorld,
  csvOf,
  given,
  pupil,
  rowsOfBatch,
  sendList,
} from '#tests/factories/imports.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import type { CrashWorld } from './crash-context.ts';
import { type ImportInput, scenario } from './import-scenario.ts';
import { killAtEachStep } from './kill-at-each-step.ts';

const database = useDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'palmares-crash-import-'));
const ROWS = 505;
const BAD = 2;
const GOOD = ROWS - BAD;
let ctx: TestContext;
let points = 0;

beforeAll(() => {
  ctx = testContext(database, { adapters: { storage: createFileStorage(folder) } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const world = (): CrashWorld => ({
  databaseUrl: database.url,
  now: ctx.clock().toISOString(),
  // No scenario of an import pays.
  stripe: { host: '127.0.0.1', port: 9, protocol: 'http', apiKey: 'sk_test_x', webhookSecret: 'whsec_x' },
});

const rows = Array.from({ length: ROWS }, (_, n) => pupil(n, n % 400 === 1 ? { sex: 'x' } : {}));

async function uploaded(): Promise<ImportInput> {
  const { head, place } = await createImportWorld(database.db);
  return { batchId: await sendList(ctx.as(head.actor), place, csvOf(rows)), folder };
}

async function committing(): Promise<ImportInput> {
  const input = await uploaded();
  const { batchId } = input;
  await checkImport(ctx, { batchId, round: 1 });
  await database.sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker._private_jobs
    where payload::text like ${`%${batchId}%`}`;
  given(await commitImport(ctx, { batchId, mode: 'good' }));
  return input;
}

/** What the batch counts is what is there: a row, an entry and a number change together or not at all. */
async function expectWhole(batchId: string): Promise<void> {
  const batch = await batchOf(database.db, batchId);
  const stored = await rowsOfBatch(database.db, batchId);
  const count = (state: string) => stored.filter((row) => row.state === state).length;
  expect([stored.length, count('bad'), count('done')]).toEqual([
    batch.checkedRows,
    batch.badRows,
    batch.doneRows,
  ]);
  const [made] = await database.sql<{ entries: number; candidates: number; linked: number }[]>`
    select count(*)::int as entries, count(distinct e.candidate_id)::int as candidates,
      count(r.entry_id)::int as linked
    from entry e left join import_row r on r.entry_id = e.id and r.batch_id = ${batchId} and r.state = 'done'
    where e.sitting_id = ${batch.sittingId} and e.import_digest is not null`;
  expect(made).toEqual({ entries: batch.doneRows, candidates: batch.doneRows, linked: batch.doneRows });
}

const module = new URL('import-scenario.ts', import.meta.url);

test('killed at every step of a check: each row is judged once, and the check ends', async () => {
  points += await killAtEachStep<ImportInput>({
    module,
    scenario,
    world: world(),
    prepare: uploaded,
    afterKill: ({ batchId }) => expectWhole(batchId),
    async afterAll({ batchId }) {
      await expectWhole(batchId);
      expect(await batchOf(database.db, batchId)).toMatchObject({
        state: 'checked',
        checkedRows: ROWS,
        badRows: BAD,
      });
    },
  });
}, 300_000);

test('killed at every step of entering: each good row is entered once, and none is left', async () => {
  points += await killAtEachStep<ImportInput>({
    module,
    scenario,
    world: world(),
    prepare: committing,
    afterKill: ({ batchId }) => expectWhole(batchId),
    async afterAll({ batchId }) {
      await expectWhole(batchId);
      expect(await batchOf(database.db, batchId)).toMatchObject({ state: 'committed', doneRows: GOOD });
    },
  });
}, 300_000);

test('that was at twenty-five points at least', () => {
  expect(points).toBeGreaterThanOrEqual(25);
});
