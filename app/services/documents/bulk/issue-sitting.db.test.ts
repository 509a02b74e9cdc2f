import { and, eq } from 'drizzle-orm';
import { unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { message } from '#db/schema/access.ts';
import { document, documentPack, documentRefusal } from '#db/schema/document.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { documentsOf } from '#tests/factories/documents.ts';
import { createPublication } from '#tests/factories/publication.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { changeIssuing } from './change-issuing.server.ts';
import { numberDocuments } from './number-documents.server.ts';
import { printKey, printPack, requestPackPrint } from './print-pack.server.ts';
import { startIssuing } from './start-issuing.server.ts';

const database = useDatabase();

async function createPublished(candidates: number, centres = 2, userIds: readonly string[] = []) {
  const ctx = testContext(database);
  const seated = await createSeatedSitting(database.db, {
    candidates,
    centres,
    regulation: 'benin-bac',
    examCode: 'BAC',
    series: 'D',
    entryOf: (at) => ({
      photoKey: null,
      ...(at === 1 ? { surname: '漢字' } : {}),
      ...(userIds[at] ? { userId: userIds[at] } : {}),
    }),
  });
  const publication = await createPublication(database.db, seated, {});
  return { ctx, seated, publication, sittingId: seated.sitting.id, organisationId: seated.organisation.id };
}

async function issue(
  ctx: TestContext,
  sittingId: string,
  kind: 'transcript' | 'convocation' | 'passCertificate',
) {
  const started = await startIssuing(ctx, { sittingId, kind });
  if (!started.ok) throw new Error(started.reason);
  await runJobs(ctx, ['issue-documents']);
  return started.value.taskId;
}

const taskOf = async (id: string) => (await database.db.select().from(task).where(eq(task.id, id)))[0];

describe('a sitting’s documents', () => {
  it('are issued in one run, a pack for each centre, and each is read and verified out of its pack', async () => {
    const { ctx, sittingId, organisationId } = await createPublished(6);
    const taskId = await issue(ctx, sittingId, 'transcript');
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: 5, total: 5 });
    const rows = await documentsOf(database.db, organisationId);
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 5 }, (_, at) => `RN-2027-BAC-00000${at + 1}`),
    );
    const packs = await database.db.select().from(documentPack).where(eq(documentPack.sittingId, sittingId));
    expect(packs.map(({ documents, sealedAt }) => [documents, sealedAt !== null]).sort()).toEqual([
      [2, true],
      [3, true],
    ]);
    for (const row of rows) {
      const pdf = Buffer.from((await readDocumentFile(ctx, { ...row, fileKey: row.fileKey ?? '' })) ?? []);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(await checkByToken(ctx, row.token ?? '')).toMatchObject({ verdict: 'valid' });
      const whole = unzipSync((await ctx.adapters.storage.get(row.fileKey ?? '')) ?? new Uint8Array());
      expect(Object.values(whole).some((file) => pdf.equals(file))).toBe(true);
    }
    // A second time everybody has theirs.
    const again = await issue(ctx, sittingId, 'transcript');
    expect(await taskOf(again)).toMatchObject({ state: 'done', done: 0, total: 0 });
    expect(await documentsOf(database.db, organisationId)).toHaveLength(5);
  });

  it('are one file for the printer, every page of a centre as it is in its own file', async () => {
    const { ctx, sittingId } = await createPublished(6, 1);
    await issue(ctx, sittingId, 'transcript');
    const [pack] = await database.db.select().from(documentPack).where(eq(documentPack.sittingId, sittingId));
    const asked = await requestPackPrint(ctx, { sittingId, packId: pack?.id ?? '' });
    if (!asked.ok) throw new Error(asked.reason);
    await runJobs(ctx, ['print-pack']);
    expect(await taskOf(asked.value.taskId)).toMatchObject({ state: 'done', done: 5, total: 5 });
    const key = printKey(pack?.organisationId ?? '', pack?.id ?? '');
    const printed = (await ctx.adapters.storage.get(key)) ?? new Uint8Array();
    expect((await PDFDocument.load(printed)).getPageCount()).toBe(5);
    // Fonts are kept once: five pages weigh less than two files.
    expect(printed.length).toBeLessThan(2 * ((pack?.bytes ?? 0) / 5));
    // Killed after the file was kept, it makes the same file.
    await database.db.update(task).set({ state: 'running' }).where(eq(task.id, asked.value.taskId));
    await printPack(ctx, { taskId: asked.value.taskId });
    expect(await taskOf(asked.value.taskId)).toMatchObject({ state: 'done' });
  });

  it('are no file for the printer before the pack is finished, and for nobody who may not issue', async () => {
    const { ctx, sittingId } = await createPublished(2, 1);
    const packId = '00000000-0000-4000-8000-000000000000';
    expect(await requestPackPrint(ctx, { sittingId, packId })).toMatchObject({ reason: 'pack.notFound' });
    await issue(ctx, sittingId, 'transcript');
    const [pack] = await database.db.select().from(documentPack).where(eq(documentPack.sittingId, sittingId));
    const outside = ctx.as({ kind: 'anonymous' });
    expect(await requestPackPrint(outside, { sittingId, packId: pack?.id ?? '' })).toMatchObject({
      reason: 'pack.notFound',
    });
  });

  it('are announced when their file is there and not before, once an edition', async () => {
    const users = [
      await createUser(database.db),
      await createUser(database.db),
      await createUser(database.db),
    ];
    const { ctx, sittingId } = await createPublished(
      3,
      2,
      users.map(({ id }) => id),
    );
    await database.db.insert(paperSlot).values({
      ...{ sittingId, paperCode: 'FRA', minutes: 240 },
      startsAt: new Date('2027-06-15T07:00:00Z'),
    });
    const told = async () =>
      (await database.db.select().from(message).where(eq(message.template, 'convocationReady'))).length;
    const before = await told();
    const started = await startIssuing(ctx, { sittingId, kind: 'convocation' });
    const taskId = started.ok ? started.value.taskId : '';
    await database.db.update(task).set({ state: 'running' }).where(eq(task.id, taskId));
    await numberDocuments(ctx, { taskId, sittingId, kind: 'convocation' });
    expect(await told()).toBe(before);
    await runJobs(ctx, ['issue-documents']);
    expect((await told()) - before).toBe(2);
    await issue(ctx, sittingId, 'convocation');
    expect((await told()) - before).toBe(2);
  });

  it('leave no hole in the numbers for a name that can’t be printed, who is told apart until it is corrected', async () => {
    const { ctx, seated, sittingId } = await createPublished(3);
    await issue(ctx, sittingId, 'transcript');
    const refused = await database.db
      .select()
      .from(documentRefusal)
      .where(eq(documentRefusal.sittingId, sittingId));
    expect(refused).toMatchObject([
      { entryId: seated.seated[1]?.entry.id, kind: 'transcript', reason: 'document.unprintable' },
    ]);
    const named = seated.seated.map((one) => ({ ...one, entry: { ...one.entry, surname: 'Kanji' } }));
    await createPublication(database.db, { ...seated, seated: named }, { version: 2 });
    await issue(ctx, sittingId, 'transcript');
    const rows = await database.db
      .select()
      .from(document)
      .where(and(eq(document.kind, 'transcript'), eq(document.entryId, seated.seated[1]?.entry.id ?? '')));
    expect(rows).toMatchObject([{ number: 'RN-2027-BAC-000003', state: 'issued' }]);
    expect(
      await database.db.select().from(documentRefusal).where(eq(documentRefusal.sittingId, sittingId)),
    ).toEqual([]);
  });

  it('wait while the run is paused, go on when it is resumed, and stay issued when it is stopped', async () => {
    const { ctx, sittingId } = await createPublished(4);
    const started = await startIssuing(ctx, { sittingId, kind: 'passCertificate' });
    const taskId = started.ok ? started.value.taskId : '';
    expect(await changeIssuing(ctx, { sittingId, taskId, change: 'pause' })).toEqual({
      ok: true,
      value: true,
    });
    await runJobs(ctx, ['issue-documents']);
    expect(await taskOf(taskId)).toMatchObject({ state: 'paused', done: 0 });
    expect(await changeIssuing(ctx, { sittingId, taskId, change: 'resume' })).toMatchObject({ ok: true });
    await runJobs(ctx, ['issue-documents']);
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: 3 });
    expect(await changeIssuing(ctx, { sittingId, taskId, change: 'stop' })).toMatchObject({
      reason: 'task.over',
    });
  });
});
