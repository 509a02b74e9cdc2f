import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { publication } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { publishSitting } from '#tests/factories/publish-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
const directories: string[] = [];
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

/** Two versions published into a data folder, and the real command on it in its own process. */
async function published() {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'palmares-cli-'));
  directories.push(directory);
  const { first, second, world, sittingId } = await createDeliberated(database);
  const results = createFileResults(path.join(directory, 'results'));
  const ctx = testContext(database, { adapters: { results } });
  const people = [first, second] as const;
  const one = await publishSitting(ctx, people, { sittingId });
  const changed = eq(entry.id, world.seated[0]?.entry.id ?? '');
  await database.db.update(entry).set({ givenNames: 'Aïcha' }).where(changed);
  const two = await publishSitting(ctx, people, { sittingId, reason: 'Prénom corrigé' });
  const [named] = await database.db
    .select({ code: exam.code, year: sitting.year })
    .from(sitting)
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .where(eq(sitting.id, sittingId));
  const palmares = (...args: string[]) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'app/entrypoints/cli.ts', 'results', ...args],
        {
          env: {
            NODE_ENV: 'production',
            PATH: process.env.PATH,
            DATABASE_URL: database.url,
            PALMARES_DATA: directory,
          },
        },
      );
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('close', (code) => resolve({ code, out, err }));
    });
  return { palmares, results, directory, sittingId, one, two, code: `${named?.code}-${named?.year}` };
}

test('results list, verify and rollback: one command puts an earlier version back, with its reason in the log', async () => {
  const { palmares, results, sittingId, code, one, directory } = await published();
  expect((await palmares('list', '--sitting', sittingId)).out).toMatch(
    /v2 {2}read .*"Prénom corrigé"\n {2}v1 {2}earlier/,
  );
  const fine = await palmares('verify', '--sitting', sittingId);
  expect(fine).toMatchObject({ code: 0, err: '' });
  expect(fine.out).toContain('v2  4 results, file and rows as published, read by everyone');
  const back = await palmares('rollback', '--sitting', code, '--to', '1', '--reason', 'Mauvais prénom');
  expect(back).toEqual({
    code: 0,
    out: 'Everyone reads version 1 again, instead of version 2.\n',
    err: '',
  });
  expect(await results.pointers()).toMatchObject([{ sittingId, publicationId: one, version: 1 }]);
  const [line] = await database.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.action, 'publication.rollBack'))
    .orderBy(desc(auditLog.seq));
  expect(line).toMatchObject({
    actorId: 'system:cli:results',
    detail: { version: 1, reason: 'Mauvais prénom' },
  });
  const again = await palmares('rollback', '--sitting', sittingId, '--to', '1', '--reason', 'Encore');
  expect(again).toMatchObject({ code: 1, err: 'Version 1 is the one everyone reads already.\n' });

  const [second] = await database.db.select().from(publication).where(eq(publication.id, one)).limit(1);
  await appendFile(path.join(directory, 'results', 'files', second?.snapshotKey ?? ''), 'x');
  const bad = await palmares('verify', '--sitting', sittingId);
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('are not those that were published');
});

test('verify sees a row that was changed behind the triggers', async () => {
  const { palmares, sittingId, two } = await published();
  await database.sql.begin(async (sql) => {
    await sql`alter table published_result disable trigger user`;
    await sql`update published_result set body = jsonb_set(body, '{decision}', '"passed"')
      where publication_id = ${two} and decision = 'failed'`;
    await sql`alter table published_result enable trigger user`;
  });
  const seen = await palmares('verify', '--sitting', sittingId);
  expect(seen.code).toBe(1);
  expect(seen.out).toContain('v2  its rows are not those that two people agreed on');
});

test('a wrong call exits with 2, an unknown sitting with 1', async () => {
  const { palmares } = await published();
  expect((await palmares('rollback', '--sitting', 'X')).code).toBe(2);
  expect((await palmares('list', '--sitting', 'X')).code).toBe(1);
});
