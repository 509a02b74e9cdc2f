import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A custom setting on the server's command line that names the process which started it. */
export const OWNER_SETTING = 'palmares.owner';

/** Identifies a process for as long as the machine runs: its number and, on Linux, when it began. */
export function describeProcess(pid: number): string {
  return `${pid}-${startedAt(pid) ?? 0}`;
}

/** Clock ticks since boot at which a process began: tells a reused process number from the first holder. */
function startedAt(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[19] ?? null;
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What `postmaster.pid` says: the server's process, its port, and whether it takes connections yet. */
export function readPostmaster(clusterDir: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 1) return null;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * Makes way for a new server on this directory. A server left behind by a program that was killed is shut
 * down in order; one whose program still lives is refused; a stale `postmaster.pid` is left to PostgreSQL,
 * which recovers from it.
 */
export async function evictAbandonedServer(
  clusterDir: string,
  log: (message: string) => void,
): Promise<void> {
  const postmaster = readPostmaster(clusterDir);
  if (!postmaster || !isAlive(postmaster.pid)) return;
  const owner = new RegExp(`${OWNER_SETTING}=(\\d+)-(\\d+)`).exec(commandLine(postmaster.pid));
  // The number was reused by some other program: PostgreSQL tells by itself that the file is stale.
  if (!owner) return;

  const ownerPid = Number(owner[1]);
  if (isAlive(ownerPid) && describeProcess(ownerPid) === `${owner[1]}-${owner[2]}`) {
    throw new Error(alreadyInUse(clusterDir, `process ${ownerPid}`));
  }
  log(`A PostgreSQL server (process ${postmaster.pid}) was left by a program that was killed: stopping it`);
  process.kill(postmaster.pid, 'SIGINT');
  if (await waitUntilGone(postmaster.pid, 15_000)) return;
  process.kill(postmaster.pid, 'SIGQUIT');
  if (!(await waitUntilGone(postmaster.pid, 5_000))) {
    throw new Error(`The PostgreSQL server left in ${clusterDir} (process ${postmaster.pid}) does not stop.`);
  }
}

export function alreadyInUse(clusterDir: string, by: string): string {
  return (
    `The database in ${clusterDir} is already in use by ${by}: Palmarès is running on this folder. ` +
    'Stop it first, or set DATABASE_URL to share one PostgreSQL server.'
  );
}

async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 25) {
    if (!isAlive(pid)) return true;
    await wait(25);
  }
  return !isAlive(pid);
}
