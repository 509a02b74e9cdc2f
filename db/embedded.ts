import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { access, mkdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { type Account, type Binaries, chooseAccount, prepareBinaries } from './embedded-account.ts';
import { directoryAsSeen, makeCluster, PASSWORD_FILE, ROLE, serverEnvironment } from './embedded-cluster.ts';
import {
  alreadyInUse,
  describeProcess,
  evictAbandonedServer,
  OWNER_SETTING,
  readPostmaster,
} from './embedded-owner.ts';

export type EmbeddedPostgresOptions = {
  /** The folder that holds the cluster (`postgres/`) and its log (`postgres.log`), such as `.data`. */
  readonly dataDir: string;
  /** TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Gives up durability for speed. For tests only: a power cut loses the cluster. */
  readonly fast?: boolean;
  readonly log?: (message: string) => void;
};

export type EmbeddedPostgres = {
  /** Of the database `palmares`, as its owner. Carries a password: never print it. */
  readonly url: string;
  /** Fast shutdown: open transactions are rolled back, the cluster is left clean. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

const DATABASE = 'palmares';
const LOG_LIMIT = 5 * 1024 * 1024;

/**
 * Starts a real PostgreSQL server from npm's binaries on `<dataDir>/postgres`, making the cluster the first
 * time. It listens on 127.0.0.1 alone, with a password kept beside the data (mode 0600).
 *
 * As root the server runs under another account, and reaches its directory through its own working
 * directory (`/proc/self/cwd`), so that the project may lie where that account can't go, such as /root.
 *
 * @throws when the directory is in use by another running program, or the server doesn't start (with its log).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const dataDir = path.resolve(options.dataDir);
  const clusterDir = path.join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true });
  const account = await chooseAccount(clusterDir);
  if (account && process.platform !== 'linux') {
    throw new Error(
      'PostgreSQL refuses to run as root: start Palmarès as an ordinary user, or set DATABASE_URL.',
    );
  }
  await refuseForeignFolder(dataDir, clusterDir);
  await evictAbandonedServer(clusterDir, log);
  const binaries = await prepareBinaries(account, log);
  if (!existsSync(path.join(clusterDir, 'PG_VERSION'))) {
    log('Making the PostgreSQL cluster');
    await makeCluster(binaries, dataDir, clusterDir, account, options.fast ?? false);
  }
  const password = (await readFile(path.join(clusterDir, PASSWORD_FILE), 'utf8')).trim();
  const server = await startServer(binaries, clusterDir, account, options);
  const url = (database: string) => `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${database}`;
  try {
    await makeDatabase(url('postgres'));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: url(DATABASE), stop: server.stop };
}

/** A folder that another account made (root, often) would otherwise fail half-way with a bare EACCES. */
async function refuseForeignFolder(dataDir: string, clusterDir: string): Promise<void> {
  for (const directory of [dataDir, clusterDir]) {
    if (!existsSync(directory)) continue;
    const allowed = await access(directory, constants.R_OK | constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (allowed) continue;
    const { uid } = await stat(directory);
    throw new Error(
      `${directory} belongs to another account (uid ${uid}) and can't be used by this one. ` +
        'Start Palmarès as the account that made it, or as root, or give the folder to this account.',
    );
  }
}

type RunningServer = { readonly port: number; readonly stop: () => Promise<void> };

async function startServer(
  binaries: Binaries,
  clusterDir: string,
  account: Account | null,
  options: EmbeddedPostgresOptions,
): Promise<RunningServer> {
  const logFile = path.join(path.dirname(clusterDir), 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    const logDescriptor = openLog(logFile);
    const before = statSync(logFile).size;
    // Its own session: Ctrl-C at the terminal reaches Palmarès first, which stops the server last.
    const child = spawn(
      binaries.postgres,
      serverArguments(clusterDir, account, port, options.fast ?? false),
      {
        cwd: clusterDir,
        stdio: ['ignore', logDescriptor, logDescriptor],
        env: serverEnvironment(),
        detached: true,
        ...account,
      },
    );
    closeSync(logDescriptor);
    const ended = new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', () => resolve());
    });
    if (await becomesReady(child, clusterDir))
      return { port, stop: superviseServer(child, ended, options.log) };

    const said = readFileSync(logFile, 'utf8').slice(before);
    if (/postmaster\.pid" already exists/.test(said)) {
      throw new Error(alreadyInUse(clusterDir, `process ${readPostmaster(clusterDir)?.pid ?? 'unknown'}`));
    }
    // A server killed with SIGKILL leaves processes that take a moment to notice; a free port may be taken.
    const passing =
      /shared memory block .* still in use/.test(said) || (!options.port && /in use/.test(said));
    if (!passing || attempt >= 20) {
      throw new Error(`PostgreSQL did not start (its log is ${logFile}):\n${said.trim().slice(-2000)}`);
    }
    await wait(250);
  }
}

function serverArguments(clusterDir: string, account: Account | null, port: number, fast: boolean): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // Statements and key values name people: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    [OWNER_SETTING]: describeProcess(process.pid),
    ...(fast
      ? {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: 0,
        }
      : {}),
  };
  return [
    '-D',
    directoryAsSeen(clusterDir, account),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function openLog(logFile: string): number {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.old`);
  return openSync(logFile, 'a', 0o600);
}

async function becomesReady(child: ChildProcess, clusterDir: string): Promise<boolean> {
  // Recovery after a crash may take long on a large database; a server that gives up ends by itself.
  for (;;) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    const postmaster = readPostmaster(clusterDir);
    if (postmaster?.pid === child.pid && postmaster.ready) return true;
    await wait(15);
  }
}

function superviseServer(
  child: ChildProcess,
  ended: Promise<void>,
  log: EmbeddedPostgresOptions['log'],
): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stopWithProcess = () => void child.kill('SIGINT');
  process.once('exit', stopWithProcess);
  child.unref();
  void ended.then(() => {
    process.off('exit', stopWithProcess);
    if (!stopping) log?.('PostgreSQL stopped by itself: its log says why');
  });
  return () => {
    stopping ??= (async () => {
      child.ref();
      child.kill('SIGINT');
      const impatience = setTimeout(() => child.kill('SIGQUIT'), 20_000);
      await ended;
      clearTimeout(impatience);
    })();
    return stopping;
  };
}

async function makeDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1');
  return address.port;
}
