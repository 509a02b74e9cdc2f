import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { document, documentPack } from '#db/schema/document.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { createPublishedSitting } from '#tests/factories/issuing.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import * as pack from './document-pack.ts';
import * as issuing from './issuing.tsx';

const database = useDatabase();

async function stage() {
  const ctx = testContext(database);
  const made = await createPublishedSitting(ctx, { candidates: 3, centres: 1 });
  const { organisationId, sittingId } = made;
  const as = async (role: 'registrar' | 'auditor', at = organisationId) =>
    ctx.as((await createUser(database.db, { grants: [{ role, organisationId: at }] })).actor);
  const params = { sittingId };
  const registrar = await as('registrar');
  const auditor = await as('auditor');
  const post = (who: typeof ctx, form: Record<string, string>) =>
    answerOf(issuing.action(routeArgs(who, '/x', { params, form })));
  const page = async (who: typeof ctx) => (await issuing.loader(routeArgs(who, '/x', { params }))).data;
  return { ctx, ...made, registrar, auditor, post, page, params, as };
}

test('the registrar issues, pauses, resumes and downloads; an auditor reads; an unknown word is told', async () => {
  const { ctx, registrar, auditor, post, page, sittingId } = await stage();
  expect((await page(registrar)).kinds.map(({ open, due }) => [open, due])).toEqual([
    [true, 3],
    [true, 3],
    [true, 3],
    [true, 3],
  ]);
  expect(await post(registrar, { intent: 'start', kind: 'transcript' })).toMatchObject({ status: 302 });
  const run = (await page(registrar)).kinds[1]?.run;
  const task = run?.id ?? '';
  expect(run?.state).toBe('queued');
  expect(await post(registrar, { intent: 'pause', task })).toMatchObject({ status: 302 });
  expect(await post(registrar, { intent: 'pause', task })).toMatchObject({ status: 422 });
  expect(await post(registrar, { intent: 'resume', task })).toMatchObject({ status: 302 });
  await runJobs(ctx, ['issue-documents']);
  const seen = await page(auditor);
  expect(seen.mayIssue).toBe(false);
  expect(seen.kinds[1]).toMatchObject({ issued: 2, waiting: 0, refused: 1, run: { state: 'done', done: 2 } });
  expect(seen.refused).toMatchObject([{ reason: 'document.unprintable', kind: 'transcript' }]);
  expect(seen.packs).toMatchObject([{ kind: 'transcript', documents: 2 }]);
  expect(await post(auditor, { intent: 'start', kind: 'diploma' })).toMatchObject({ status: 404 });
  expect(await post(registrar, { intent: 'start', kind: 'receipt' })).toMatchObject({ status: 422 });
  expect(await post(registrar, { intent: 'dance' })).toMatchObject({ status: 422 });
  const [stored] = await database.db.select().from(documentPack).where(eq(documentPack.sittingId, sittingId));
  expect(stored?.bytes).toBe(seen.packs[0]?.bytes);
});

test('what people revoked is told apart from what is still to be issued, and a run leaves it', async () => {
  const { ctx, registrar, post, page, seated } = await stage();
  await post(registrar, { intent: 'start', kind: 'transcript' });
  await runJobs(ctx, ['issue-documents']);
  const [row] = await database.db
    .select()
    .from(document)
    .where(eq(document.entryId, seated.seated[0]?.entry.id ?? ''));
  await changeStatusByOffice(ctx, { documentId: row?.id ?? '', status: 'revoked', reason: 'Fraude' });
  const after = { issued: 1, waiting: 0, revoked: 1, refused: 1 };
  expect((await page(registrar)).kinds[1]).toMatchObject(after);
  await post(registrar, { intent: 'start', kind: 'transcript' });
  await runJobs(ctx, ['issue-documents']);
  expect((await page(registrar)).kinds[1]).toMatchObject(after);
});

test('a pack is sent whole or from where it broke off, and to nobody of another office', async () => {
  const { ctx, registrar, post, page, params, as } = await stage();
  await post(registrar, { intent: 'start', kind: 'passCertificate' });
  await runJobs(ctx, ['issue-documents']);
  const { id: packId, bytes = 0 } = (await page(registrar)).packs[0] ?? {};
  const ask = (who: typeof ctx, range?: string) => {
    const args = routeArgs(who, '/x', { params: { ...params, packId: packId ?? '' } });
    if (range) args.request.headers.set('Range', range);
    return pack.loader(args);
  };
  const whole = await ask(registrar);
  const file = Buffer.from(await whole.arrayBuffer());
  expect([whole.status, file.length, whole.headers.get('Content-Type')]).toEqual([
    200,
    bytes,
    'application/zip',
  ]);
  const rest = await ask(registrar, 'bytes=1000-');
  expect([rest.status, rest.headers.get('Content-Range')]).toEqual([206, `bytes 1000-${bytes - 1}/${bytes}`]);
  expect(Buffer.from(await rest.arrayBuffer()).equals(file.subarray(1000))).toBe(true);
  expect((await ask(registrar, `bytes=${bytes}-`)).status).toBe(416);
  const { organisationId: elsewhere } = await createPublishedSitting(ctx, { candidates: 2 });
  await expect(ask(await as('registrar', elsewhere))).rejects.toMatchObject({ status: 404 });
});
