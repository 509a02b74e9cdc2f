import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkAuditChain } from '#db/audit-chain.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createOrganisation, createRegion, createSchool } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { type StepAnswer, saveStep } from './save-step.server.ts';
import { startEntry } from './start-entry.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let ctx: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  ctx = testContext(database, { actor: world.user.actor });
});

const rowOf = async (id: string) => {
  const [row] = await database.db.select().from(entry).where(eq(entry.id, id));
  if (!row) throw new Error('no entry');
  return row;
};
const newcomer = async () => ctx.as((await createUser(database.db)).actor);
const started = async (as: TestContext, sittingId = world.sitting.id) => {
  const verdict = await startEntry(as, { sittingId });
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value.entryId;
};

describe('starting an entry', () => {
  test('asked twice, even at once, it is the same draft of the same candidate', async () => {
    const as = await newcomer();
    const ids = await Promise.all([1, 2, 3, 4].map(() => started(as)));
    expect(new Set(ids).size).toBe(1);
    const owners = await database.db
      .select()
      .from(candidate)
      .where(eq(candidate.userId, actorId(as)));
    expect(owners).toHaveLength(1);
  });

  test('strangers, unknown sittings and drafts of sittings start nothing', async () => {
    const { id: organisationId } = world.office;
    const draft = await createSitting(database.db, { organisationId, examCode: 'BTS', state: 'draft' });
    const closed = await createSitting(database.db, { organisationId, examCode: 'BEP', state: 'closed' });
    expect(await startEntry(ctx.as(ANONYMOUS), { sittingId: world.sitting.id })).toMatchObject({
      reason: 'access.denied',
    });
    expect(await startEntry(ctx, { sittingId: world.office.id })).toMatchObject({
      reason: 'sitting.notFound',
    });
    expect(await startEntry(ctx, { sittingId: draft.id })).toMatchObject({ reason: 'sitting.notFound' });
    expect(await startEntry(ctx, { sittingId: closed.id })).toMatchObject({ reason: 'sitting.closed' });
  });

  test('no two sittings of one exam and period, wherever the other is; another year is fine', async () => {
    const elsewhere = await createOrganisation(database.db);
    const same = await createSitting(database.db, { organisationId: elsewhere.id });
    const next = await createSitting(database.db, { organisationId: elsewhere.id, year: 2028 });
    const as = await newcomer();
    await started(as);
    expect(await startEntry(as, { sittingId: same.id })).toMatchObject({ reason: 'entry.samePeriod' });
    expect((await startEntry(as, { sittingId: next.id })).ok).toBe(true);
  });

  test('both sittings asked at once: one only', async () => {
    const elsewhere = await createOrganisation(database.db);
    const same = await createSitting(database.db, { organisationId: elsewhere.id });
    const as = await newcomer();
    const verdicts = await Promise.all(
      [world.sitting.id, same.id].map((sittingId) => startEntry(as, { sittingId })),
    );
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('who withdrew may begin again', async () => {
    const as = await newcomer();
    const first = await started(as);
    expect((await withdrawEntry(as, { entryId: first })).ok).toBe(true);
    expect(await started(as)).not.toBe(first);
    expect(await withdrawEntry(as, { entryId: first })).toMatchObject({ reason: 'state.refused' });
  });
});

describe('saving an answer', () => {
  const identity: StepAnswer = {
    step: 'identity',
    value: { surname: 'N’Diaye', givenNames: 'Bâ', sex: 'M' },
  };

  test('each question is stored by itself', async () => {
    const as = await newcomer();
    const entryId = await started(as);
    const answers: StepAnswer[] = [
      { step: 'school', value: { kind: 'official', schoolId: world.school.id } },
      identity,
      { step: 'birth', value: { birthDate: '2008-11-23', birthPlace: 'Dosso' } },
      { step: 'nationality', value: { nationality: 'NE' } },
      { step: 'series', value: { series: 'A1' } },
      { step: 'options', value: { options: ['MUS', 'DES'] } },
      { step: 'sport', value: { sport: false } },
    ];
    for (const [index, answer] of answers.entries())
      expect(await saveStep(as, { entryId, version: index + 1, answer })).toEqual({
        ok: true,
        value: { version: index + 2 },
      });
    expect(await rowOf(entryId)).toMatchObject({
      kind: 'official',
      schoolId: world.school.id,
      regionId: world.region.id,
      surname: 'N’Diaye',
      birthDate: '2008-11-23',
      series: 'A1',
      options: ['DES', 'MUS'],
      fit: false,
      version: 8,
    });
  });

  test('two tabs: the second is told, and nothing of the first is lost', async () => {
    const as = await newcomer();
    const entryId = await started(as);
    const other: StepAnswer = { step: 'identity', value: { surname: 'Diallo', givenNames: 'Awa', sex: 'F' } };
    expect((await saveStep(as, { entryId, version: 1, answer: identity })).ok).toBe(true);
    expect(await saveStep(as, { entryId, version: 1, answer: other })).toMatchObject({
      reason: 'entry.changedElsewhere',
    });
    expect((await rowOf(entryId)).surname).toBe('N’Diaye');
    expect((await saveStep(as, { entryId, version: 2, answer: other })).ok).toBe(true);
  });

  test('the very same answer sent twice is no conflict', async () => {
    const as = await newcomer();
    const entryId = await started(as);
    const verdicts = await Promise.all(
      [1, 2].map(() => saveStep(as, { entryId, version: 1, answer: identity })),
    );
    expect(verdicts).toEqual([
      { ok: true, value: { version: 2 } },
      { ok: true, value: { version: 2 } },
    ]);
  });

  test('ten tabs at once: one wins', async () => {
    const as = await newcomer();
    const entryId = await started(as);
    const verdicts = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        saveStep(as, {
          entryId,
          version: 1,
          answer: { step: 'identity', value: { surname: `Tab ${i}`, givenNames: 'Awa', sex: 'F' } },
        }),
      ),
    );
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test.each<StepAnswer>([
    { step: 'identity', value: { surname: '\u0007', givenNames: 'Awa', sex: 'F' } },
    { step: 'birth', value: { birthDate: '2025-01-01', birthPlace: 'Dosso' } },
    { step: 'nationality', value: { nationality: 'Niger' } },
    { step: 'series', value: { series: 'Z' } },
    { step: 'options', value: { options: ['FRA'] } },
    { step: 'school', value: { kind: 'official', schoolId: '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11' } },
  ])('$step is judged again here', async (answer) => {
    expect(await saveStep(ctx, { entryId: world.draft.id, version: 1, answer })).toMatchObject({
      reason: 'entry.answerRefused',
      detail: { step: answer.step },
    });
  });

  test('a school of another office is no school', async () => {
    const office = await createOrganisation(database.db);
    const region = await createRegion(database.db, { organisationId: office.id });
    const school = await createSchool(database.db, { organisationId: office.id, regionId: region.id });
    const answers: StepAnswer[] = [
      { step: 'school', value: { kind: 'official', schoolId: school.id } },
      { step: 'school', value: { kind: 'free', regionId: region.id } },
    ];
    for (const answer of answers)
      expect(await saveStep(ctx, { entryId: world.draft.id, version: 1, answer })).toMatchObject({
        ok: false,
      });
  });

  test('somebody else’s entry does not exist; one that was sent is not edited; a closed sitting takes no answer', async () => {
    const as = await newcomer();
    const entryId = world.draft.id;
    expect(await saveStep(as, { entryId, version: 1, answer: identity })).toMatchObject({
      reason: 'entry.notFound',
    });
    const sent = await createEntry(database.db, { ...world.place, userId: actorId(as), state: 'submitted' });
    expect(await saveStep(as, { entryId: sent.id, version: 1, answer: identity })).toMatchObject({
      reason: 'entry.notEditable',
    });
    const late = await newcomer();
    const draft = await started(late);
    late.advance({ days: 31 });
    expect(await saveStep(late, { entryId: draft, version: 1, answer: identity })).toMatchObject({
      reason: 'sitting.closed',
    });
    late.advance({ days: -31 });
  });

  test('a returned entry is corrected after entries closed, until seats are given', async () => {
    const as = await newcomer();
    const own = await createSitting(database.db, {
      organisationId: world.office.id,
      examCode: 'RET',
      state: 'closed',
    });
    const returned = await createEntry(database.db, {
      ...world.place,
      sittingId: own.id,
      userId: actorId(as),
      state: 'returned',
    });
    expect((await saveStep(as, { entryId: returned.id, version: 1, answer: identity })).ok).toBe(true);
    await database.db.update(sitting).set({ state: 'seated' }).where(eq(sitting.id, own.id));
    const sport: StepAnswer = { step: 'sport', value: { sport: false } };
    expect(await saveStep(as, { entryId: returned.id, version: 2, answer: sport })).toMatchObject({
      reason: 'sitting.closed',
    });
  });
});

test('every change is in the audit chain, without private data', async () => {
  expect(await checkAuditChain(database.db)).not.toHaveProperty('broken');
  const lines =
    await database.sql`select detail::text as detail from audit_log where action = 'entry.answer'`;
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.some(({ detail }) => String(detail).includes('Diaye'))).toBe(false);
});

function actorId({ actor }: TestContext): string {
  if (actor.kind !== 'user') throw new Error('nobody');
  return actor.id;
}
