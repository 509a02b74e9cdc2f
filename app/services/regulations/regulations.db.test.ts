import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { VersionComparison } from '#app/domain/regulation/compare-versions.ts';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { auditLog } from '#db/schema/audit.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { openAll, sealAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { chooseVersion } from './choose-version.server.ts';
import { readComparison, requestComparison } from './compare-versions.server.ts';
import { keepVersion } from './keep-version.server.ts';
import { saveDraft } from './save-draft.server.ts';
import { startDraft } from './start-draft.server.ts';

const database = useDatabase();
const bepc = sampleRegulation('bepc-sample');

async function contextOf(organisationId: string, role: 'registrar' | 'logistics' = 'registrar') {
  const grants = [{ role, organisationId }];
  return testContext(database, { actor: (await createUser(database.db, { grants })).actor });
}

async function keepAs(organisationId: string, body: Regulation) {
  const [row] = await database.db
    .insert(regulationVersion)
    .values({
      organisationId,
      code: body.code,
      version: 1,
      hash: hashRegulation(body),
      body,
      createdAt: TEST_NOW,
    })
    .returning();
  if (!row) throw new Error('no version');
  return row;
}

async function world() {
  const made = await createRegistrationWorld(database.db);
  const version = await keepAs(made.office.id, bepc);
  return { ...made, version, ctx: await contextOf(made.office.id) };
}

const draftOf = async (id: string) =>
  (await database.db.select().from(regulationDraft).where(eq(regulationDraft.id, id)))[0];

test('a draft is kept as written, even wrong, and becomes a version only once it is sound', async () => {
  const { ctx, version, office } = await world();
  const { draftId } = accepted(await startDraft(ctx, { versionId: version.id }));
  expect(JSON.parse((await draftOf(draftId))?.text ?? '')).toEqual(bepc);
  expect(accepted(await startDraft(ctx, { versionId: version.id }))).toEqual({ draftId, isNew: false });
  expect(await keepVersion(ctx, { draftId, revision: 1 })).toMatchObject({
    reason: 'regulation.sameAsBefore',
  });
  accepted(await saveDraft(ctx, { draftId, revision: 1, text: '{ "format": 1' }));
  expect(await keepVersion(ctx, { draftId, revision: 2 })).toMatchObject({ reason: 'regulation.invalid' });
  const changed = { ...bepc, name: { fr: 'BEPC modifié', en: 'Changed BEPC' } };
  accepted(await saveDraft(ctx, { draftId, revision: 2, text: JSON.stringify(changed) }));
  const kept = accepted(await keepVersion(ctx, { draftId, revision: 3 }));
  expect(kept.version).toBe(2);
  const [row] = await database.db
    .select()
    .from(regulationVersion)
    .where(eq(regulationVersion.id, kept.versionId));
  expect(row).toMatchObject({ code: bepc.code, hash: hashRegulation(changed), body: changed });
  expect(await draftOf(draftId)).toBeUndefined();
  const lines = await database.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.organisationId, office.id), eq(auditLog.subjectId, draftId)));
  expect(lines.map(({ action }) => action)).toEqual([
    'regulation.startDraft',
    'regulation.saveDraft',
    'regulation.saveDraft',
  ]);
});

test('a file that names another regulation is refused', async () => {
  const { ctx, version } = await world();
  const { draftId } = accepted(await startDraft(ctx, { versionId: version.id }));
  accepted(await saveDraft(ctx, { draftId, revision: 1, text: JSON.stringify({ ...bepc, code: 'bac' }) }));
  expect(await keepVersion(ctx, { draftId, revision: 2 })).toMatchObject({ reason: 'regulation.otherCode' });
});

test('of two people who save the same revision at once, one is told; without the revision both would be', async () => {
  const { ctx, office, version } = await world();
  const other = await contextOf(office.id);
  const { draftId } = accepted(await startDraft(ctx, { versionId: version.id }));
  const answers = await Promise.all(
    [ctx, other].map((who, i) => saveDraft(who, { draftId, revision: 1, text: `{ "author": ${i} }` })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'regulation.changedSince' });
  // The control: told the revision as it is now, the second one writes over the first.
  const now = (await draftOf(draftId))?.revision ?? 0;
  accepted(await saveDraft(other, { draftId, revision: now, text: '{ "author": "over" }' }));
  expect((await draftOf(draftId))?.text).toBe('{ "author": "over" }');
});

test('a sitting takes another version while it is prepared, and none from its opening on', async () => {
  const { ctx, office, version, sitting: open } = await world();
  const draft = await createSitting(database.db, {
    organisationId: office.id,
    examCode: 'BEPC',
    state: 'draft',
    regulation: 'bepc-sample',
  });
  accepted(await chooseVersion(ctx, { sittingId: draft.id, versionId: version.id }));
  const [row] = await database.db.select().from(sitting).where(eq(sitting.id, draft.id));
  expect(row?.regulationVersionId).toBe(version.id);
  expect(await chooseVersion(ctx, { sittingId: open.id, versionId: version.id })).toMatchObject({
    reason: 'regulation.frozen',
  });
});

test('only who writes regulations may, and only their office’s', async () => {
  const { office, version } = await world();
  const elsewhere = await world();
  for (const ctx of [elsewhere.ctx, await contextOf(office.id, 'logistics')])
    expect(await startDraft(ctx, { versionId: version.id })).toMatchObject({ reason: 'regulation.notFound' });
});

test('a past sitting is judged by another version: who changes decision is counted and listed by code', async () => {
  const made = await createSeatedSitting(database.db, { candidates: 6, regulation: 'bepc-sample' });
  const staff = await createResultStaff(database.db, made);
  const ctx = await contextOf(made.organisation.id);
  const stricter = JSON.parse(JSON.stringify(bepc).replaceAll('"atLeast":10', '"atLeast":13')) as Regulation;
  const rival = { versionId: (await keepAs(made.organisation.id, stricter)).id };
  expect(await requestComparison(ctx, { sittingId: made.sitting.id, rival })).toMatchObject({
    reason: 'regulation.nothingToCompare',
  });
  const everyone = testContext(database);
  await markEverything(everyone, made, staff, () => ({ state: 'mark', value: 1250 }));
  await sealAll(everyone, made, staff, await openAll(everyone, made, staff));
  const { taskId } = accepted(await requestComparison(ctx, { sittingId: made.sitting.id, rival }));
  await runJobs(ctx, ['compare-regulations']);
  const [work] = await database.db.select().from(task).where(eq(task.id, taskId));
  expect(work).toMatchObject({ state: 'done', done: 1, total: 1 });
  const found = await readComparison(ctx, work?.fileKey ?? '');
  expect(found).toMatchObject({
    dossiers: 6,
    decisionChanged: 6,
    notApplicable: 0,
  } satisfies Partial<VersionComparison>);
  expect(found?.examples).toHaveLength(6);
  expect(JSON.stringify(found)).not.toContain(made.seated[0]?.entry.id);
});
