import { readFile } from 'node:fs/promises';
import { unwrapPrivateKey, wrapPrivateKey } from '#app/adapters/signer/key-wrapping.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { readRootFile, writeRootFile } from '#app/adapters/signer/root-file.server.ts';
import { decodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import { readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import { signTrustList, type TrustList, trustListSchema } from '#app/domain/verification/trust-list.ts';
import { findRootKey } from '#app/queries/keys/list-keys.server.ts';
import { installRoot, type NewRoot, takeRootOffline } from '#app/services/keys/install-root.server.ts';
import { type KeyOptions, needed, readAlgorithm, refused, say, writeNewFile } from './keys-output.ts';
import { openKeys, readKeyFile } from './open-keys.ts';
import { UsageError } from './usage-error.ts';

const nothing = async () => undefined;

/** `keys root init|import|export|sign`. @throws UsageError */
export async function runRoot(
  verb: string,
  operands: readonly string[],
  options: KeyOptions,
): Promise<number> {
  if (verb === 'sign') return sign(operands, options);
  if (operands.length > 0) throw new UsageError(`"keys root ${verb}" takes options only`);
  if (verb === 'init') return options.file === undefined ? initHere(options) : initFile(options);
  if (verb === 'import') return importRoot(options);
  if (verb === 'export') return exportRoot(options);
  throw new UsageError('say one of root init, root import, root export and root sign');
}

async function initFile(options: KeyOptions): Promise<number> {
  const keyEncryptionKey = await readKeyFile(needed(options['key-file'], '--key-file'));
  const root = await createLocalSigner(keyEncryptionKey, nothing).generateKey(readAlgorithm(options.alg));
  await writeNewFile(needed(options.file, '--file'), writeRootFile(root));
  process.stderr.write(`Root key ${root.kid} is in ${options.file}. Its public half:\n`);
  say(JSON.stringify(root.publicJwk));
  return 0;
}

async function initHere(options: KeyOptions): Promise<number> {
  const alg = readAlgorithm(options.alg);
  const { ctx, close } = await openKeys();
  try {
    const root = await ctx.adapters.signer.generateKey(alg);
    const done = await installRoot(ctx, root, { replace: options.replace === true });
    return done.ok ? installed(root, done.value.retired) : refused(done);
  } finally {
    await close();
  }
}

async function readRoot(file: string) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`cannot read ${file}`);
  const root = readRootFile(text);
  if (!root) throw new UsageError(`${file} is no root key`);
  return root;
}

/** @throws UsageError when the private half is not in the file, or the key of `keyFile` does not open it */
async function openRoot(file: string, keyFile: string) {
  const root = await readRoot(file);
  const keyEncryptionKey = await readKeyFile(keyFile);
  const { wrappedPrivate } = root;
  if (!wrappedPrivate) throw new UsageError(`${file} holds the public half only`);
  try {
    return {
      root: { ...root, wrappedPrivate },
      keyEncryptionKey,
      der: unwrapPrivateKey(keyEncryptionKey, root.kid, wrappedPrivate),
    };
  } catch {
    throw new UsageError(`the key in ${keyFile} does not open ${file}`);
  }
}

async function importRoot(options: KeyOptions): Promise<number> {
  const file = needed(options.file, '--file');
  const keyFile = options['key-file'];
  const opened = keyFile === undefined ? undefined : await openRoot(file, keyFile);
  const { kid, alg, publicJwk } = opened?.root ?? (await readRoot(file));
  const { ctx, keyEncryptionKey, close } = await openKeys();
  try {
    const root: NewRoot = {
      ...{ kid, alg, publicJwk },
      ...(opened && { wrappedPrivate: wrapPrivateKey(keyEncryptionKey, kid, opened.der) }),
    };
    const done = await installRoot(ctx, root, { replace: options.replace === true });
    return done.ok ? installed(root, done.value.retired) : refused(done);
  } finally {
    await close();
  }
}

function installed(root: NewRoot, retired: string | undefined): 0 {
  const where = root.wrappedPrivate ? 'kept here, wrapped' : 'kept offline';
  say(`Root key ${root.kid} is in force; its private half is ${where}.`);
  if (retired) say(`Root key ${retired} is retired.`);
  say(`Give verifiers its public half: ${JSON.stringify(root.publicJwk)}`);
  return 0;
}

async function exportRoot(options: KeyOptions): Promise<number> {
  const file = needed(options.file, '--file');
  const theirs = await readKeyFile(needed(options['key-file'], '--key-file'));
  const { ctx, keyEncryptionKey, close } = await openKeys();
  try {
    const row = await findRootKey(ctx.db);
    if (!row) return refused({ ok: false, reason: 'root.unknown' });
    const wrapped = row.wrappedPrivate ? decodeBase64Url(row.wrappedPrivate) : undefined;
    if (!wrapped) return refused({ ok: false, reason: 'root.offline' });
    const der = unwrapPrivateKey(keyEncryptionKey, row.kid, wrapped);
    const { kid, alg, publicJwk } = row;
    await writeNewFile(
      file,
      writeRootFile({ kid, alg, publicJwk, wrappedPrivate: wrapPrivateKey(theirs, kid, der) }),
    );
    await openRoot(file, needed(options['key-file'], '--key-file'));
    say(`Root key ${kid} is in ${file}, which was read back.`);
    if (options.remove !== true) return 0;
    const done = await takeRootOffline(ctx, { kid });
    if (!done.ok) return refused(done);
    say('Its private half is no longer in the database.');
    return 0;
  } finally {
    await close();
  }
}

async function sign(operands: readonly string[], options: KeyOptions): Promise<number> {
  const [payload, ...more] = operands;
  if (payload === undefined || more.length > 0)
    throw new UsageError('give the file that "trust export" wrote');
  const out = needed(options.out, '--out');
  const list = await readPayload(payload);
  const keyFile = needed(options['key-file'], '--key-file');
  const { root, keyEncryptionKey } = await openRoot(needed(options.file, '--file'), keyFile);
  const signer = createLocalSigner(keyEncryptionKey, async () => root);
  const key = readPublicJwk(root.publicJwk);
  if (!key) throw new UsageError('the root key is not on its curve');
  const jwt = await signTrustList(list, key, (bytes) => signer.sign(root.kid, bytes));
  await writeNewFile(out, `${jwt}\n`);
  for (const line of summary(list)) say(line);
  say(`Signed with root key ${root.kid}: ${out}`);
  return 0;
}

async function readPayload(file: string): Promise<TrustList> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`cannot read ${file}`);
  try {
    return trustListSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is not what "trust export" writes`);
  }
}

const moment = (seconds: number) => new Date(seconds * 1000).toISOString();

/** What whoever holds the root puts their name to. */
function summary(list: TrustList): string[] {
  const { version, issuedAt, nextUpdate, issuer, keys, certificates = [], nextRoot } = list;
  return [
    `Version ${version} of ${issuer.id} (${issuer.host}), from ${moment(issuedAt)} to ${moment(nextUpdate)}`,
    ...keys.map(
      ({ kid, state, notBefore, compromisedAt, issuer: owner }) =>
        `  key ${kid}  ${owner?.id ?? issuer.id}  ${moment(notBefore).slice(0, 4)}  ${state}` +
        (compromisedAt === undefined ? '' : ` since ${moment(compromisedAt)}`),
    ),
    ...certificates.map(({ thumbprint, issuer: owner }) => `  certificate ${thumbprint}  ${owner}`),
    ...(nextRoot ? [`  NEXT ROOT ${nextRoot.kid ?? nextRoot.x}: it will be believed like this one`] : []),
  ];
}
