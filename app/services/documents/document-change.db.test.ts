import { desc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { auditLog } from '#db/schema/audit.ts';
import { documentChange, documentStatus } from '#db/schema/document.ts';
import { sqlState, type Tx, withTx } from '#db/tx.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { changeStatusByOffice, createDocumentStaff, openChangeOf } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { currentStatus } from './change-document-status.server.ts';
import { decideDocumentChange } from './decide-document-change.server.ts';
import { endDocument } from './end-document.server.ts';
import { requestDocumentChange } from './request-document-change.server.ts';
import { withdrawDocumentChange } from './withdraw-document-change.server.ts';

const database = useDatabase();
const CANDIDATES = 10;
let ctx: TestContext;
let world: Awaited<ReturnType<typeof createIssuedDocuments>>;
let staff: Awaited<ReturnType<typeof createDocumentStaff>>;
let second: Ctx;
let next = 0;
let documentId = '';

beforeAll(async () => {
  ctx = testContext(database);
  world = await createIssuedDocuments(ctx, { candidates: CANDIDATES });
  staff = await createDocumentStaff(ctx, world.organisation.id);
  second = { ...staff.publisher.ctx, db: database.connect().db };
});
/** Each test ends a document of its own. */
beforeEach(() => {
  documentId = world.documents[next++]?.id ?? '';
});

const ask = (status: 'revoked' | 'suspended' | 'valid', as: Ctx = staff.registrar.ctx) =>
  requestDocumentChange(as, { documentId, status, reason: 'Fraude avérée' });
const decide = async (decision: 'confirm' | 'refuse', as: Ctx = staff.publisher.ctx) =>
  decideDocumentChange(as, { documentId, changeId: await openChangeOf(ctx, documentId), decision });
const statusNow = () => currentStatus(ctx, documentId);
const historyOf = () =>
  database.db.select().from(documentStatus).where(eq(documentStatus.documentId, documentId));

describe('revoking a document', () => {
  it('takes two people: it stays valid until a publisher confirms what a registrar asked', async () => {
    expect(await ask('revoked')).toEqual({ ok: true, value: { changed: false } });
    expect(await statusNow()).toBe('valid');
    expect(await ask('revoked')).toMatchObject({ ok: false, reason: 'document.changeWaiting' });
    expect(await decide('confirm')).toMatchObject({ ok: true });
    expect(await statusNow()).toBe('revoked');
    const [line] = await database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'document.revoked'))
      .orderBy(desc(auditLog.seq));
    expect(line).toMatchObject({
      actorId: staff.publisher.id,
      detail: { reason: 'Fraude avérée', askedBy: staff.registrar.id },
    });
  });

  it('is never decided by who asked, not even with both roles, nor written so in the database', async () => {
    const organisationId = world.organisation.id;
    const both = await createUser(database.db, {
      grants: [
        { role: 'registrar', organisationId },
        { role: 'publisher', organisationId },
      ],
    });
    await ask('revoked', ctx.as(both.actor));
    expect(await decide('confirm', ctx.as(both.actor))).toEqual({
      ok: false,
      reason: 'document.samePerson',
    });
    const written = database.db
      .update(documentChange)
      .set({ state: 'confirmed', decidedBy: both.id, decidedAt: ctx.clock() })
      .where(eq(documentChange.documentId, documentId));
    expect(sqlState(await written.catch((error: unknown) => error))).toBe('23514');
    expect(await statusNow()).toBe('valid');
  });

  it('is refused or taken back and asked again; what was decided stays so', async () => {
    await ask('revoked');
    const changeId = await openChangeOf(ctx, documentId);
    expect(await decide('refuse')).toMatchObject({ ok: true });
    const again = { documentId, changeId, decision: 'confirm' as const };
    expect(await decideDocumentChange(staff.publisher.ctx, again)).toEqual({
      ok: false,
      reason: 'document.changeDecided',
    });
    await ask('revoked');
    const mine = { documentId, changeId: await openChangeOf(ctx, documentId) };
    expect(await withdrawDocumentChange(staff.publisher.ctx, mine)).toMatchObject({
      reason: 'document.notFound',
    });
    expect(await withdrawDocumentChange(staff.registrar.ctx, mine)).toMatchObject({ ok: true });
    expect(await withdrawDocumentChange(staff.registrar.ctx, mine)).toMatchObject({
      reason: 'document.changeDecided',
    });
    expect(await statusNow()).toBe('valid');
    expect(await historyOf()).toEqual([]);
  });

  it('is asked and decided at one’s own office only, with a reason', async () => {
    const elsewhere = await createIssuedDocuments(ctx);
    const strangers = await createDocumentStaff(ctx, elsewhere.organisation.id);
    for (const as of [ctx.as(ANONYMOUS), strangers.registrar.ctx, staff.publisher.ctx])
      expect(await ask('revoked', as)).toEqual({ ok: false, reason: 'document.notFound' });
    const empty = { documentId, status: 'revoked' as const, reason: '  non ' };
    expect(await requestDocumentChange(staff.registrar.ctx, empty)).toMatchObject({
      reason: 'document.reasonMissing',
    });
    await ask('revoked');
    for (const as of [strangers.publisher.ctx, staff.registrar.ctx])
      expect(await decide('confirm', as)).toEqual({ ok: false, reason: 'document.notFound' });
  });
});

describe('suspending a document', () => {
  it('is immediate, by one person; giving it back takes two', async () => {
    expect(await ask('suspended')).toEqual({ ok: true, value: { changed: true } });
    expect(await statusNow()).toBe('suspended');
    expect(await ask('suspended')).toMatchObject({ reason: 'document.statusRefused' });
    expect(await ask('valid')).toEqual({ ok: true, value: { changed: false } });
    expect(await statusNow()).toBe('suspended');
    await decide('confirm');
    expect(await statusNow()).toBe('valid');
    await changeStatusByOffice(ctx, { documentId, status: 'revoked', reason: 'Fraude avérée' });
    expect(await ask('valid')).toMatchObject({ reason: 'document.statusRefused' });
  });
});

/** Two transactions that have both read before either writes. */
async function bothAtOnce(works: readonly ((tx: Tx, meet: () => Promise<void>) => Promise<unknown>)[]) {
  let waiting = 0;
  let open = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const meet = () => {
    waiting += 1;
    if (waiting === works.length) open();
    return both;
  };
  return Promise.allSettled(works.map((work) => withTx(ctx, 'control', {}, (tx) => work(tx, meet))));
}

const write = (tx: Tx, status: DocumentStatus) =>
  tx.db.insert(documentStatus).values({ documentId, status, reason: 'control', at: tx.now });

describe('two at once', () => {
  it('deciding: one of them does, the other hears it is decided', async () => {
    await ask('revoked');
    const answers = await Promise.all([decide('confirm'), decide('refuse', second)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'document.changeDecided' });
    expect(await historyOf()).toHaveLength((await statusNow()) === 'revoked' ? 1 : 0);
  });

  it('control: without the lock both find it suspended; the database still lets nothing follow an end', async () => {
    await ask('suspended');
    const seen: DocumentStatus[] = [];
    await bothAtOnce(
      (['superseded', 'valid'] as const).map((status) => async (tx: Tx, meet: () => Promise<void>) => {
        seen.push(await currentStatus(tx, documentId));
        await meet();
        await write(tx, status);
      }),
    );
    expect(seen).toEqual(['suspended', 'suspended']);
    expect(
      sqlState(await withTx(ctx, 'late', {}, (tx) => write(tx, 'valid')).catch((error: unknown) => error)),
    ).toBe('23001');
  });

  it('control: without the lock two deciders find the request open; the database still takes one decision', async () => {
    await ask('revoked');
    const changeId = await openChangeOf(ctx, documentId);
    const seen: string[] = [];
    const ends = await bothAtOnce(
      [1, 2].map(() => async (tx: Tx, meet: () => Promise<void>) => {
        const [row] = await tx.db.select().from(documentChange).where(eq(documentChange.id, changeId));
        seen.push(row?.state ?? '');
        await meet();
        await tx.db
          .update(documentChange)
          .set({ state: 'confirmed', decidedBy: staff.publisher.id, decidedAt: tx.now })
          .where(eq(documentChange.id, changeId));
      }),
    );
    expect(seen).toEqual(['requested', 'requested']);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('deciding and superseding: a superseded document stays so, whoever comes first', async () => {
    for (const [place, supersedeFirst] of [true, false].entries()) {
      documentId = world.documents[CANDIDATES + place]?.id ?? '';
      await ask('suspended');
      await ask('valid');
      const supersede = () =>
        withTx({ ...ctx, db: second.db }, 'supersede', {}, (tx) =>
          endDocument(tx, {
            organisationId: world.organisation.id,
            documentId,
            status: 'superseded',
            reason: 'x',
          }),
        );
      await Promise.all(supersedeFirst ? [supersede(), decide('confirm')] : [decide('confirm'), supersede()]);
      expect(await statusNow()).toBe('superseded');
      expect((await historyOf()).at(-1)?.status).toBe('superseded');
    }
  });
});
