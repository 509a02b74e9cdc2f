import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { message } from '#db/schema/access.ts';
import { publication, publicationDraft, publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { openAll, sealAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { nextNumber } from '#tests/factories/next-number.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { recordJuryDecision } from '../deliberation/record-jury-decision.server.ts';
import { confirmPublication } from './confirm-publication.server.ts';
import { preparePublication } from './prepare-publication.server.ts';

const database = useDatabase();

/** Four candidates in two juries: passed, rescued, failed, absent; the first has an account. */
async function deliberated({ seal = true } = {}) {
  const account = await createUser(database.db);
  const secondAccount = await createUser(database.db, {
    phone: `+227900${String(nextNumber()).padStart(5, '0')}`,
  });
  const world = await createSeatedSitting(database.db, {
    candidates: 4,
    juries: 2,
    entryOf: (i) => ({ ...(i < 2 ? { userId: [account.id, secondAccount.id][i] ?? '' } : {}) }),
  });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (dossier) => {
    if (!order.includes(dossier)) order.push(dossier);
    const value = [1250, 970, 400][order.indexOf(dossier)];
    return value === undefined ? { state: 'absent' } : { state: 'mark', value };
  });
  const ids = await openAll(ctx, world, staff);
  for (const [i, deliberationId] of ids.entries()) {
    const president = staff.boards[i]?.president;
    if (!president) throw new Error('no president');
    await recordJuryDecision(ctx.as(president.actor), {
      deliberationId,
      dossier: order[1] ?? '',
      kind: 'rescue',
      decision: 'passed',
      reason: 'Livret scolaire',
      members: [president.id],
    });
  }
  if (seal) await sealAll(ctx, world, staff, ids);
  const [a, b] = staff.publishers;
  return {
    account,
    secondAccount,
    world,
    staff,
    ctx,
    first: ctx.as(a.actor),
    second: ctx.as(b.actor),
    sittingId: world.sitting.id,
  };
}

const results = (publicationId: string) =>
  database.db
    .select()
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, publicationId))
    .orderBy(publishedResult.tableNumber);

describe('preparing', () => {
  it('waits for every seal', async () => {
    const { first, sittingId } = await deliberated({ seal: false });
    expect(await preparePublication(first, { sittingId })).toMatchObject({
      reason: 'anonymity.notSealed',
      detail: { dossiers: 4 },
    });
  });

  it('counts everyone who was seated, with totals that sum', async () => {
    const { first, sittingId } = await deliberated();
    const { statistics, version } = accepted(await preparePublication(first, { sittingId }));
    expect(version).toBe(1);
    expect(statistics.whole).toMatchObject({
      registered: 4,
      present: 3,
      absent: 1,
      byDecision: { passed: 2, failed: 1, secondGroup: 0, reserved: 0, excluded: 0 },
    });
  });

  it('is the publisher’s to do', async () => {
    const { ctx, staff, world, sittingId } = await deliberated();
    const other = await createResultStaff(
      database.db,
      await createSeatedSitting(database.db, { candidates: 0 }),
    );
    for (const actor of [
      staff.logistics.actor,
      other.publishers[0].actor,
      { kind: 'system', name: 'x' } as const,
    ])
      expect(await preparePublication(ctx.as(actor), { sittingId })).toMatchObject({
        reason: 'sitting.notFound',
      });
    expect(world.sitting.state).toBe('seated');
  });

  it('stops at a result that does not follow from its marks', async () => {
    const { first, sittingId } = await deliberated();
    await database.sql.begin(async (sql) => {
      await sql`alter table deliberation_result disable trigger user`;
      await sql`update deliberation_result set outcome = jsonb_set(outcome, '{average}', '1251')
        where average = 1250 and deliberation_id in (select id from deliberation where sitting_id = ${sittingId})`;
      await sql`alter table deliberation_result enable trigger user`;
    });
    expect(await preparePublication(first, { sittingId })).toMatchObject({
      reason: 'publication.differs',
      detail: { dossiers: 1 },
    });
  });

  it('stops at a mark changed after the deliberation', async () => {
    const { first, sittingId } = await deliberated();
    await database.sql.begin(async (sql) => {
      await sql`alter table mark_entry disable trigger user`;
      await sql`update mark_entry set value = 1300 where value = 1250 and script_code in
        (select code from script where sitting_id = ${sittingId} and paper_code = 'MAT')`;
      await sql`alter table mark_entry enable trigger user`;
    });
    expect(await preparePublication(first, { sittingId })).toMatchObject({
      reason: 'publication.marksChanged',
    });
  });
});

describe('confirming', () => {
  it('takes a second person, writes it all in one go, and stores the snapshot under its digest', async () => {
    const { first, second, account, sittingId } = await deliberated();
    const { draftId, digest } = accepted(await preparePublication(first, { sittingId }));
    expect(await confirmPublication(first, { draftId })).toMatchObject({ reason: 'publication.samePerson' });
    second.advance({ hours: 2 });
    const published = accepted(await confirmPublication(second, { draftId }));
    expect(published).toMatchObject({ version: 1, digest });

    const rows = await results(published.publicationId);
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

    const [row] = await database.db
      .select()
      .from(publication)
      .where(eq(publication.id, published.publicationId));
    const file = await second.adapters.storage.get(row?.snapshotKey ?? '');
    expect(sha256Hex(file ?? '')).toBe(digest);
    const [now] = await database.db.select().from(sitting).where(eq(sitting.id, sittingId));
    expect(now?.state).toBe('published');
    const told = await database.db.select().from(message).where(eq(message.userId, account.id));
    expect(told.map(({ template }) => template)).toEqual(['resultPublished']);
    const jobs = await database.sql<{ task: string }[]>`
      select task_identifier as task from graphile_worker.jobs
      where key in (${`issue-result-documents:${published.publicationId}`}, ${`send-message:${told[0]?.id ?? ''}`})`;
    expect(jobs.map(({ task }) => task).sort()).toEqual(['issue-result-documents', 'send-message']);
    expect(await confirmPublication(second, { draftId })).toMatchObject({ reason: 'publication.notFound' });
  });

  it('refuses what is no longer what was prepared', async () => {
    const { first, second, world, sittingId } = await deliberated();
    const { draftId } = accepted(await preparePublication(first, { sittingId }));
    const one = eq(entry.id, world.seated[0]?.entry.id ?? '');
    await database.db.update(entry).set({ surname: 'Autre' }).where(one);
    expect(await confirmPublication(second, { draftId })).toMatchObject({
      reason: 'publication.changedSince',
    });
    const again = accepted(await preparePublication(first, { sittingId }));
    expect(await confirmPublication(second, { draftId })).toMatchObject({ reason: 'publication.notFound' });
    expect((await confirmPublication(second, { draftId: again.draftId })).ok).toBe(true);
    const drafts = await database.db
      .select()
      .from(publicationDraft)
      .where(eq(publicationDraft.sittingId, sittingId));
    expect(drafts.every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  it('publishes once when two confirm at the same time', async () => {
    const { first, second, ctx, staff, sittingId } = await deliberated();
    const { draftId } = accepted(await preparePublication(first, { sittingId }));
    const elsewhere = { ...ctx.as(staff.publishers[1].actor), db: database.connect().db };
    const answers = await Promise.all([
      confirmPublication(second, { draftId }),
      confirmPublication(elsewhere, { draftId }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const versions = await database.db.select().from(publication).where(eq(publication.sittingId, sittingId));
    expect(versions).toHaveLength(1);
  });

  it('corrects by another version with a reason, leaves the first as it was, and tells only those it changes', async () => {
    const { first, second, world, account, secondAccount, sittingId } = await deliberated();
    const one = accepted(await preparePublication(first, { sittingId }));
    const version1 = accepted(await confirmPublication(second, { draftId: one.draftId }));
    expect(await preparePublication(first, { sittingId })).toMatchObject({
      reason: 'publication.reasonMissing',
    });
    const other = world.seated[1]?.entry.id ?? '';
    await database.db.update(entry).set({ givenNames: 'Aïcha' }).where(eq(entry.id, other));
    const two = accepted(await preparePublication(first, { sittingId, reason: 'Prénom corrigé' }));
    const version2 = accepted(await confirmPublication(second, { draftId: two.draftId }));
    expect(version2.version).toBe(2);
    const nameIn = async (publicationId: string) => {
      const [row] = await database.db
        .select({ body: publishedResult.body })
        .from(publishedResult)
        .where(and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.entryId, other)));
      return (row?.body as PublishedResult | undefined)?.identity.givenNames;
    };
    expect([await nameIn(version1.publicationId), await nameIn(version2.publicationId)]).toEqual([
      'Aïssatou',
      'Aïcha',
    ]);
    const told = (userId: string) => database.db.select().from(message).where(eq(message.userId, userId));
    expect(await told(account.id)).toHaveLength(1);
    expect((await told(secondAccount.id)).map(({ channel }) => channel)).toEqual(['sms', 'sms']);
  });

  it('control: the database takes neither one person twice nor a change', async () => {
    const { first, second, sittingId } = await deliberated();
    const { draftId } = accepted(await preparePublication(first, { sittingId }));
    const { publicationId } = accepted(await confirmPublication(second, { draftId }));
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
