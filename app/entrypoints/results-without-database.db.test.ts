import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import type { PublishedResults } from '#app/adapters/results/port.ts';
import { createCodeGuard } from '#app/http/results/code-guard.ts';
import type { Ctx } from '#app/services/context.ts';
import { createDatabase, type Database } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { bareContext, type TestContext } from '#tests/setup/bare-context.ts';
import { resultRoutes } from '#tests/setup/results-site.ts';
import { isForEveryone } from './serve.server.ts';
import { type RunningWeb, startWeb } from './web.server.ts';

/** A PostgreSQL of this file's own: it is stopped half-way. */
const server: { stop: () => Promise<void> } = { stop: async () => undefined };
let directory: string;
let database: Database;
let ctx: TestContext;
let results: PublishedResults;
let world: Awaited<ReturnType<typeof publishEverything>>;
let cookie: string;
const webs: RunningWeb[] = [];
const bases: string[] = [];

/** Sessions are read as `serveWeb` reads them: not where everyone sees the same. */
const contextOf = async (request: Request): Promise<{ ctx: Ctx; demo: boolean }> => {
  if (!isForEveryone(request)) await ctx.adapters.sessions.read(request.headers.get('cookie'));
  return { ctx, demo: false };
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'palmares-no-database-'));
  const started = await startEmbeddedPostgres({ dataDir: path.join(directory, 'data'), fast: true });
  server.stop = started.stop;
  await migrateDatabase(started.url);
  database = createDatabase(started.url);
  ctx = bareContext(database, { storageDirectory: path.join(directory, 'storage') });
  world = await publishEverything(ctx, { candidates: 14, series: 'BEPC' });
  cookie = (await ctx.adapters.sessions.open((await createUser(ctx.db)).id)).split(';')[0] ?? '';
  results = followResults(ctx.resultsDirectory, { onProblem: (error) => expect.fail(String(error)) });
  await vi.waitFor(() => expect(results.list()).toHaveLength(1));
  const common = {
    ...{ port: 0, host: '127.0.0.1', build: await resultRoutes(), results, createContext: contextOf },
    checkReady: async () => undefined,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  webs.push(await startWeb({ ...common, codeGuard: createCodeGuard(ctx.clock) }), await startWeb(common));
  bases.push(...webs.map(({ port }) => `http://127.0.0.1:${port}`));
}, 180_000);

afterAll(async () => {
  await Promise.all(webs.map((web) => web.close()));
  await results.close();
  await database.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

async function ask(base: string, address: string, code?: string) {
  const answer = await fetch(`${base}${address}`, {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(code === undefined ? {} : { method: 'POST', body: new URLSearchParams({ code }) }),
  });
  return { status: answer.status, body: await answer.text() };
}

/** What every channel says of every candidate, as one line for each channel. */
async function everything(base: string) {
  const { id } = world.sitting;
  const read = [];
  const files = [];
  for (const centreId of new Set(world.seated.map((one) => one.centreId))) {
    read.push(await ask(base, `/resultats/${id}?centre=${centreId}`));
    files.push(await ask(base, `/resultats/${id}/centres/${centreId}`));
  }
  for (const { tableNumber, resultCode } of world.seated) {
    const number = `/resultats/${id}/${tableNumber}`;
    read.push(await ask(base, number), await ask(base, number, resultCode));
    const steps = await ask(base, `${number}/calcul`, resultCode);
    expect(steps.body).toContain('<ol>');
    read.push(steps);
    const api = `/api/v1/results/${id}/${tableNumber}`;
    read.push(await ask(base, api), await ask(base, api, resultCode));
  }
  read.push(await ask(base, `/resultats/${id}`));
  return [...read, ...files];
}

test('every result address answers the same with PostgreSQL stopped, to whoever is signed in too', async () => {
  const [fast = '', plain = ''] = bases;
  const before = [await everything(fast), await everything(plain)];
  for (const { status } of before.flat()) expect(status).toBe(200);
  expect((await ask(fast, '/resultats')).body).toContain(world.sitting.id);
  await server.stop();
  expect([await everything(fast), await everything(plain)]).toEqual(before);
  const find = await ask(fast, '/resultats');
  expect(find.status).toBe(200);
  expect(find.body).toContain(world.sitting.id);
  // What needs the database says so, and says that results can still be read.
  const [one] = world.seated;
  const paper = await ask(fast, `/resultats/${world.sitting.id}/${one?.tableNumber}/releve`, one?.resultCode);
  expect(paper.status).toBe(503);
  expect(paper.body).toContain('Les résultats restent lisibles');
}, 180_000);
