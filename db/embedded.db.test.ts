import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { readPostmaster } from './embedded-owner.ts';

const cleanups: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-embedded-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  cleanups.push(server.stop);
  return server;
}

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const writeRow = (url: string) =>
  query(url, async (sql) => {
    await sql`create table kept (word text)`;
    await sql`insert into kept values ('gardé')`;
  });

const readRows = (url: string) => query(url, (sql) => sql<{ word: string }[]>`select word from kept`);

test('data survive a stop and a start, and the password is the owner’s alone', async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await writeRow(first.url);
  await first.stop();
  const second = await start(dataDir);
  expect([...(await readRows(second.url))]).toEqual([{ word: 'gardé' }]);
  const { mode } = await stat(path.join(dataDir, 'postgres', 'palmares-password'));
  expect(mode & 0o777).toBe(0o600);
});

test('a wrong password is refused', async () => {
  const { url } = await start(await makeDataDir());
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, (sql) => sql`select 1`)).rejects.toThrow(/password authentication failed/);
});

test('a second start on the same directory is refused in plain words, and the first goes on', async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/already in use by process \d+/);
  expect([...(await query(first.url, (sql) => sql`select 1 as one`))]).toEqual([{ one: 1 }]);
});

test('two first starts at once: one serves, the other is refused', async () => {
  const dataDir = await makeDataDir();
  const results = await Promise.allSettled([start(dataDir), start(dataDir)]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = results.find((result) => result.status === 'rejected');
  expect(String(refused?.reason)).toMatch(/already in use by process \d+/);
});

test('a server killed with SIGKILL leaves a stale postmaster.pid that the next start recovers from', async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await writeRow(first.url);
  const postmaster = readPostmaster(path.join(dataDir, 'postgres'));
  expect(postmaster?.ready).toBe(true);
  process.kill(postmaster?.pid ?? Number.NaN, 'SIGKILL');
  await first.stop();
  expect(readPostmaster(path.join(dataDir, 'postgres'))?.pid).toBe(postmaster?.pid);
  const second = await start(dataDir);
  expect([...(await readRows(second.url))]).toEqual([{ word: 'gardé' }]);
});

test('a server whose program was killed with SIGKILL is stopped and its data taken over', async () => {
  const dataDir = await makeDataDir();
  const { program, url } = await startInAnotherProcess(dataDir);
  await writeRow(url);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(`in use by process ${program.pid}`);
  program.kill('SIGKILL');
  await new Promise((resolve) => program.once('exit', resolve));
  const second = await start(dataDir);
  expect([...(await readRows(second.url))]).toEqual([{ word: 'gardé' }]);
});

async function startInAnotherProcess(dataDir: string): Promise<{ program: ChildProcess; url: string }> {
  const source = `
    import { startEmbeddedPostgres } from '#db/embedded.ts';
    const server = await startEmbeddedPostgres({ dataDir: process.argv[1] });
    console.log(server.url);
    setInterval(() => {}, 1000);
  `;
  const program = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', source, dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    program.once('exit', () => reject(new Error('the other process ended early')));
    program.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { program, url };
}
