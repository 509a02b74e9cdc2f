import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { document, documentCounter, documentPack } from '#db/schema/document.ts';
import { task } from '#db/schema/task.ts';
import { createPublishedSitting, insertHollowCertificate, startRun } from '#tests/factories/issuing.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import type { CrashWorld } from './crash-context.ts';
import { type IssuingInput, issuing, scenario } from './issuing-scenario.ts';
import { killAtEachStep } from './kill-at-each-step.ts';

const database = useDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'palmares-crash-issuing-'));
const CANDIDATES = 7;
const DUE = CANDIDATES - 1;
let ctx: TestContext;

beforeAll(() => {
  ctx = issuing(testContext(database), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const world = (): CrashWorld => ({
  databaseUrl: database.url,
  now: ctx.clock().toISOString(),
  // No scenario of issuing pays.
  stripe: { host: '127.0.0.1', port: 9, protocol: 'http', apiKey: 'sk_test_x', webhookSecret: 'whsec_x' },
});

async function prepare(): Promise<IssuingInput> {
  const { sittingId, organisationId } = await createPublishedSitting(ctx, { candidates: CANDIDATES });
  await ensureSigningKey(ctx, organisationId);
  await insertHollowCertificate(ctx, organisationId);
  return { taskId: await startRun(ctx, sittingId, 'transcript'), folder };
}

async function stateOf({ taskId }: IssuingInput) {
  const [run] = await database.db.select().from(task).where(eq(task.id, taskId));
  const organisationId = run?.organisationId ?? '';
  const rows = await database.db
    .select()
    .from(document)
    .where(eq(document.organisationId, organisationId))
    .orderBy(document.number);
  const [counter] = await database.db
    .select()
    .from(documentCounter)
    .where(eq(documentCounter.organisationId, organisationId));
  const packs = await database.db
    .select()
    .from(documentPack)
    .where(and(eq(documentPack.taskId, taskId), isNotNull(documentPack.sealedAt)));
  return { run, rows, last: counter?.last ?? 0, packs };
}

/** Whenever it dies: no number is lost or doubled, and what is issued lies whole in a sealed pack. */
async function expectWhole(input: IssuingInput) {
  const { run, rows, last, packs } = await stateOf(input);
  expect(rows.map(({ number }) => Number(number.slice(-6)))).toEqual(
    Array.from({ length: last }, (_, at) => at + 1),
  );
  expect(new Set(rows.map(({ entryId }) => entryId)).size).toBe(rows.length);
  const issued = rows.filter(({ state }) => state === 'issued');
  expect(run?.done).toBe(issued.length);
  expect(packs.reduce((sum, { documents }) => sum + documents, 0)).toBe(issued.length);
  for (const row of issued) {
    expect(packs.map(({ fileKey }) => fileKey)).toContain(row.fileKey);
    const bytes = await readDocumentFile(ctx, { ...row, fileKey: row.fileKey ?? '' });
    expect(new TextDecoder().decode(bytes)).toBe(`%PDF of ${row.token}`);
  }
  return { run, issued, packs };
}

test('killed at every step of a run and run again: everybody has one document, numbered without a hole, and each verifies', async () => {
  const points = await killAtEachStep<IssuingInput>({
    module: new URL('issuing-scenario.ts', import.meta.url),
    scenario,
    world: world(),
    prepare,
    afterKill: async (input) => void (await expectWhole(input)),
    async afterAll(input) {
      const { run, issued, packs } = await expectWhole(input);
      expect(run).toMatchObject({ state: 'done', done: DUE, total: DUE });
      expect(issued).toHaveLength(DUE);
      expect(packs).toHaveLength(2);
      for (const { token } of issued)
        expect(await checkByToken(ctx, token ?? '')).toMatchObject({ verdict: 'valid' });
    },
  });
  expect(points).toBeGreaterThanOrEqual(25);
}, 600_000);
