import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { action, loader } from './entry-step.tsx';

const database = useDatabase();
let ctx: TestContext;
let entryId = '';

beforeAll(async () => {
  const world = await createRegistrationWorld(database.db);
  ctx = testContext(database, { actor: world.user.actor });
  entryId = world.draft.id;
  await database.db
    .update(sitting)
    .set({
      entryRules: {
        documents: [],
        age: { minimum: 18 },
        nationalId: 'optional',
        attempts: { maximum: 3 },
        earlierDiploma: { code: 'BEPC', label: { fr: 'BEPC', en: 'BEPC' }, yearsBefore: 3 },
        seriesFor: { free: ['A1', 'C'] },
      },
    })
    .where(eq(sitting.id, world.sitting.id));
});

const rowOf = async () => (await database.db.select().from(entry).where(eq(entry.id, entryId)))[0];
const pathOf = (step: string) => `/espace/inscriptions/${entryId}/${step}`;
const open = (step: string) => answerOf(loader(routeArgs(ctx, pathOf(step), { params: { entryId, step } })));
async function send(step: string, fields: Record<string, string>) {
  const form = { version: String((await rowOf())?.version ?? 0), ...fields };
  return answerOf(action(routeArgs(ctx, pathOf(step), { params: { entryId, step }, form })));
}
const errorsOf = ({ data }: { data: unknown }) =>
  typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;

describe('questions that the sitting’s rules ask', () => {
  test('a number that may be left empty is left, and the next question follows', async () => {
    expect((await open('piece-identite')).status).toBe(200);
    const answer = await send('piece-identite', { nationalId: '' });
    expect([answer.status, answer.location]).toEqual([302, pathOf('diplome')]);
  });

  test('a diploma had too late is refused beside its year, with the year it takes', async () => {
    const answer = await send('diplome', { year: '2025', number: '12-B' });
    expect(errorsOf(answer)).toEqual({ year: [expect.stringContaining('latest=2024')] });
    expect((await send('diplome', { year: 'abc' })).status).toBe(422);
    expect((await send('diplome', { year: '2023', number: '12-B' })).location).toBe(pathOf('serie'));
    expect((await rowOf())?.earlierDiploma).toEqual({ exam: 'BEPC', year: 2023, number: '12-B' });
  });

  test('an age, a series and a number of attempts are refused beside their fields', async () => {
    const birth = { 'birthDate.day': '1', 'birthDate.month': '1', 'birthDate.year': '2012' };
    expect(errorsOf(await send('naissance', { ...birth, birthPlace: 'Dosso' }))).toHaveProperty('birthDate');
    expect(errorsOf(await send('serie', { series: 'D' }))).toHaveProperty('series');
    expect(errorsOf(await send('presentation', { attempt: '4' }))).toHaveProperty('attempt');
    expect((await send('presentation', { attempt: '2' })).status).toBe(302);
    expect((await rowOf())?.attempt).toBe(2);
  });

  test('questions nobody asks lead to what there is to check', async () => {
    for (const step of ['photo', 'pieces'])
      expect((await open(step)).location).toBe(`/espace/inscriptions/${entryId}/verifier`);
  });
});
