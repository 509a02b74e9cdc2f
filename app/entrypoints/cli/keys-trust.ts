import { readFile } from 'node:fs/promises';
import { readRootFile } from '#app/adapters/signer/root-file.server.ts';
import type { PublicJwk } from '#app/domain/verification/public-jwk.ts';
import { draftTrustList, installTrustList } from '#app/services/keys/install-trust-list.server.ts';
import { type KeyOptions, needed, readWhole, refused, say, writeNewFile } from './keys-output.ts';
import { openKeys } from './open-keys.ts';
import { UsageError } from './usage-error.ts';

/** `keys trust export|import`. @throws UsageError */
export async function runTrust(
  verb: string,
  operands: readonly string[],
  options: KeyOptions,
): Promise<number> {
  if (verb === 'export' && operands.length === 0) return exportList(options);
  const [file, ...more] = operands;
  if (verb === 'import' && file !== undefined && more.length === 0) return importList(file);
  throw new UsageError('say "trust export --out PAYLOAD" or "trust import LIST"');
}

async function exportList(options: KeyOptions): Promise<number> {
  const days = readWhole(options.days ?? '90', '--days', { from: 1, to: 400 });
  const out = needed(options.out, '--out');
  const nextRoot = await readNextRoot(options.next);
  const { ctx, close } = await openKeys();
  try {
    const list = await draftTrustList(ctx, { days, ...(nextRoot && { nextRoot }) });
    await writeNewFile(out, `${JSON.stringify(list, null, 2)}\n`);
    say(`Version ${list.version}, ${list.keys.length} keys, good for ${days} days: ${out}`);
    return 0;
  } finally {
    await close();
  }
}

async function readNextRoot(file: string | undefined): Promise<PublicJwk | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`cannot read ${file}`);
  const root = readRootFile(text);
  if (!root) throw new UsageError(`${file} is no root key`);
  return root.publicJwk;
}

async function importList(file: string): Promise<number> {
  const jwt = await readFile(file, 'utf8').catch(() => undefined);
  if (jwt === undefined) throw new UsageError(`cannot read ${file}`);
  const { ctx, close } = await openKeys();
  try {
    const done = await installTrustList(ctx, jwt);
    if (!done.ok) return refused(done);
    say(`Version ${done.value.version} is served, with ${done.value.keys} keys.`);
    return 0;
  } finally {
    await close();
  }
}
