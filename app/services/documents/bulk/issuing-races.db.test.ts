import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { document, documentPack } from '#db/schema/document.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';
import { issuing } from '#tests/crash/issuing-scenario.ts';
import { documentsOf } from '#tests/factories/documents.ts';
import { createPublishedSitting, insertHollowCertificate, startRun } from '#tests/factories/issuing.ts';
import { createPublication } from '#tests/factories/publication.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { changeIssuing } from './change-issuing.server.ts';
import { openResultIssuing } from './open-result-issuing.server.ts';
import { runIssuing } from './run-issuing.server.ts';

const database = useDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'palmares-issuing-races-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function published(candidates = 8) {
  const ctx = issuing(testContext(database), folder);
  const made = await createPublishedSitting(ctx, { candidates });
  await ensureSigningKey(ctx, made.organisationId);
  await insertHollowCertificate(ctx, made.organisationId);
  return { ctx, ...made };
}

/** Another process on the same storage and keys. */
const elsewhere = (ctx: TestContext): TestContext =>
  issuing({ ...ctx, db: database.connect().db, requestId: 'other' }, folder);

const taskOf = async (id: string) => (await database.db.select().from(task).where(eq(task.id, id)))[0];

async function expectOnce(ctx: TestContext, organisationId: string, count: number) {
  const rows = await documentsOf(database.db, organisationId);
  expect(rows.map(({ number }) => Number(number.slice(-6)))).toEqual(
    Array.from({ length: count }, (_, at) => at + 1),
  );
  for (const row of rows) {
    const bytes = await readDocumentFile(ctx, { ...row, fileKey: row.fileKey ?? '' });
    expect(new TextDecoder().decode(bytes)).toBe(`%PDF of ${row.token}`);
  }
  const packs = await database.db
    .select()
    .from(documentPack)
    .where(and(eq(documentPack.organisationId, organisationId), isNotNull(documentPack.sealedAt)));
  expect(packs.reduce((sum, { documents }) => sum + documents, 0)).toBe(count);
}

describe('two workers with one run', () => {
  it('give everybody one document, in one pack, however they meet', async () => {
    const { ctx, sittingId, organisationId, printable } = await published(12);
    const taskId = await startRun(ctx, sittingId, 'transcript');
    const other = elsewhere(ctx);
    await Promise.all([
      runIssuing(ctx, { taskId, batch: 2 }),
      runIssuing(other, { taskId, batch: 3 }),
      runIssuing(other, { taskId, batch: 2 }),
    ]);
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: printable });
    await expectOnce(ctx, organisationId, printable);
  });

  it('would double them without the lock and the second look: the control', async () => {
    const { sql } = database;
    await sql`create table naive_number (entry int, number int)`;
    // Both read who has none before either has written.
    let reading = 0;
    let go: () => void = () => undefined;
    const bothHaveRead = new Promise<void>((resolve) => {
      go = resolve;
    });
    const work = () =>
      sql.begin(async (tx) => {
        const mine = await tx`
          select e from generate_series(1, 6) e where e not in (select entry from naive_number)`;
        reading += 1;
        if (reading === 2) go();
        await bothHaveRead;
        for (const { e: entry } of mine)
          await tx`insert into naive_number select ${entry}, coalesce(max(number), 0) + 1 from naive_number`;
      });
    await Promise.all([work(), work()]);
    const [made] =
      await sql`select count(*)::int as rows, count(distinct entry)::int as entries from naive_number`;
    expect(made).toEqual({ rows: 12, entries: 6 });
  });
});

describe('a run', () => {
  it('paused while it draws leaves the pack it was at, and draws it again when it goes on', async () => {
    const { ctx, sittingId, organisationId, printable } = await published(8);
    const taskId = await startRun(ctx, sittingId, 'transcript');
    const { press } = ctx.adapters;
    let drawn = 0;
    const pausing: TestContext = {
      ...ctx,
      adapters: new Proxy(ctx.adapters, {
        get: (target, name) =>
          name === 'press'
            ? {
                width: 1,
                press: async (jobs: Parameters<typeof press.press>[0]) => {
                  drawn += jobs.length;
                  await changeIssuing(ctx, { sittingId, taskId, change: 'pause' });
                  return press.press(jobs);
                },
              }
            : Reflect.get(target, name),
      }),
    };
    await runIssuing(pausing, { taskId });
    expect(drawn).toBeGreaterThan(0);
    expect(await taskOf(taskId)).toMatchObject({ state: 'paused', done: 0, total: printable });
    const rows = await documentsOf(database.db, organisationId);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['pending']));
    expect(await changeIssuing(ctx, { sittingId, taskId, change: 'resume' })).toMatchObject({ ok: true });
    await runIssuing(ctx, { taskId });
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: printable });
    await expectOnce(ctx, organisationId, printable);
  });

  it('goes round again when another version is released while it works, and follows it', async () => {
    const { ctx, seated, sittingId, organisationId, printable } = await published(4);
    const taskId = await startRun(ctx, sittingId, 'passCertificate');
    const { press } = ctx.adapters;
    let released = false;
    const releasing: TestContext = {
      ...ctx,
      adapters: new Proxy(ctx.adapters, {
        get: (target, name) =>
          name === 'press'
            ? {
                width: 1,
                press: async (jobs: Parameters<typeof press.press>[0]) => {
                  if (!released) {
                    released = true;
                    const failing = { FRA: 5, PHI: 5, HG: 5, LV1: 5, MAT: 5, SPH: 5, SVT: 5, EPS: 5 };
                    await createPublication(ctx.db, seated, { version: 2, marks: { 0: failing } });
                    await withTx(ctx, 'test', {}, (tx) =>
                      openResultIssuing(ctx, tx, { organisationId, sittingId }),
                    );
                  }
                  return press.press(jobs);
                },
              }
            : Reflect.get(target, name),
      }),
    };
    await runIssuing(releasing, { taskId });
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', subject: { asked: '2' }, done: printable });
    const [first] = await database.db
      .select()
      .from(document)
      .where(
        and(eq(document.entryId, seated.seated[0]?.entry.id ?? ''), eq(document.kind, 'passCertificate')),
      );
    const [status] = await database.sql`
      select status from document_status where document_id = ${first?.id ?? ''} order by id desc limit 1`;
    expect(status).toEqual({ status: 'revoked' });
  });

  it('gives its place to another run after some minutes, and goes on in a job of its own', async () => {
    const { ctx, sittingId, organisationId, printable } = await published(6);
    const taskId = await startRun(ctx, sittingId, 'transcript');
    const slow: TestContext = {
      ...ctx,
      clock: () => {
        ctx.advance({ minutes: 3 });
        return ctx.clock();
      },
    };
    await runIssuing(slow, { taskId });
    const halfway = await taskOf(taskId);
    expect(halfway).toMatchObject({ state: 'running', total: printable });
    expect(halfway?.done).toBeLessThan(printable);
    await runIssuing(ctx, { taskId });
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: printable });
    await expectOnce(ctx, organisationId, printable);
  });
});
