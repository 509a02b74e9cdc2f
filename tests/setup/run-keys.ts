import { spawn } from 'node:child_process';
import { vi } from 'vitest';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { run } from '#app/entrypoints/cli/keys.ts';
import { loadSealCertificate } from '#app/services/certificates/load-seal-certificate.server.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import type { TestDatabase } from './database.ts';
import { testContext } from './test-context.ts';

/** The key-encryption key of the installation under test, in hexadecimal. */
export const KEK = '0f'.repeat(32);

const environment = (database: TestDatabase) => ({
  DATABASE_URL: database.url,
  PALMARES_KEY_ENCRYPTION_KEY: KEK,
  PALMARES_ORIGIN: 'https://palmares.example',
});

/** `palmares keys` in this process, with the installation's environment. */
export async function keysOf(
  database: TestDatabase,
  args: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  for (const [name, value] of Object.entries(environment(database))) vi.stubEnv(name, value);
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  try {
    return { code: await run([...args]), out: text(out), err: text(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** The real command, in its own process; without a database it has nothing in its environment. */
export function spawnKeys(
  args: readonly string[],
  {
    database,
    without = [],
    input = '',
  }: { database?: TestDatabase; without?: readonly string[]; input?: string } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const given = Object.entries(database ? environment(database) : {}).filter(
    ([name]) => !without.includes(name),
  );
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'app/entrypoints/cli.ts', 'keys', ...args], {
      env: { NODE_ENV: 'production', PATH: process.env.PATH, ...Object.fromEntries(given) },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

/** The installation as its servers see it, under a key-encryption key in hexadecimal. */
export function worldOf(database: TestDatabase, kek = KEK) {
  const key = new Uint8Array(Buffer.from(kek, 'hex'));
  const signer = createLocalSigner(key, (kid) => loadWrappedKey(database.db, kid));
  const certificates = createLocalCertificates(key);
  const pdfSeal = createLocalSeal(key, (id) => loadSealCertificate(database.db, id));
  return testContext(database, { now: new Date(), adapters: { signer, certificates, pdfSeal } });
}

/** The key's id in what a command wrote. */
export const kidIn = (text: string) => /[Kk]ey ([\w-]{11})/.exec(text)?.[1] ?? '';
