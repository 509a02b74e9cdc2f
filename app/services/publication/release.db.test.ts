import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { findReleased } from '#db/released.ts';
import { message } from '#db/schema/access.ts';
import { document } from '#db/schema/document.ts';
import { publication, publicationRelease, publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { accepted } from '#tests/factories/marking.ts';
import { confirmDraft, prepareDraft, publishSitting, readDraft } from '#tests/factories/publish-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { SYSTEM, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { followReleases } from './follow-releases.server.ts';
import { pointResults } from './point-results.server.ts';
import { preparePublication } from './prepare-publication.server.ts';
import { putPublicationAside } from './put-aside-publication.server.ts';
import { releaseDraft } from './release-publication.server.ts';
import { rollBackResults } from './roll-back-results.server.ts';

const database = useDatabase();
const deliberated = () => createDeliberated(database);

const HOUR = 3_600_000;
const inHours = (ctx: TestContext, hours: number) => new Date(ctx.clock().getTime() + hours * HOUR);
const lines = (sittingId: string) =>
  database.db
    .select({ publicationId: publicationRelease.publicationId, kind: publicationRelease.kind })
    .from(publicationRelease)
    .where(eq(publicationRelease.sittingId, sittingId))
    .orderBy(publicationRelease.id);
const told = (userId: string) => database.db.select().from(message).where(eq(message.userId, userId));
const stateOf = async (sittingId: string) =>
  (await database.db.select({ state: sitting.state }).from(sitting).where(eq(sitting.id, sittingId)))[0]
    ?.state;

/** A second version in which one candidate's given names are corrected. */
async function corrected() {
  const world = await deliberated();
  const { ctx, first, second, sittingId } = world;
  const one = await publishSitting(ctx, [first, second], { sittingId });
  await runJobs(ctx, ['announce-results', 'follow-releases']);
  const other = world.world.seated[1]?.entry.id ?? '';
  await database.db.update(entry).set({ givenNames: 'Aïcha' }).where(eq(entry.id, other));
  const two = await publishSitting(ctx, [first, second], { sittingId, reason: 'Prénom corrigé' });
  return { ...world, one, two, other };
}

describe('a time lock', () => {
  it('shows nothing to anybody before its hour, and everything after', async () => {
    const { ctx, first, second, account, sittingId } = await deliberated();
    const releasesAt = inHours(ctx, 3);
    const draft = await prepareDraft(ctx, first, { sittingId, releasesAt });
    await confirmDraft(ctx, second, draft.id);
    ctx.advance({ hours: 2 });
    await runJobs(ctx, ['follow-releases']);
    await releaseDraft(ctx.as(SYSTEM), { draftId: draft.id });
    expect((await readDraft(ctx, draft.id)).state).toBe('confirmed');
    expect(await ctx.adapters.results.pointers()).toEqual([]);
    expect(await findReleased(ctx.db, sittingId)).toBeUndefined();
    expect(await numberResultDocuments(ctx.as(SYSTEM), { publicationId: draft.id })).toEqual({
      requested: 0,
    });
    expect([await stateOf(sittingId), await told(account.id)]).toEqual(['deliberating', []]);

    ctx.advance({ hours: 1 });
    await releaseDraft(ctx.as(SYSTEM), { draftId: draft.id });
    await runJobs(ctx, ['announce-results', 'follow-releases']);
    expect((await readDraft(ctx, draft.id)).state).toBe('released');
    expect(await ctx.adapters.results.pointers()).toMatchObject([{ sittingId, version: 1 }]);
    expect(await findReleased(ctx.db, sittingId)).toMatchObject({ id: draft.id });
    expect(await stateOf(sittingId)).toBe('published');
    expect((await told(account.id)).map(({ template }) => template)).toEqual(['resultPublished']);
    expect(
      (await numberResultDocuments(ctx.as(SYSTEM), { publicationId: draft.id })).requested,
    ).toBeGreaterThan(0);
  });

  it('is queued for its very hour', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const releasesAt = inHours(ctx, 5);
    const draft = await prepareDraft(ctx, first, { sittingId, releasesAt });
    await confirmDraft(ctx, second, draft.id);
    const [job] = await database.sql<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where key = ${`release-publication:${draft.id}`}`;
    expect(job?.at).toEqual(releasesAt);
  });

  it('is refused in the past, and so are schools that read after everyone', async () => {
    const { ctx, first, sittingId } = await deliberated();
    const as = ctx.as(first.actor);
    expect(await preparePublication(as, { sittingId, releasesAt: inHours(ctx, -1) })).toMatchObject({
      reason: 'publication.hourPast',
    });
    const hours = { releasesAt: inHours(ctx, 1), schoolsFrom: inHours(ctx, 2) };
    expect(await preparePublication(as, { sittingId, ...hours })).toMatchObject({
      reason: 'publication.schoolsAfter',
    });
  });

  it('can be given up until then: what was written is never read, and the next version says why', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const releasesAt = inHours(ctx, 1);
    const draft = await prepareDraft(ctx, first, { sittingId, releasesAt });
    await confirmDraft(ctx, second, draft.id);
    expect(await preparePublication(ctx.as(first.actor), { sittingId, reason: 'Autre' })).toMatchObject({
      reason: 'publication.waiting',
    });
    accepted(await putPublicationAside(ctx.as(first.actor), { draftId: draft.id }));
    ctx.advance({ hours: 2 });
    await releaseDraft(ctx.as(SYSTEM), { draftId: draft.id });
    await followReleases(ctx.as(SYSTEM));
    expect(await lines(sittingId)).toEqual([]);
    expect(await preparePublication(ctx.as(first.actor), { sittingId })).toMatchObject({
      reason: 'publication.reasonMissing',
    });
    const id = await publishSitting(ctx, [first, second], { sittingId, reason: 'Première version retenue' });
    expect(await findReleased(ctx.db, sittingId)).toMatchObject({ id, version: 2 });
  });
});

describe('releasing', () => {
  it('writes one line whoever releases, several at a time', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const draft = await prepareDraft(ctx, first, { sittingId });
    await confirmDraft(ctx, second, draft.id);
    const elsewhere = { ...ctx.as(SYSTEM), db: database.connect().db };
    await Promise.all([
      releaseDraft(ctx.as(SYSTEM), { draftId: draft.id }),
      releaseDraft(elsewhere, { draftId: draft.id }),
      followReleases(ctx.as(SYSTEM)),
    ]);
    expect(await lines(sittingId)).toEqual([{ publicationId: draft.id, kind: 'release' }]);
  });

  it('killed between the line and the pointer, is pointed at by whoever follows', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const draft = await prepareDraft(ctx, first, { sittingId });
    await confirmDraft(ctx, second, draft.id);
    const killed = {
      ...ctx.adapters.results,
      point: async () => {
        throw new Error('killed');
      },
    };
    const dying = { ...ctx.as(SYSTEM), adapters: { ...ctx.adapters, results: killed } };
    await expect(releaseDraft(dying, { draftId: draft.id })).rejects.toThrow('killed');
    expect(await ctx.adapters.results.pointers()).toEqual([]);
    expect(await runJobs(ctx, ['follow-releases'])).toBeGreaterThan(0);
    expect(await ctx.adapters.results.pointers()).toMatchObject([{ sittingId, publicationId: draft.id }]);
    expect(await pointResults(ctx, { sittingId })).toBe(false);
  });

  it('releases by itself what is due when its job was lost', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const draft = await prepareDraft(ctx, first, { sittingId, releasesAt: inHours(ctx, 1) });
    await confirmDraft(ctx, second, draft.id);
    await database.sql`select graphile_worker.remove_job(${`release-publication:${draft.id}`})`;
    ctx.advance({ hours: 1 });
    await followReleases(ctx.as(SYSTEM));
    expect(await lines(sittingId)).toEqual([{ publicationId: draft.id, kind: 'release' }]);
  });
});

describe('publishing again', () => {
  it('keeps the first version as it was, and tells only those it changes', async () => {
    const { ctx, one, two, other, account, secondAccount } = await corrected();
    await runJobs(ctx, ['announce-results']);
    const nameIn = async (publicationId: string) => {
      const [row] = await database.db
        .select({ body: publishedResult.body })
        .from(publishedResult)
        .where(and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.entryId, other)));
      return (row?.body as PublishedResult | undefined)?.identity.givenNames;
    };
    expect([await nameIn(one), await nameIn(two)]).toEqual(['Aïssatou', 'Aïcha']);
    expect(await told(account.id)).toHaveLength(1);
    expect((await told(secondAccount.id)).map(({ channel }) => channel)).toEqual(['sms', 'sms']);
  });
});

describe('rolling back', () => {
  const reason = 'Erreur de centre';

  it('puts an earlier version back for every channel, with its reason', async () => {
    const { ctx, sittingId, one, two, world } = await corrected();
    const as = ctx.as({ kind: 'system', name: 'cli:results' });
    expect(accepted(await rollBackResults(as, { sittingId, version: 1, reason }))).toEqual({
      publicationId: one,
      from: 2,
    });
    expect(await lines(sittingId)).toEqual([
      { publicationId: one, kind: 'release' },
      { publicationId: two, kind: 'release' },
      { publicationId: one, kind: 'rollBack' },
    ]);
    expect(await ctx.adapters.results.pointers()).toMatchObject([{ sittingId, version: 1 }]);
    expect(await findReleased(ctx.db, sittingId)).toMatchObject({ id: one, version: 1 });
    expect(await numberResultDocuments(as, { publicationId: two })).toEqual({ requested: 0 });
    await numberResultDocuments(as, { publicationId: one });
    const made = await ctx.db
      .select({ source: document.source })
      .from(document)
      .where(eq(document.organisationId, world.organisation.id));
    expect(new Set(made.map(({ source }) => source))).toEqual(new Set([`publication:${one}`]));
    expect(accepted(await rollBackResults(as, { sittingId, version: 2, reason })).from).toBe(1);
  });

  it('refuses what nobody ever read, what everyone reads, no reason, and a file that has changed', async () => {
    const { ctx, sittingId, staff } = await corrected();
    const as = ctx.as(SYSTEM);
    const refusal = async (version: number, why = reason, by = as) => {
      const answer = await rollBackResults(by, { sittingId, version, reason: why });
      return answer.ok ? 'done' : answer.reason;
    };
    const changed = { ...ctx.adapters.results, digestOf: async () => undefined };
    expect([
      await refusal(3),
      await refusal(2),
      await refusal(1, ' '),
      await refusal(1, reason, ctx.as(staff.logistics.actor)),
      await refusal(1, reason, { ...as, adapters: { ...ctx.adapters, results: changed } }),
    ]).toEqual([
      'publication.versionUnknown',
      'publication.versionRead',
      'publication.reasonMissing',
      'publication.versionUnknown',
      'publication.fileChanged',
    ]);
  });

  it('refuses a version from before there were files: pages would show another than documents', async () => {
    const { ctx, sittingId, two } = await corrected();
    const [now] = await ctx.db.select().from(publication).where(eq(publication.id, two));
    if (!now) throw new Error('no version');
    const old = { ...now, id: crypto.randomUUID(), version: 9, fileDigest: null };
    await ctx.db.insert(publication).values(old);
    const line = { sittingId, kind: 'release' as const, by: 'test', at: ctx.clock() };
    await ctx.db.insert(publicationRelease).values([
      { ...line, publicationId: old.id },
      { ...line, publicationId: two },
    ]);
    expect(await rollBackResults(ctx.as(SYSTEM), { sittingId, version: 9, reason })).toMatchObject({
      reason: 'publication.fileChanged',
    });
    expect(await findReleased(ctx.db, sittingId)).toMatchObject({ id: two });
  });
});

it('incident 5 (Cameroon 2018): rows, file and pointer are one publication, result by result', async () => {
  const { first, second, sittingId } = await deliberated();
  const directory = await mkdtemp(path.join(os.tmpdir(), 'palmares-results-'));
  const ctx = testContext(database, { adapters: { results: createFileResults(directory) } });
  const id = await publishSitting(ctx, [first, second], { sittingId });
  const reader = followResults(directory, { onProblem: () => undefined });
  try {
    const open = reader.open(sittingId);
    const rows = await database.db
      .select()
      .from(publishedResult)
      .where(eq(publishedResult.publicationId, id));
    expect(open?.head).toMatchObject({ publicationId: id, version: 1 });
    expect(rows).toHaveLength(4);
    for (const { tableNumber, decision, body } of rows) {
      const inFile = open?.find(tableNumber);
      const { snapshot, outcome, identity } = body as PublishedResult;
      expect(inFile).toMatchObject({ decision, snapshot, identity, average: outcome.average });
    }
  } finally {
    await reader.close();
    await rm(directory, { recursive: true });
  }
});
