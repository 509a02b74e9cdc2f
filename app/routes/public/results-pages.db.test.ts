import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import type { PublishedResults } from '#app/adapters/results/port.ts';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { document } from '#db/schema/document.ts';
import { createUser, type TestUser } from '#tests/factories/create-user.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import * as own from '../candidate/result.tsx';
import * as find from './results.tsx';
import * as file from './results-document.ts';
import * as number from './results-number.tsx';
import * as ofSitting from './results-sitting.tsx';
import * as how from './results-steps.tsx';

const database = useDatabase();
let ctx: TestContext;
let account: TestUser;
let results: PublishedResults;
let world: Awaited<ReturnType<typeof publishEverything>>;

beforeAll(async () => {
  account = await createUser(database.db);
  ctx = testContext(database);
  world = await publishEverything(ctx, {
    candidates: 12,
    entryOf: (i) => (i === 0 ? { userId: account.id } : {}),
  });
  ctx = ctx.as(ANONYMOUS);
  results = followResults(ctx.resultsDirectory, {
    onProblem: (error) => {
      throw error;
    },
  });
  await vi.waitFor(() => expect(results.list()).toHaveLength(1));
});
afterAll(() => results.close());

const one = () => world.seated[0] ?? expect.fail('nobody is seated');
const params = (tableNumber = one().tableNumber) => ({ sittingId: world.sitting.id, tableNumber });
const post = (code: string, tableNumber?: string, clientAddress?: string) =>
  answerOf(
    number.action(
      routeArgs(ctx, `/resultats/${world.sitting.id}/x`, {
        params: params(tableNumber),
        form: { code },
        results,
        ...(clientAddress ? { clientAddress } : {}),
      }),
    ),
  );

describe('finding a result', () => {
  test('leads to the number’s page, and takes the code there in the body', async () => {
    const ask = (form: Record<string, string>) =>
      answerOf(find.action(routeArgs(ctx, '/resultats', { form })));
    const path = `/resultats/${world.sitting.id}/00001`;
    expect(await ask({ sitting: world.sitting.id, tableNumber: ' 000 01' })).toMatchObject({
      status: 303,
      location: path,
    });
    expect(await ask({ sitting: world.sitting.id, tableNumber: '00001', code: 'ABCD' })).toMatchObject({
      status: 307,
      location: path,
    });
    expect(await ask({ sitting: '', tableNumber: '' })).toMatchObject({
      status: 422,
      data: {
        errors: { sitting: ['results:find.missingSitting'], tableNumber: ['results:find.missingNumber'] },
      },
    });
  });

  test('lists published sittings, centres, and a centre’s numbers with nothing but decisions', async () => {
    const listed = await find.loader(routeArgs(ctx, '/resultats', { results }));
    expect(listed.sittings.map(({ id }) => id)).toEqual([world.sitting.id]);
    const sittingPage = (query: string) =>
      ofSitting.loader(
        routeArgs(ctx, `/resultats/x${query}`, { params: { sittingId: world.sitting.id }, results }),
      );
    const { centres, statistics } = await sittingPage('');
    expect(centres.map(({ candidates }) => candidates)).toEqual([6, 6]);
    expect(statistics.whole?.registered).toBe(12);
    const { results: centreResults } = await sittingPage(`?centre=${one().centreId}`);
    expect(centreResults?.lines).toHaveLength(6);
    expect(JSON.stringify(centreResults)).not.toMatch(/Maïga|CODE0|average/);
    await expect(sittingPage(`?centre=${crypto.randomUUID()}`)).rejects.toMatchObject({ status: 404 });
  });

  test('without the code gives the decision only', async () => {
    const page = await answerOf(number.loader(routeArgs(ctx, '/x', { params: params(), results })));
    expect(page).toMatchObject({ status: 200, data: { decision: 'passed' } });
    expect(JSON.stringify(page.data)).not.toContain('Maïga');
    const unknown = await answerOf(number.loader(routeArgs(ctx, '/x', { params: params('99999'), results })));
    expect(unknown).toMatchObject({ status: 404, data: { decision: null } });
  });
});

describe('opening a result', () => {
  test('with the code gives name, marks and each step', async () => {
    const answer = await post(one().resultCode.toLowerCase());
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({
      ok: true,
      told: {
        decision: 'passed',
        person: { surname: one().entry.surname, tableNumber: one().tableNumber },
        average: { value: '12,50', maximum: '20' },
        marks: { rows: expect.arrayContaining([expect.objectContaining({ paper: 'MAT', points: '37,5' })]) },
        hasDocuments: true,
      },
    });
    const steps = await answerOf(
      how.action(routeArgs(ctx, '/x', { params: params(), form: { code: one().resultCode }, results })),
    );
    expect(steps.data).toMatchObject({
      ok: true,
      steps: { steps: expect.arrayContaining([expect.objectContaining({ key: 'decision.rule' })]) },
    });
  });

  test('a wrong code and an unknown number are one and the same answer', async () => {
    const [wrong, unknown] = [await post('WRONG234'), await post('WRONG234', '99999')];
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ status: 422, data: { errors: { code: ['results:find.wrong'] } } });
  });

  test('tries are counted', async () => {
    const statuses = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await post('WRONG234', '00005', '198.51.100.7')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    const right = world.seated[4];
    expect(await post(right?.resultCode ?? '', right?.tableNumber, '198.51.100.7')).toMatchObject({
      status: 429,
    });
    expect(await post(right?.resultCode ?? '', right?.tableNumber, '198.51.100.8')).toMatchObject({
      status: 200,
    });
  });
});

describe('the signed transcript', () => {
  test('is for whoever posts the code, and for the candidate', async () => {
    const { storage, signer } = ctx.adapters;
    const office = testContext(database, { adapters: { storage, signer } });
    await numberResultDocuments(office, { publicationId: world.publicationId });
    const rows = await database.db.select().from(document);
    expect(rows.filter(({ kind }) => kind === 'transcript')).toHaveLength(12);
    for (const { id } of rows.filter(({ entryId }) => entryId === one().entry.id))
      await issueDocument(office, { documentId: id });
    const get = (code: string, kind = 'releve') =>
      file
        .action(
          routeArgs(ctx, '/x', {
            params: { ...params(), file: kind },
            form: { code },
            results,
            clientAddress: '203.0.113.9',
          }),
        )
        .catch((thrown: unknown) => thrown);
    const pdf = await get(one().resultCode);
    expect(pdf).toMatchObject({ status: 200 });
    expect(
      Buffer.from(await (pdf as Response).arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await get('WRONG234')).toMatchObject({ status: 404 });
    expect(await get(one().resultCode, 'diplome')).toMatchObject({ status: 404 });
    const mine = await own.loader(
      routeArgs(ctx.as(account.actor), '/x', { params: { entryId: one().entry.id }, results }),
    );
    expect(mine.documents.map(({ kind }) => kind)).toEqual(['transcript', 'passCertificate']);
  }, 120_000);

  test('another candidate’s page is not found', async () => {
    const other = await createUser(database.db);
    const call = own.loader(
      routeArgs(ctx.as(other.actor), '/x', { params: { entryId: one().entry.id }, results }),
    );
    await expect(call).rejects.toMatchObject({ status: 404 });
  });
});
