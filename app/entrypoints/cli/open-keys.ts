import { readFile } from 'node:fs/promises';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { readEnv } from '#app/env.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { openContext } from './open-context.ts';
import { readKeyEncryptionKey } from './read-key-encryption-key.ts';
import { UsageError } from './usage-error.ts';

const KEY = /^[0-9a-f]{64}$/;

/** A key-encryption key from a file of 64 hexadecimal digits. @throws UsageError */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  const text = (await readFile(file, 'utf8').catch(() => undefined))?.trim();
  if (text === undefined) throw new UsageError(`cannot read ${file}`);
  if (!KEY.test(text)) throw new UsageError(`${file} does not hold 64 hexadecimal digits`);
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** This installation's own key-encryption key. @throws UsageError where a name the keys need is not set */
async function ownKey(): Promise<Uint8Array> {
  const env = readEnv({ ...process.env, PALMARES_DEMO: '1' });
  // The trust list names the office's host: made under another name, every verifier would refuse it.
  if (env.DATABASE_URL && !env.PALMARES_ORIGIN) throw new UsageError('PALMARES_ORIGIN is not set');
  const key = await readKeyEncryptionKey();
  if (!key) throw new UsageError('PALMARES_KEY_ENCRYPTION_KEY is not set');
  return key;
}

/** A context that can make keys and sign with them, as the system actor `cli:keys`. Close it at the end. */
export async function openKeys(): Promise<{
  ctx: Ctx;
  keyEncryptionKey: Uint8Array;
  close(): Promise<void>;
}> {
  const keyEncryptionKey = await ownKey();
  const { ctx, close } = await openContext('keys');
  const signer = createLocalSigner(keyEncryptionKey, (kid) => loadWrappedKey(ctx.db, kid));
  return { ctx: { ...ctx, adapters: { ...ctx.adapters, signer } }, keyEncryptionKey, close };
}
