import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readEnv } from '#app/env.server.ts';

/**
 * The key that private keys are wrapped with: PALMARES_KEY_ENCRYPTION_KEY, or without DATABASE_URL the
 * demonstration's own. `undefined` where there is none.
 */
export async function readKeyEncryptionKey(): Promise<Uint8Array | undefined> {
  const env = readEnv({ ...process.env, PALMARES_DEMO: '1' });
  const given = env.PALMARES_KEY_ENCRYPTION_KEY;
  if (given) return new Uint8Array(Buffer.from(given, 'hex'));
  if (env.DATABASE_URL) return undefined;
  const kept = await readFile(path.resolve(env.PALMARES_DATA, 'key-encryption-key'), 'utf8').catch(() => '');
  return /^[0-9a-f]{64}\s*$/.test(kept) ? new Uint8Array(Buffer.from(kept.trim(), 'hex')) : undefined;
}
