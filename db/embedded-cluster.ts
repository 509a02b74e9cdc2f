import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Account, Binaries } from './embedded-account.ts';

export const ROLE = 'palmares';
/** In the cluster's own directory, so that the two are made, moved and lost together. */
export const PASSWORD_FILE = 'palmares-password';

/** The cluster is made aside and renamed when complete: a start killed half-way leaves nothing that looks whole. */
export async function makeCluster(
  binaries: Binaries,
  dataDir: string,
  clusterDir: string,
  account: Account | null,
  fast: boolean,
): Promise<void> {
  const fresh = await mkdtemp(path.join(dataDir, 'postgres-new-'));
  const passwordFile = path.join(dataDir, `${path.basename(fresh)}.password`);
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await chmod(fresh, 0o700);
  if (account) {
    await chown(fresh, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const standardInput = await open(passwordFile, 'r');
  try {
    await runToEnd(
      spawn(
        binaries.initdb,
        [
          '-D',
          directoryAsSeen(fresh, account),
          `--username=${ROLE}`,
          '--auth=scram-sha-256',
          `--pwfile=${process.platform === 'win32' ? passwordFile : '/dev/stdin'}`,
          '--encoding=UTF8',
          // Sorts and folds alike on every machine and across upgrades; queries name a language where it matters.
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          ...(fast ? ['--no-sync'] : []),
        ],
        { cwd: fresh, stdio: [standardInput.fd, 'pipe', 'pipe'], env: serverEnvironment(), ...account },
      ),
    );
    await rename(passwordFile, path.join(fresh, PASSWORD_FILE));
    await rename(fresh, clusterDir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    // Another start made the cluster meanwhile: go on, and let the server's own lock decide.
    if (!existsSync(path.join(clusterDir, 'PG_VERSION'))) throw error;
  } finally {
    await standardInput.close();
  }
}

/** What the server is told its directory is: as another account it can't walk there, but it stands in it. */
export function directoryAsSeen(directory: string, account: Account | null): string {
  return account ? '/proc/self/cwd' : directory;
}

/** Nothing of ours: no secret, no PG* variable that would change what the server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' };
}

async function runToEnd(child: ChildProcess): Promise<void> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed (exit ${code}):\n${output.trim()}`);
}
