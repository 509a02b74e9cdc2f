import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { releaseJobs } from '#app/services/upkeep/release-jobs.server.ts';
import { message } from '#db/schema/access.ts';
import { withTx } from '#db/tx.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { buildIsFresh } from './build-app.ts';

const database = useDatabase();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** An SMS gateway that says when it is asked, and answers when it is told. */
async function startGateway() {
  const signals = new EventEmitter();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => asked.push(chunk.toString()));
    request.on('end', () => {
      signals.emit('asked');
      signals.once('answer', (status: number) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ends.push(() => new Promise((closed) => server.close(closed).closeAllConnections()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { signals, asked, url: `http://127.0.0.1:${port}/` };
}

/** The real command in its own process, as in production. */
async function start(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const data = await mkdtemp(path.join(os.tmpdir(), 'palmares-stop-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/entrypoints/cli.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      PALMARES_DATA: data,
      PALMARES_ORIGIN: 'https://examens.example',
      PALMARES_KEY_ENCRYPTION_KEY: '0f'.repeat(32),
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'office@examens.example',
      SMS_GATEWAY_URL: 'http://127.0.0.1:9/',
      SMS_GATEWAY_TOKEN: 'x',
      ...environment,
    },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  ends.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  });
  return { child, said: () => said };
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((done) =>
    child.exitCode === null ? child.once('exit', (code) => done(code)) : done(child.exitCode),
  );

async function until(check: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await check())) await new Promise((later) => setTimeout(later, 50));
}

async function queueText(to: string) {
  const ctx = testContext(database, { now: new Date() });
  return withTx(ctx, 'test', {}, (tx) =>
    queueMessage(tx, {
      channel: 'sms',
      recipient: to,
      template: 'accountExists',
      values: { path: '/connexion' },
      locale: 'fr',
    }),
  );
}

const sentAt = async (id: string) =>
  (await database.db.select().from(message)).find((row) => row.id === id)?.sentAt ?? null;

test('a worker told to stop finishes the job in hand, once, and takes no other', async () => {
  const gateway = await startGateway();
  const first = await queueText('+22790000001');
  const { child, said } = await start(['worker', '--concurrency', '1'], { SMS_GATEWAY_URL: gateway.url });
  await once(gateway.signals, 'asked');
  const second = await queueText('+22790000002');
  child.kill('SIGTERM');
  await new Promise((later) => setTimeout(later, 500));
  expect(child.exitCode).toBeNull();
  gateway.signals.emit('answer', 204);
  expect(await exitOf(child)).toBe(0);
  expect(await sentAt(first)).toBeInstanceOf(Date);
  expect(await sentAt(second)).toBeNull();
  expect(gateway.asked).toHaveLength(1);
  expect(said()).not.toContain('"level":50');
});

test('a worker killed outright leaves its job to be done again', async () => {
  await database.sql`delete from graphile_worker._private_jobs`;
  const gateway = await startGateway();
  const id = await queueText('+22790000003');
  const killed = await start(['worker', '--concurrency', '1'], { SMS_GATEWAY_URL: gateway.url });
  await once(gateway.signals, 'asked');
  killed.child.kill('SIGKILL');
  await exitOf(killed.child);
  expect(await sentAt(id)).toBeNull();
  const ctx = testContext(database, { now: new Date() });
  expect(await releaseJobs(ctx)).toBe(0);
  ctx.advance({ minutes: 11 });
  expect(await releaseJobs(ctx)).toBe(1);
  const again = await start(['worker', '--concurrency', '1'], { SMS_GATEWAY_URL: gateway.url });
  await once(gateway.signals, 'asked');
  gateway.signals.emit('answer', 204);
  await until(async () => (await sentAt(id)) !== null);
  again.child.kill('SIGTERM');
  expect(await exitOf(again.child)).toBe(0);
});

test('a failed job says what failed, and not whom it was for', async () => {
  await database.sql`delete from graphile_worker._private_jobs`;
  await queueText('+22790000004');
  await database.sql`update message set channel = 'mail', recipient = 'moussa@example.test' where sent_at is null`;
  const { child, said } = await start(['worker', '--concurrency', '1'], {});
  await until(() => said().includes('a job failed'));
  child.kill('SIGTERM');
  await exitOf(child);
  expect(said()).toContain('ECONNREFUSED');
  expect(said()).not.toMatch(/moussa|22790000004/);
});

test('a web server told to stop gives the answer under way', async (context) => {
  context.skip(!(await buildIsFresh()), 'the app as it is now is not built (npm run build)');
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const { child, said } = await start(['web'], { PORT: port });
  await until(() => said().includes('web started'));
  const release = new EventEmitter();
  const held = once(release, 'now');
  const holding = new EventEmitter();
  const isHeld = once(holding, 'held');
  const locked = database.sql.begin(async (sql) => {
    await sql`lock table sitting in access exclusive mode`;
    holding.emit('held');
    await held;
  });
  await isHeld;
  const answer = fetch(`http://127.0.0.1:${port}/sessions`);
  await until(
    async () =>
      (await database.sql`select 1 from pg_locks where relation = 'sitting'::regclass and not granted`)
        .length > 0,
  );
  child.kill('SIGTERM');
  await until(
    async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)) === undefined,
  );
  expect(child.exitCode).toBeNull();
  release.emit('now');
  await locked;
  const received = await answer;
  expect([received.status, (await received.text()).includes('</html>')]).toEqual([200, true]);
  expect(await exitOf(child)).toBe(0);
});
