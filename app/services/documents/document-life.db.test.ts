import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { type document, documentHandOver, documentShare, documentStatus } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { sqlState, withTx } from '#db/tx.ts';
import { createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { changeStatusByOffice, createDocumentStaff, createHolder } from '#tests/factories/document-life.ts';
import { createIssuedDocuments, documentsOf, issuePending } from '#tests/factories/documents.ts';
import { createPublication, PASSING } from '#tests/factories/publication.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { handOverDocument } from './hand-over-document.server.ts';
import { numberResultDocuments } from './number-result-documents.server.ts';
import { replaceDocument } from './replace-document.server.ts';
import { requestDocumentChange } from './request-document-change.server.ts';
import { findShared, shareDocument, withdrawShare } from './share-document.server.ts';

const database = useDatabase();
const LOST = { cause: 'lost', reason: 'Perdu pendant un voyage', identityPaper: 'CNI 12345' } as const;
const GIVEN = {
  to: 'holder',
  collector: 'Aïssatou Diallo',
  identityPaper: 'CNI 1',
  place: 'Zinder',
} as const;
let ctx: TestContext;
let world: Awaited<ReturnType<typeof createIssuedDocuments>>;
let staff: Awaited<ReturnType<typeof createDocumentStaff>>;

beforeAll(async () => {
  ctx = testContext(database);
  world = await createIssuedDocuments(ctx, { candidates: 6 });
  staff = await createDocumentStaff(ctx, world.organisation.id);
});

type Row = typeof document.$inferSelect;
function of(place: number, kind: Row['kind'] = 'transcript'): Row {
  const row = world.documents.find(
    (one) => one.kind === kind && one.entryId === world.seated[place]?.entry.id,
  );
  if (!row) throw new Error('no document');
  return row;
}
const editionsOf = async ({ number }: Row) =>
  (await documentsOf(database.db, world.organisation.id)).filter((row) => row.number === number);

describe('a lost document', () => {
  it('is made again with the same number and facts, one edition on, and the old one is superseded', async () => {
    const old = of(0);
    ctx.advance({ days: 3 });
    const asked = await replaceDocument(staff.registrar.ctx, { documentId: old.id, ...LOST });
    expect(asked).toMatchObject({ ok: true });
    await issuePending(ctx);
    const [first, next] = await editionsOf(old);
    expect([first?.edition, next?.edition, next?.state]).toEqual([1, 2, 'issued']);
    expect(next?.typedCode).not.toBe(first?.typedCode);
    const before = storedModelSchema.parse(first?.model);
    const after = storedModelSchema.parse(next?.model);
    const own = { edition: 0, issuedOn: '', verification: null, signing: null };
    expect({ ...after.draft, ...own }).toEqual({ ...before.draft, ...own });
    expect([before.draft, after.draft].map(({ edition, issuedOn }) => [edition, issuedOn])).toEqual([
      [1, '2027-03-01'],
      [2, '2027-03-04'],
    ]);
    expect(after.claims).toMatchObject({
      holder: before.claims.holder,
      number: before.claims.number,
      average: before.claims.average,
      edition: 2,
    });
    expect(await checkByToken(ctx, old.token ?? '')).toMatchObject({ verdict: 'superseded' });
    expect(await checkByToken(ctx, next?.token ?? '')).toMatchObject({ verdict: 'valid' });
    const [line] = await database.db
      .select()
      .from(documentStatus)
      .where(eq(documentStatus.documentId, old.id));
    expect(line).toMatchObject({ userId: staff.registrar.id, reason: 'Perdu pendant un voyage (CNI 12345)' });
    expect(JSON.stringify(await checkByToken(ctx, old.token ?? ''))).not.toContain('voyage');
    expect(await replaceDocument(staff.registrar.ctx, { documentId: old.id, ...LOST })).toMatchObject({
      reason: 'document.notInForce',
    });
  });

  it('lost twice has a third edition, and nothing more is made of an unchanged publication', async () => {
    const second = (await editionsOf(of(0))).at(-1);
    await replaceDocument(staff.registrar.ctx, { documentId: second?.id ?? '', ...LOST, cause: 'damaged' });
    await issuePending(ctx);
    expect((await editionsOf(of(0))).map(({ edition, source }) => [edition, source.split(':')[2]])).toEqual([
      [1, undefined],
      [2, '2'],
      [3, '3'],
    ]);
    expect(await numberResultDocuments(ctx, { publicationId: world.publication.id })).toEqual({
      requested: 0,
    });
  });

  it('is one more edition after a correction too', async () => {
    const better = { ...PASSING, MAT: 19 };
    const { id } = await createPublication(database.db, world, { version: 2, marks: { 0: better } });
    await numberResultDocuments(ctx, { publicationId: id });
    await issuePending(ctx);
    const last = (await editionsOf(of(0))).at(-1);
    expect([last?.edition, last?.source.split(':')[1]]).toEqual([4, id]);
  });

  it('asked for twice at once makes one edition', async () => {
    const documentId = of(1).id;
    const other = { ...staff.registrar.ctx, db: database.connect().db };
    const answers = await Promise.all(
      [staff.registrar.ctx, other].map((as) => replaceDocument(as, { documentId, ...LOST })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await editionsOf(of(1))).toHaveLength(2);
  });

  it('is not made again while suspended, while its revocation is asked, nor by another office', async () => {
    const documentId = of(2).id;
    const stranger = await createDocumentStaff(ctx, (await createIssuedDocuments(ctx)).organisation.id);
    for (const as of [stranger.registrar.ctx, staff.publisher.ctx])
      expect(await replaceDocument(as, { documentId, ...LOST })).toMatchObject({
        reason: 'document.notFound',
      });
    await requestDocumentChange(staff.registrar.ctx, { documentId, status: 'revoked', reason: 'Fraude' });
    expect(await replaceDocument(staff.registrar.ctx, { documentId, ...LOST })).toMatchObject({
      reason: 'document.changeWaiting',
    });
    await requestDocumentChange(staff.registrar.ctx, { documentId, status: 'suspended', reason: 'Enquête' });
    expect(await replaceDocument(staff.registrar.ctx, { documentId, ...LOST })).toMatchObject({
      reason: 'document.notInForce',
    });
  });
});

describe('a printed document', () => {
  it('is given out once, by the office of the candidate’s region or above', async () => {
    const { id: documentId, entryId } = of(3, 'passCertificate');
    const [{ regionId } = { regionId: null }] = await database.db
      .select({ regionId: entry.regionId })
      .from(entry)
      .where(eq(entry.id, entryId));
    const officer = async (region: string | null) =>
      ctx.as(
        (
          await createUser(database.db, {
            grants: [{ role: 'regionalOfficer', organisationId: world.organisation.id, regionId: region }],
          })
        ).actor,
      );
    const elsewhere = (await createRegion(database.db, { organisationId: world.organisation.id })).id;
    for (const as of [await officer(elsewhere), staff.publisher.ctx])
      expect(await handOverDocument(as, { documentId, ...GIVEN })).toEqual({
        ok: false,
        reason: 'document.notFound',
      });
    const answers = await Promise.all(
      [await officer(regionId), { ...staff.registrar.ctx, db: database.connect().db }].map((as) =>
        handOverDocument(as, { documentId, ...GIVEN }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'document.handedAlready' });
    const changed = database.db
      .update(documentHandOver)
      .set({ collector: 'Autre' })
      .where(eq(documentHandOver.documentId, documentId));
    expect(sqlState(await changed.catch((error: unknown) => error))).toBe('23001');
  });

  it('control: without the lock both find it there; the register still keeps one hand-over', async () => {
    const { id: documentId } = of(4, 'passCertificate');
    const given = { documentId, ...GIVEN, handedBy: staff.registrar.id, at: ctx.clock() };
    const ends = await Promise.allSettled(
      [1, 2].map(() =>
        withTx(ctx, 'control', {}, async (tx) => {
          await tx.db.$count(documentHandOver, eq(documentHandOver.documentId, documentId));
          await tx.db.insert(documentHandOver).values(given);
        }),
      ),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not given out when revoked', async () => {
    const { id: documentId } = of(5, 'passCertificate');
    await changeStatusByOffice(ctx, { documentId, status: 'revoked', reason: 'Fraude avérée' });
    expect(await handOverDocument(staff.registrar.ctx, { documentId, ...GIVEN })).toMatchObject({
      reason: 'document.notInForce',
    });
  });
});

describe('a link its holder shares', () => {
  it('leads to the document until it ends or is withdrawn, and its token is kept nowhere', async () => {
    const { id: documentId } = of(3);
    const holder = ctx.as(await holderOf(3));
    const day = await shareDocument(holder, { documentId, span: 'day' });
    const week = await shareDocument(holder, { documentId, span: 'week' });
    if (!day.ok || !week.ok) throw new Error('not shared');
    expect(day.value.token).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect((await findShared(ctx, day.value.token))?.document.id).toBe(documentId);
    const kept = await database.db
      .select()
      .from(documentShare)
      .where(eq(documentShare.documentId, documentId));
    expect(JSON.stringify(kept)).not.toContain(day.value.token);
    ctx.advance({ days: 1 });
    expect(await findShared(ctx, day.value.token)).toBeUndefined();
    expect((await findShared(ctx, week.value.token))?.document.id).toBe(documentId);
    const shareId = kept.find(({ expiresAt }) => expiresAt > ctx.clock())?.id ?? '';
    const stranger = ctx.as(await holderOf(4));
    expect(await withdrawShare(stranger, { documentId, shareId })).toMatchObject({
      reason: 'share.notFound',
    });
    expect(await withdrawShare(holder, { documentId, shareId })).toMatchObject({ ok: true });
    expect(await withdrawShare(holder, { documentId, shareId })).toMatchObject({ ok: true });
    expect(await findShared(ctx, week.value.token)).toBeUndefined();
    for (const other of ['', 'x', 'A'.repeat(32)]) expect(await findShared(ctx, other)).toBeUndefined();
  });

  it('is made for one’s own documents only, and so many at most', async () => {
    const { id: documentId } = of(4);
    const stranger = ctx.as(await holderOf(3));
    for (const as of [stranger, staff.registrar.ctx])
      expect(await shareDocument(as, { documentId, span: 'day' })).toMatchObject({
        reason: 'document.notFound',
      });
    const holder = ctx.as(await holderOf(4));
    const open = await Promise.all(
      Array.from({ length: 22 }, () => shareDocument(holder, { documentId, span: 'month' })),
    );
    expect(open.filter(({ ok }) => ok)).toHaveLength(20);
    expect(open.find(({ ok }) => !ok)).toMatchObject({ reason: 'share.tooMany' });
  });
});

const holders = new Map<number, TestContext['actor']>();
async function holderOf(place: number): Promise<TestContext['actor']> {
  const known = holders.get(place);
  if (known) return known;
  const { actor } = await createHolder(ctx, world.seated[place]?.entry.id ?? '');
  holders.set(place, actor);
  return actor;
}
