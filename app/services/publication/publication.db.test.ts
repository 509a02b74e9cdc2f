import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { publication, publicationDraft, publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { task } from '#db/schema/task.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { accepted } from '#tests/factories/marking.ts';
import { confirmDraft, prepareDraft, publishSitting, readDraft } from '#tests/factories/publish-sitting.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM } from '#tests/setup/test-context.ts';
import { buildDraft } from './build-publication.server.ts';
import { confirmPublication } from './confirm-publication.server.ts';
import { preparePublication } from './prepare-publication.server.ts';
import { putPublicationAside } from './put-aside-publication.server.ts';
import { writeDraft } from './write-publication.server.ts';

const database = useDatabase();
const deliberated = (options?: { seal?: boolean }) => createDeliberated(database, options);

const results = (publicationId: string) =>
  database.db
    .select()
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, publicationId))
    .orderBy(publishedResult.tableNumber);

/** What only somebody with the database's own password could do. */
const tamper = (table: string, change: string) =>
  database.sql.begin(async (sql) => {
    await sql.unsafe(`alter table ${table} disable trigger user`);
    await sql.unsafe(change);
    await sql.unsafe(`alter table ${table} enable trigger user`);
  });

describe('preparing', () => {
  it('waits for every seal', async () => {
    const { ctx, first, sittingId } = await deliberated({ seal: false });
    expect(await prepareDraft(ctx, first, { sittingId })).toMatchObject({
      state: 'refused',
      failure: { reason: 'anonymity.notSealed', detail: { dossiers: 4 } },
    });
  });

  it('counts everyone who was seated, with totals that sum, and leaves a snapshot file under its digest', async () => {
    const { ctx, first, sittingId } = await deliberated();
    const draft = await prepareDraft(ctx, first, { sittingId });
    expect(draft).toMatchObject({ state: 'prepared', failure: null });
    expect(draft.statistics?.whole).toMatchObject({
      registered: 4,
      present: 3,
      absent: 1,
      byDecision: { passed: 2, failed: 1, secondGroup: 0, reserved: 0, excluded: 0 },
    });
    expect(await ctx.adapters.results.digestOf(draft.fileName ?? '')).toBe(draft.fileDigest);
    const [work] = await ctx.db
      .select()
      .from(task)
      .where(eq(task.id, draft.taskId ?? ''));
    expect(work).toMatchObject({ state: 'done', done: 4, total: 4 });
    expect(await ctx.adapters.results.pointers()).toEqual([]);
  });

  it('is the publisher’s to do', async () => {
    const { ctx, staff, world, sittingId } = await deliberated();
    const other = await createResultStaff(
      database.db,
      await createSeatedSitting(database.db, { candidates: 0 }),
    );
    for (const actor of [staff.logistics.actor, other.publishers[0].actor, SYSTEM])
      expect(await preparePublication(ctx.as(actor), { sittingId })).toMatchObject({
        reason: 'sitting.notFound',
      });
    expect(world.sitting.state).toBe('seated');
  });

  it('incident 7 (Romania 2012–13): stops at a result that does not follow from its marks, and shows it', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    await tamper(
      'deliberation_result',
      `update deliberation_result set outcome = jsonb_set(outcome, '{average}', '1251')
        where average = 1250 and deliberation_id in (select id from deliberation where sitting_id = '${sittingId}')`,
    );
    const draft = await prepareDraft(ctx, first, { sittingId });
    expect(draft).toMatchObject({ state: 'refused', digest: null, fileName: null });
    expect(draft.failure).toMatchObject({
      reason: 'publication.differs',
      detail: { dossiers: 1, differences: 2 },
      differences: [
        { field: 'average', stored: '1251', recomputed: '1250' },
        { field: 'plainAverage', recomputed: '1250' },
      ],
    });
    expect(await confirmPublication(ctx.as(second.actor), { draftId: draft.id })).toMatchObject({
      reason: 'publication.notFound',
    });
  });

  it('incident 7: stops at a mark changed after the deliberation, and says whose paper', async () => {
    const { ctx, first, sittingId } = await deliberated();
    await tamper(
      'mark_entry',
      `update mark_entry set value = 1300 where value = 1250 and script_code in
        (select code from script where sitting_id = '${sittingId}' and paper_code = 'MAT')`,
    );
    expect((await prepareDraft(ctx, first, { sittingId })).failure).toMatchObject({
      reason: 'publication.differs',
      differences: [{ field: 'mark', paper: 'MAT', stored: '1250', recomputed: '1300' }],
    });
  });

  it('publishes the steps that the marks give, whatever was stored beside them', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    await tamper(
      'deliberation_result',
      `update deliberation_result set trace = '[]' where deliberation_id in
        (select id from deliberation where sitting_id = '${sittingId}')`,
    );
    const id = await publishSitting(ctx, [first, second], { sittingId });
    const bodies = (await results(id)).map(({ body }) => body as PublishedResult);
    expect(bodies.every(({ trace }) => trace.length > 0)).toBe(true);
  });

  it('incident 11 (Benin 2008: 264 omitted): a validated candidate without a result stops it, seated or not', async () => {
    const { ctx, first, world, sittingId } = await deliberated();
    const { organisation, region } = world;
    const late = { organisationId: organisation.id, sittingId, regionId: region.id, series: 'BEPC' };
    await createEntry(database.db, { ...late, state: 'validated', number: 'BEPC-OMITTED' });
    expect((await prepareDraft(ctx, first, { sittingId })).failure).toEqual({
      reason: 'publication.omitted',
      detail: { candidates: 1, numbers: 'BEPC-OMITTED' },
    });
  });

  it('incident 8 (Guinea 2025): what is published sums, of the whole and of its series', async () => {
    const { ctx, first, sittingId } = await deliberated();
    const { statistics } = await prepareDraft(ctx, first, { sittingId });
    const groups = statistics?.groups ?? [];
    for (const figure of ['registered', 'present', 'absent'] as const)
      expect(groups.reduce((sum, one) => sum + one.statistics[figure], 0)).toBe(statistics?.whole[figure]);
    expect(statistics?.whole.registered).toBe(await ctx.db.$count(seat, eq(seat.sittingId, sittingId)));
  });

  it('stops when it is put aside, and makes way for another', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const one = accepted(await preparePublication(ctx.as(first.actor), { sittingId }));
    accepted(await putPublicationAside(ctx.as(second.actor), { draftId: one.draftId }));
    await buildDraft(ctx.as(SYSTEM), { taskId: one.taskId });
    expect(await readDraft(ctx, one.draftId)).toMatchObject({ state: 'putAside', digest: null });
    const two = await prepareDraft(ctx, first, { sittingId });
    const three = await prepareDraft(ctx, first, { sittingId });
    expect([(await readDraft(ctx, two.id)).state, three.state]).toEqual(['putAside', 'prepared']);
  });

  it('built twice, as after a worker was killed, is prepared once', async () => {
    const { ctx, first, sittingId } = await deliberated();
    const { draftId, taskId } = accepted(await preparePublication(ctx.as(first.actor), { sittingId }));
    await Promise.all([buildDraft(ctx.as(SYSTEM), { taskId }), buildDraft(ctx.as(SYSTEM), { taskId })]);
    await buildDraft(ctx.as(SYSTEM), { taskId });
    const draft = await readDraft(ctx, draftId);
    expect(draft.state).toBe('prepared');
    expect(await ctx.adapters.results.digestOf(draft.fileName ?? '')).toBe(draft.fileDigest);
  });
});

describe('confirming', () => {
  it('takes a second person, and writes what the first prepared', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const { id: draftId, digest, fileDigest, fileName } = await prepareDraft(ctx, first, { sittingId });
    expect(await confirmPublication(ctx.as(first.actor), { draftId })).toMatchObject({
      reason: 'publication.samePerson',
    });
    ctx.advance({ hours: 2 });
    expect(await confirmDraft(ctx, second, draftId)).toMatchObject({ state: 'confirmed' });
    const rows = await results(draftId);
    expect(rows).toHaveLength(4);
    const bodies = rows.map(({ body }) => body as PublishedResult);
    expect(bodies.map(({ decision }) => decision).sort()).toEqual(['failed', 'failed', 'passed', 'passed']);
    const rescued = bodies.find(({ ruling }) => ruling !== null);
    expect(rescued).toMatchObject({
      decision: 'passed',
      honours: null,
      outcome: { decision: 'failed', average: 970 },
    });
    expect(rescued?.ruling).toEqual({ kind: 'rescue', decision: 'passed', reason: 'Livret scolaire' });
    const [row] = await database.db.select().from(publication).where(eq(publication.id, draftId));
    expect(row).toMatchObject({ version: 1, digest, fileDigest, snapshotKey: fileName });
    expect(await confirmPublication(ctx.as(second.actor), { draftId })).toMatchObject({
      reason: 'publication.notFound',
    });
  });

  it('refuses what is no longer what was prepared', async () => {
    const { ctx, first, second, world, sittingId } = await deliberated();
    const { id: draftId } = await prepareDraft(ctx, first, { sittingId });
    const one = eq(entry.id, world.seated[0]?.entry.id ?? '');
    await database.db.update(entry).set({ surname: 'Autre' }).where(one);
    expect(await confirmDraft(ctx, second, draftId)).toMatchObject({
      state: 'refused',
      failure: { reason: 'publication.changedSince' },
    });
    expect(await results(draftId)).toEqual([]);
    const id = await publishSitting(ctx, [first, second], { sittingId });
    expect(await results(id)).toHaveLength(4);
    const drafts = await database.db
      .select()
      .from(publicationDraft)
      .where(eq(publicationDraft.sittingId, sittingId));
    expect(drafts.every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  it('refuses a snapshot file that is not the one that was prepared', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const { id: draftId } = await prepareDraft(ctx, first, { sittingId });
    const results = { ...ctx.adapters.results, digestOf: async () => '0'.repeat(64) };
    const { taskId } = accepted(await confirmPublication(ctx.as(second.actor), { draftId }));
    const worker = { ...ctx.as(SYSTEM), adapters: { ...ctx.adapters, results } };
    await writeDraft(worker, { taskId });
    expect(await readDraft(ctx, draftId)).toMatchObject({
      state: 'refused',
      failure: { reason: 'publication.fileChanged' },
    });
  });

  it('publishes once when two people confirm at the same time', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const { id: draftId } = await prepareDraft(ctx, first, { sittingId });
    const elsewhere = { ...ctx.as(second.actor), db: database.connect().db };
    const answers = await Promise.all([
      confirmPublication(ctx.as(second.actor), { draftId }),
      confirmPublication(elsewhere, { draftId }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const taskId = answers.map((one) => (one.ok ? one.value.taskId : '')).join('');
    await Promise.all([1, 2].map(() => writeDraft(ctx.as(SYSTEM), { taskId }).catch(() => undefined)));
    const versions = await database.db.select().from(publication).where(eq(publication.sittingId, sittingId));
    expect(versions).toHaveLength(1);
  });

  it('control: without the lock, both read a draft that is prepared and both confirm it', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const { id: draftId } = await prepareDraft(ctx, first, { sittingId });
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const one = eq(publicationDraft.id, draftId);
    const confirm = (db: typeof database.db) =>
      db.transaction(async (tx) => {
        const [draft] = await tx.select({ state: publicationDraft.state }).from(publicationDraft).where(one);
        arrived += 1;
        if (arrived === 2) open();
        await both;
        if (draft?.state !== 'prepared') return false;
        await tx.update(publicationDraft).set({ state: 'confirmed', confirmedBy: second.id }).where(one);
        return true;
      });
    expect(await Promise.all([confirm(database.db), confirm(database.connect().db)])).toEqual([true, true]);
  });

  it('control: the database takes neither one person twice nor a change', async () => {
    const { ctx, first, second, sittingId } = await deliberated();
    const publicationId = await publishSitting(ctx, [first, second], { sittingId });
    const [row] = await database.db.select().from(publication).where(eq(publication.id, publicationId));
    if (!row) throw new Error('no row');
    const { id: _, ...values } = row;
    await expect(
      database.db.insert(publication).values({ ...values, version: 9, confirmedBy: row.preparedBy }),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
    await expect(
      database.db
        .update(publishedResult)
        .set({ decision: 'passed' })
        .where(eq(publishedResult.publicationId, publicationId)),
    ).rejects.toThrow();
  });
});
