import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { entry } from '#db/schema/registration.ts';
import { createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { confirmDraft, prepareDraft } from '#tests/factories/publish-sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import * as all from './results.tsx';
import * as csv from './results-csv.ts';
import * as one from './results-sitting.tsx';

const database = useDatabase();
const HOUR = 3_600_000;

/** Results that everyone reads in four hours and heads of schools in one; the fourth candidate is of another school. */
async function embargoed() {
  const world = await createDeliberated(database);
  const { ctx, first, second, sittingId } = world;
  const { organisation, region, school, seated } = world.world;
  const other = await createSchool(database.db, { organisationId: organisation.id, regionId: region.id });
  const theirs = seated[3]?.entry.id ?? '';
  await database.db.update(entry).set({ schoolId: other.id }).where(eq(entry.id, theirs));
  const at = (hours: number) => new Date(ctx.clock().getTime() + hours * HOUR);
  const draft = await prepareDraft(ctx, first, { sittingId, releasesAt: at(4), schoolsFrom: at(1) });
  await confirmDraft(ctx, second, draft.id);
  const headOf = (schoolId: string) =>
    createUser(database.db, {
      grants: [{ role: 'schoolHead', organisationId: organisation.id, schoolId }],
    });
  const [head, neighbour, stranger] = [
    await headOf(school.id),
    await headOf(other.id),
    await headOf(
      (await createSchool(database.db, { organisationId: organisation.id, regionId: region.id })).id,
    ),
  ];
  const params = { sittingId };
  const read = (who: typeof head) => answerOf(one.loader(routeArgs(ctx.as(who.actor), '/x', { params })));
  const list = async (who: typeof head) => (await all.loader(routeArgs(ctx.as(who.actor), '/x'))).sittings;
  const file = async (who: typeof head) =>
    (await csv.loader(routeArgs(ctx.as(who.actor), '/x', { params }))).text();
  return { ...world, draftId: draft.id, head, neighbour, stranger, read, list, file };
}

const readings = (publicationId: string) =>
  database.db.select().from(auditLog).where(eq(auditLog.subjectId, publicationId)).orderBy(auditLog.seq);

describe('a school’s results', () => {
  test('are nobody’s before the heads are let in', async () => {
    const { head, read, list, ctx } = await embargoed();
    expect(await list(head)).toEqual([]);
    expect(await read(head)).toMatchObject({ status: 404 });
    ctx.advance({ minutes: 59 });
    expect(await read(head)).toMatchObject({ status: 404 });
  });

  test('under embargo are their own pupils’, marked until when, and each reading is in the log', async () => {
    const { head, neighbour, stranger, read, list, file, ctx, draftId } = await embargoed();
    ctx.advance({ hours: 1 });
    expect(await list(head)).toMatchObject([{ embargoed: true, candidates: 3 }]);
    expect(await read(head)).toMatchObject({
      data: { publication: { embargoed: true }, results: [{}, {}, {}] },
    });
    expect(await read(neighbour)).toMatchObject({ data: { results: [{ tableNumber: '00004' }] } });
    expect([await list(stranger), (await read(stranger)).status]).toEqual([[], 404]);
    const text = await file(head);
    expect(text.split('\r\n').filter((line) => line !== '')).toHaveLength(4);
    expect(text).toContain('Sous embargo jusqu’au');
    expect(text).not.toContain('00004');
    const early = (await readings(draftId)).filter(({ action }) => action === 'publication.readEarly');
    expect(early.map(({ actorId, detail }) => [actorId, detail])).toEqual([
      [head.id, expect.objectContaining({ as: 'page', candidates: 3 })],
      [neighbour.id, expect.objectContaining({ as: 'page', candidates: 1 })],
      [head.id, expect.objectContaining({ as: 'file', candidates: 3 })],
    ]);
  });

  test('are the same once everyone reads them, without embargo', async () => {
    const { head, read, file, ctx, draftId } = await embargoed();
    ctx.advance({ hours: 4 });
    await runJobs(ctx, ['release-publication', 'follow-releases']);
    expect(await read(head)).toMatchObject({
      data: { publication: { embargoed: false, publicationId: draftId }, results: [{}, {}, {}] },
    });
    expect(await file(head)).not.toContain('embargo');
    expect((await readings(draftId)).map(({ action }) => action)).not.toContain('publication.readEarly');
  });
});
