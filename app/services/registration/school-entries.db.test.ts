import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { cancelTask } from '#app/services/tasks/cancel-task.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { entry } from '#db/schema/registration.ts';
import { task } from '#db/schema/task.ts';
import { createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { type CreateEntry, createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { saveStep } from './save-step.server.ts';
import { startSchoolEntry } from './start-school-entry.server.ts';
import { submitEntry } from './submit-entry.server.ts';
import { requestSchoolSubmission, submitSchoolEntries } from './submit-school-entries.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let worker: TestContext;
let head: TestContext;
let other: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  worker = testContext(database);
  const headOf = async (schoolId: string) => {
    const grants = [{ role: 'schoolHead' as const, organisationId: world.office.id, schoolId }];
    return worker.as((await createUser(database.db, { grants })).actor);
  };
  head = await headOf(world.school.id);
  const next = await createSchool(database.db, {
    organisationId: world.office.id,
    regionId: world.region.id,
  });
  other = await headOf(next.id);
});

const pupil = (values: Partial<CreateEntry> = {}) =>
  createEntry(database.db, { ...world.place, schoolId: world.school.id, ...values });
const rowOf = async (id: string) => (await database.db.select().from(entry).where(eq(entry.id, id)))[0];
const taskOf = async (id: string) => (await database.db.select().from(task).where(eq(task.id, id)))[0];

describe('the head of a school', () => {
  test('completes, sends and withdraws the entries of their pupils', async () => {
    const { id: entryId } = await pupil({ fit: null });
    const sport = { step: 'sport', value: { sport: true } } as const;
    expect((await saveStep(head, { entryId, version: 1, answer: sport })).ok).toBe(true);
    expect((await submitEntry(head, { entryId, version: 2 })).ok).toBe(true);
    expect((await withdrawEntry(head, { entryId })).ok).toBe(true);
    expect((await rowOf(entryId))?.state).toBe('withdrawn');
  });

  test('does not move them elsewhere, nor touch those of another school or of nobody’s', async () => {
    const { id: entryId } = await pupil();
    const answer = { step: 'school', value: { kind: 'free', regionId: world.region.id } } as const;
    expect(await saveStep(head, { entryId, version: 1, answer })).toMatchObject({
      reason: 'entry.answerRefused',
    });
    expect(await submitEntry(other, { entryId, version: 1 })).toMatchObject({ reason: 'entry.notFound' });
    const free = await createEntry(database.db, world.place);
    expect(await submitEntry(head, { entryId: free.id, version: 1 })).toMatchObject({
      reason: 'entry.notFound',
    });
  });

  test('adds a pupil, once however often the form is sent', async () => {
    const identity = { surname: 'N’Diaye', givenNames: 'Awa', sex: 'F' as const };
    const command = {
      schoolId: world.school.id,
      sittingId: world.sitting.id,
      identity,
      token: '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11',
    };
    const all = await Promise.all([1, 2, 3].map(() => startSchoolEntry(head, command)));
    expect(new Set(all.map((one) => (one.ok ? one.value.entryId : one.reason))).size).toBe(1);
    const [first] = all;
    const row = await rowOf(first?.ok ? first.value.entryId : '');
    expect(row).toMatchObject({ kind: 'official', schoolId: world.school.id, nameKey: 'awa ndiaye' });
    expect(row?.reference).toMatch(/^.{8}$/);
    expect(await startSchoolEntry(other, command)).toMatchObject({ reason: 'access.denied' });
  });
});

describe('all complete entries of a school', () => {
  async function school(complete: number, incomplete: number) {
    const sitting = await createSitting(database.db, {
      organisationId: world.office.id,
      examCode: `S${complete}${incomplete}`,
    });
    const place = { sittingId: sitting.id };
    for (let at = 0; at < complete; at += 1) await pupil(place);
    for (let at = 0; at < incomplete; at += 1) await pupil({ ...place, fit: null });
    const about = { schoolId: world.school.id, sittingId: sitting.id };
    const asked = await requestSchoolSubmission(head, about);
    const count = async (state: 'submitted' | 'draft') =>
      database.db.$count(entry, and(eq(entry.sittingId, sitting.id), eq(entry.state, state)));
    return { about, taskId: asked.ok ? asked.value.taskId : asked.reason, count };
  }

  test('are sent one by one, the others stay drafts, and the bar ends full', async () => {
    const { about, taskId, count } = await school(5, 2);
    expect(await requestSchoolSubmission(head, about)).toEqual({ ok: true, value: { taskId } });
    expect(await queuedJobs(database.db)).toContainEqual({
      name: 'submit-school-entries',
      payload: { taskId },
    });
    await submitSchoolEntries(worker, { taskId });
    expect([await count('submitted'), await count('draft')]).toEqual([5, 2]);
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: 7, total: 7 });
    // Given to the worker again, it changes nothing.
    await submitSchoolEntries(worker, { taskId });
    expect(await count('submitted')).toBe(5);
  });

  test('killed at any point, it goes on where it was, and nothing is sent twice', async () => {
    const { taskId, count } = await school(4, 1);
    for (const steps of [1, 2, 3, 5, 7, 9]) {
      let left = steps;
      const dying: TestContext = {
        ...worker,
        clock: () => {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return worker.clock();
        },
      };
      await submitSchoolEntries(dying, { taskId }).catch((error: Error) =>
        expect(error.message).toBe('killed'),
      );
    }
    await submitSchoolEntries(worker, { taskId });
    expect([await count('submitted'), await count('draft')]).toEqual([4, 1]);
    expect(await taskOf(taskId)).toMatchObject({ state: 'done', done: 5 });
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.action, 'entry.submit'));
    expect(new Set(lines.map(({ subjectId }) => subjectId)).size).toBe(lines.length);
  });

  test('stopped, it leaves the rest; nobody else stops it', async () => {
    const { taskId, count } = await school(3, 0);
    expect(await cancelTask(other, { taskId })).toMatchObject({ reason: 'task.notFound' });
    expect((await cancelTask(head, { taskId })).ok).toBe(true);
    await submitSchoolEntries(worker, { taskId });
    expect(await count('submitted')).toBe(0);
    expect(await taskOf(taskId)).toMatchObject({ state: 'cancelled' });
  });

  test('are asked for anew once the work has been silent for an hour', async () => {
    const { about, taskId } = await school(2, 0);
    head.advance({ minutes: 61 });
    const again = await requestSchoolSubmission(head, about);
    head.advance({ minutes: -61 });
    expect(again.ok && again.value.taskId).not.toBe(taskId);
    expect(await taskOf(taskId)).toMatchObject({ state: 'failed', failure: 'abandoned' });
  });

  test('of another school, or of one without drafts, are not asked for', async () => {
    const { about } = await school(1, 0);
    expect(await requestSchoolSubmission(other, about)).toMatchObject({ reason: 'access.denied' });
    const empty = await createSitting(database.db, { organisationId: world.office.id, examCode: 'NONE' });
    expect(
      await requestSchoolSubmission(head, { schoolId: world.school.id, sittingId: empty.id }),
    ).toMatchObject({ reason: 'task.nothing' });
  });
});
