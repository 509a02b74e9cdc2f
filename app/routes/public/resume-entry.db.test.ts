import { beforeAll, expect, test } from 'vitest';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { action } from './resume-entry.tsx';

const database = useDatabase();
let ctx: TestContext;

beforeAll(async () => {
  ctx = testContext(database, { actor: ANONYMOUS });
  const world = await createRegistrationWorld(database.db);
  for (const reference of ['TEST0001', 'TEST0002'])
    await createEntry(database.db, { ...world.place, reference, accessCode: '4F7H92KDX3PA' });
});

const send = (reference: string, code: string, clientAddress = '192.0.2.1') =>
  answerOf(action(routeArgs(ctx, '/reprendre', { form: { reference, code }, clientAddress })));
const errorsOf = (data: unknown) =>
  typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;

test('an unknown reference and a wrong code are one answer, word for word', async () => {
  const unknown = await send('ZZZZ-ZZZZ', '4F7H-92KD-X3PB', '192.0.2.8');
  const wrong = await send('TEST-0001', '4F7H-92KD-X3PB', '192.0.2.9');
  expect(unknown.status).toBe(422);
  expect([wrong.status, errorsOf(wrong.data)]).toEqual([unknown.status, errorsOf(unknown.data)]);
});

test('right in both, it signs in and leads to the candidate’s home', async () => {
  const answer = await send('test 0001', '4f7h-92kd-x3pa');
  expect([answer.status, answer.location]).toEqual([302, '/espace']);
  expect(answer.cookies[0]).toContain('palmares_session=');
});

test('what is no reference or no code is said beside its field, and counts as no try', async () => {
  const answer = await send('TEST', '');
  expect(Object.keys(errorsOf(answer.data) ?? {})).toEqual(['reference', 'code']);
});

test('tries are counted by reference, whatever the address', async () => {
  for (let round = 0; round < 10; round += 1)
    expect((await send('TEST-0002', '0000-0000-0000', `192.0.2.${20 + round}`)).status).toBe(422);
  expect((await send('TEST-0002', '4F7H-92KD-X3PA', '192.0.2.99')).status).toBe(429);
});
