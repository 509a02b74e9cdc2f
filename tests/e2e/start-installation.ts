import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withoutInstallationVariables } from '#tests/setup/environment.ts';
import { announceInstallation, logFileOf, parseInstallation } from './installation.ts';

/** Starts the built app in a process of its own on an empty folder, as a user would, and stops it at the end. */
export default async function startInstallation(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-e2e-'));
  const server = spawn(process.execPath, ['--import', 'tsx', 'tests/e2e/serve.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...withoutInstallationVariables(process.env), NODE_ENV: 'production' },
  });
  // Kept for the test of what the log says; what it says later must not fill the pipe and stop it.
  server.stdout?.pipe(createWriteStream(logFileOf(dataDir)));
  try {
    announceInstallation(parseInstallation(await readAddress(server)));
  } catch (error) {
    await stop(server, dataDir);
    throw error;
  }
  return () => stop(server, dataDir);
}

/** The first line that is JSON; what the app says otherwise goes to the terminal. */
async function readAddress(server: ChildProcess): Promise<string> {
  const { stdout } = server;
  if (!stdout) throw new Error('The app has no output');
  const impatience = setTimeout(() => server.kill('SIGTERM'), 300_000);
  try {
    for await (const line of createInterface({ input: stdout })) {
      if (line.startsWith('{"url"')) return line;
      if (!line.startsWith('{')) console.log(`[app] ${line}`);
    }
  } finally {
    clearTimeout(impatience);
  }
  throw new Error('The app ended, or took more than 5 minutes, before it was ready');
}

async function stop(server: ChildProcess, dataDir: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    const impatience = setTimeout(() => server.kill('SIGKILL'), 45_000);
    await ended;
    clearTimeout(impatience);
  }
  await rm(dataDir, { recursive: true, force: true });
  await rm(logFileOf(dataDir), { force: true });
}
