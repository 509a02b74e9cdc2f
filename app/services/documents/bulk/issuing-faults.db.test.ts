import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { compromiseSigningKey } from '#app/services/keys/compromise-signing-key.server.ts';
import { giveUpTasks } from '#app/services/upkeep/give-up-tasks.server.ts';
import { document, documentPack, documentRefusal, signingKey } from '#db/schema/document.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { task } from '#db/schema/task.ts';
import { issuing } from '#tests/crash/issuing-scenario.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { documentsOf } from '#tests/factories/documents.ts';
import { createPublishedSitting, insertHollowCertificate, startRun } from '#tests/factories/issuing.ts';
import { createPublication } from '#tests/factories/publication.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { changeIssuing } from './change-issuing.server.ts';
import { forgetLostPacks } from './forget-lost-packs.server.ts';
import { numberDocuments } from './number-documents.server.ts';
import { runIssuing } from './run-issuing.server.ts';
import { issuingOf } from './start-issuing.server.ts';

const database = useDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'palmares-issuing-faults-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const STOLEN = { reason: 'Le poste a été volé', operators: ['A', 'B'] };
const OTHER_MARKS = { FRA: 18, PHI: 18, HG: 18, LV1: 18, MAT: 18, SPH: 18, SVT: 18, EPS: 18 } as const;

async function published(candidates: number) {
  const ctx = issuing(testContext(database), folder);
  const made = await createPublishedSitting(ctx, { candidates, centres: 1, unprintable: false });
  await ensureSigningKey(ctx, made.organisationId);
  await insertHollowCertificate(ctx, made.organisationId);
  return { ctx, ...made };
}

/** The same world, in which something happens once, when the first documents are being drawn. */
function meanwhile(ctx: TestContext, happens: () => Promise<unknown>): TestContext {
  const { press } = ctx.adapters;
  let happened = false;
  const drawing: typeof press = {
    width: 1,
    press: async (jobs) => {
      const pressed = await press.press(jobs);
      if (!happened) {
        happened = true;
        await happens();
      }
      return pressed;
    },
  };
  const adapters = new Proxy(ctx.adapters, {
    get: (target, name) => (name === 'press' ? drawing : Reflect.get(target, name)),
  });
  return { ...ctx, adapters };
}

const taskOf = async (id: string) => (await database.db.select().from(task).where(eq(task.id, id)))[0];
const editionsOf = async (entryId: string) =>
  database.db
    .select()
    .from(document)
    .where(and(eq(document.entryId, entryId), eq(document.kind, 'diploma')))
    .orderBy(asc(document.edition));
const statusOf = async (documentId: string) => {
  const [row] = await database.sql`
    select status from document_status where document_id = ${documentId} order by id desc limit 1`;
  return row?.status ?? 'valid';
};
const refusalsOf = async (sittingId: string) =>
  database.db.select().from(documentRefusal).where(eq(documentRefusal.sittingId, sittingId));

describe('a bulk run', () => {
  it('still issues the rest of a centre when one of its documents is issued by hand meanwhile', async () => {
    const { ctx, sittingId, organisationId } = await published(5);
    const taskId = await startRun(ctx, sittingId, 'diploma');
    await numberDocuments(ctx, { sittingId, kind: 'diploma', taskId });
    const [first] = await documentsOf(database.db, organisationId);
    // A file made alone needs a real certificate: here only the row is written, as issuing alone does last.
    const byHand = () =>
      database.sql`update document set state = 'issued', kid = (select kid from signing_key limit 1), cose = 'c',
        token = 'taken-by-hand', file_key = 'f', issued_at = now() where id = ${first?.id ?? ''}`;
    await runIssuing(
      meanwhile(ctx, async () => byHand()),
      { taskId },
    );
    const rows = await documentsOf(database.db, organisationId);
    expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'issued'));
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: 4 });
  });

  it('gives nothing signed by a key that was declared compromised while it drew', async () => {
    const { ctx, sittingId, organisationId } = await published(3);
    const taskId = await startRun(ctx, sittingId, 'diploma');
    const { kid } = await ensureSigningKey(ctx, organisationId);
    await runIssuing(
      meanwhile(ctx, () => compromiseSigningKey(ctx, { kid, at: ctx.clock(), ...STOLEN })),
      { taskId },
    );
    const rows = await documentsOf(database.db, organisationId);
    expect(rows.map(({ state }) => state)).toEqual(['issued', 'issued', 'issued']);
    expect(rows.filter((row) => row.kid === kid)).toEqual([]);
  });

  it('never seals a pack opened so long ago that its file may be forgotten, and forgets the file of a lost one', async () => {
    const { ctx, sittingId, organisationId } = await published(3);
    const taskId = await startRun(ctx, sittingId, 'diploma');
    await runIssuing(
      meanwhile(ctx, async () => ctx.advance({ hours: 7 })),
      { taskId },
    );
    const packs = await database.db.select().from(documentPack).where(eq(documentPack.taskId, taskId));
    expect(packs.map(({ sealedAt }) => sealedAt !== null).sort()).toEqual([false, true]);
    const lost = packs.find(({ sealedAt }) => sealedAt === null);
    const lostKey = `document-packs/${organisationId}/${lost?.id}.zip`;
    const { storage } = ctx.adapters;
    // As a power cut between storing and sealing leaves it.
    await storage.put(lostKey, new Uint8Array([1]), 'application/zip');
    await forgetLostPacks(ctx);
    expect(await storage.head(lostKey)).toBeDefined();
    ctx.advance({ hours: 6 });
    await forgetLostPacks(ctx);
    expect(await storage.head(lostKey)).toBeUndefined();
    const kept = packs.find(({ sealedAt }) => sealedAt !== null);
    expect(await storage.head(kept?.fileKey ?? '')).toMatchObject({ size: kept?.bytes });
  });

  it('whose job has failed for the last time is shown as failed, and one still tried again is not', async () => {
    const { ctx, sittingId } = await published(1);
    const [lost, tried] = [
      await startRun(ctx, sittingId, 'diploma'),
      await startRun(ctx, sittingId, 'transcript'),
    ];
    await ctx.db.execute(sql`
      update graphile_worker._private_jobs set attempts = case key when ${`issue-documents:${lost}`} then 8 else 7 end
      where key in (${`issue-documents:${lost}`}, ${`issue-documents:${tried}`})`);
    expect(await giveUpTasks(ctx)).toBe(1);
    expect(await taskOf(lost)).toMatchObject({ state: 'failed', failure: 'abandoned' });
    expect(await taskOf(tried)).toMatchObject({ state: 'queued' });
    expect(await giveUpTasks(ctx)).toBe(0);
  });
});

describe('a run that failed', () => {
  it('does not go on beside the one begun after it', async () => {
    const { ctx, sittingId } = await published(1);
    const taskId = await startRun(ctx, sittingId, 'diploma');
    await ctx.db.update(task).set({ state: 'failed' }).where(eq(task.id, taskId));
    const next = await startRun(ctx, sittingId, 'diploma');
    const resume = { sittingId, taskId, change: 'resume' } as const;
    expect(await changeIssuing(ctx, resume)).toMatchObject({ ok: false, reason: 'task.over' });
    await ctx.db.update(task).set({ state: 'done' }).where(eq(task.id, next));
    expect(await changeIssuing(ctx, resume)).toMatchObject({ ok: true });
  });
});

describe('a corrected publication', () => {
  async function issuedThen(change?: 'revoked' | 'suspended') {
    const world = await published(2);
    const { ctx, sittingId, seated } = world;
    await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
    const entryId = seated.seated[0]?.entry.id ?? '';
    const [first] = await editionsOf(entryId);
    if (!first) throw new Error('no diploma');
    if (change) {
      const asked = { documentId: first.id, status: change, reason: 'Fraude présumée' };
      expect(await changeStatusByOffice(ctx, asked)).toMatchObject({ ok: true });
    }
    return { ...world, entryId, first };
  }

  it.each(['revoked', 'suspended'] as const)(
    'gives no next edition of a diploma that people have %s, and says so',
    async (change) => {
      const { ctx, sittingId, seated, entryId, first } = await issuedThen(change);
      await createPublication(ctx.db, seated, { version: 2, marks: { 0: OTHER_MARKS } });
      await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
      expect(await editionsOf(entryId)).toHaveLength(1);
      expect(await statusOf(first.id)).toBe(change);
      expect(await refusalsOf(sittingId)).toMatchObject([
        { entryId, kind: 'diploma', reason: 'document.heldByOffice' },
      ]);
    },
  );

  it('gives the next edition of a suspended diploma as soon as people reinstate it', async () => {
    const { ctx, sittingId, seated, entryId, first } = await issuedThen('suspended');
    await createPublication(ctx.db, seated, { version: 2, marks: { 0: OTHER_MARKS } });
    await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
    ctx.advance({ minutes: 1 });
    await changeStatusByOffice(ctx, { documentId: first.id, status: 'valid', reason: 'Rien trouvé' });
    const [run] = await database.db
      .select()
      .from(task)
      .where(and(issuingOf(sittingId, 'diploma'), eq(task.state, 'queued')));
    await runIssuing(ctx, { taskId: run?.id ?? '' });
    expect((await editionsOf(entryId)).map(({ edition, state }) => [edition, state])).toEqual([
      [1, 'issued'],
      [2, 'issued'],
    ]);
    expect(await statusOf(first.id)).toBe('superseded');
    expect(await refusalsOf(sittingId)).toEqual([]);
  });

  it('rolled back gives no valid edition of what people had suspended, and leaves it theirs to reinstate', async () => {
    const { ctx, sittingId, seated, entryId, first } = await issuedThen('suspended');
    const failing = { FRA: 5, PHI: 5, HG: 5, LV1: 5, MAT: 5, SPH: 5, SVT: 5, EPS: 5 };
    await createPublication(ctx.db, seated, { version: 2, marks: { 0: failing } });
    await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
    expect(await statusOf(first.id)).toBe('suspended');
    await createPublication(ctx.db, seated, { version: 3 });
    await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
    expect(await editionsOf(entryId)).toHaveLength(1);
    expect(await statusOf(first.id)).toBe('suspended');
    const reinstated = { documentId: first.id, status: 'valid', reason: 'Rien trouvé' } as const;
    expect(await changeStatusByOffice(ctx, reinstated)).toMatchObject({ ok: true });
    expect(await statusOf(first.id)).toBe('valid');
  });

  it('revokes the diploma of a candidate whom it names no more', async () => {
    const { ctx, sittingId, seated, entryId, first } = await issuedThen();
    const [left, ...others] = seated.seated;
    await createPublication(ctx.db, { ...seated, seated: others }, { version: 2 });
    const named = await database.db
      .select()
      .from(publishedResult)
      .where(eq(publishedResult.entryId, entryId));
    expect([left?.entry.id, named.length]).toEqual([entryId, 1]);
    await runIssuing(ctx, { taskId: await startRun(ctx, sittingId, 'diploma') });
    expect(await statusOf(first.id)).toBe('revoked');
    const [other] = await editionsOf(others[0]?.entry.id ?? '');
    expect(await statusOf(other?.id ?? '')).toBe('valid');
  });
});

describe('a document issued alone', () => {
  it('waits when its key is declared compromised while it is drawn, and is issued with another', async () => {
    const ctx = testContext(database);
    const made = await createPublishedSitting(ctx, { candidates: 1, centres: 1, unprintable: false });
    await numberDocuments(ctx, { sittingId: made.sittingId, kind: 'transcript' });
    const [row] = await documentsOf(database.db, made.organisationId);
    const { kid } = await ensureSigningKey(ctx, made.organisationId);
    const { storage } = ctx.adapters;
    const documentId = row?.id ?? '';
    const withdrawn = {
      ...ctx,
      adapters: {
        ...ctx.adapters,
        storage: {
          ...storage,
          put: async (key: string, bytes: Uint8Array, type: string) => {
            await storage.put(key, bytes, type);
            await compromiseSigningKey(ctx, { kid, at: ctx.clock(), ...STOLEN });
          },
        },
      },
    };
    await expect(issueDocument(withdrawn, { documentId })).rejects.toThrow('withdrawn');
    await issueDocument(ctx, { documentId });
    const [issued] = await documentsOf(database.db, made.organisationId);
    expect(issued?.state).toBe('issued');
    const [key] = await database.db
      .select()
      .from(signingKey)
      .where(eq(signingKey.kid, issued?.kid ?? ''));
    expect(key).toMatchObject({ state: 'active' });
  });
});
