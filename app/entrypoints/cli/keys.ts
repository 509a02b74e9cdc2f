import { parseArgs } from 'node:util';
import { unwrapPrivateKey, wrapPrivateKey } from '#app/adapters/signer/key-wrapping.server.ts';
import {
  type KeyLine,
  listKeys,
  listPublished,
  type PublishedLine,
} from '#app/queries/keys/list-keys.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { compromiseSigningKey } from '#app/services/keys/compromise-signing-key.server.ts';
import { createSigningKey, rotateSigningKey } from '#app/services/keys/create-signing-key.server.ts';
import { retireSigningKey } from '#app/services/keys/retire-signing-key.server.ts';
import { rewrapKeys } from '#app/services/keys/rewrap-keys.server.ts';
import { isConfirmed, notConfirmed, readCompromise } from './confirm-compromise.ts';
import { type KeyOptions, needed, readAlgorithm, readWhole, refused, say } from './keys-output.ts';
import { runRoot } from './keys-root.ts';
import { runTrust } from './keys-trust.ts';
import { openKeys, readKeyFile } from './open-keys.ts';
import { UsageError } from './usage-error.ts';

export { help } from './keys-help.ts';

const OPTIONS = {
  organisation: { type: 'string' },
  year: { type: 'string' },
  alg: { type: 'string' },
  at: { type: 'string' },
  reason: { type: 'string' },
  operator: { type: 'string', multiple: true },
  days: { type: 'string' },
  file: { type: 'string' },
  out: { type: 'string' },
  replace: { type: 'boolean' },
  remove: { type: 'boolean' },
  next: { type: 'string' },
  'key-file': { type: 'string' },
  'old-key-file': { type: 'string' },
  'new-key-file': { type: 'string' },
} as const;

/** Eleven characters of base64url: one key in 64 begins like an option, and no option is as long. */
const isKeyId = (text: string) => /^-[A-Za-z0-9_-]{10}$/.test(text);

function parse(args: string[]): { values: KeyOptions; positionals: string[] } {
  try {
    const ordered = [...args.filter((text) => !isKeyId(text)), '--', ...args.filter(isKeyId)];
    return parseArgs({ args: ordered, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export async function run(args: string[]): Promise<number> {
  try {
    const { positionals, values } = parse(args);
    const [verb = '', ...operands] = positionals;
    const [second = '', ...rest] = operands;
    if (verb === 'root') return await runRoot(second, rest, values);
    if (verb === 'trust') return await runTrust(second, rest, values);
    return await runKeys(verb, operands, values);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n"palmares keys --help" explains.\n`);
    return 2;
  }
}

async function runKeys(verb: string, operands: readonly string[], options: KeyOptions): Promise<number> {
  const [kid, ...more] = operands;
  const wantsKey = verb === 'retire' || verb === 'compromise';
  if (more.length > 0 || wantsKey !== (kid !== undefined))
    throw new UsageError(
      wantsKey ? `say "keys ${verb} KEY"` : 'say one of the verbs of "palmares keys --help"',
    );
  if (verb === 'list') return opened(list);
  if (verb === 'create' || verb === 'rotate') return makeKey(verb, options);
  if (verb === 'rewrap') return rewrap(options);
  if (kid !== undefined && verb === 'retire') return opened((ctx) => retire(ctx, kid));
  if (kid !== undefined && verb === 'compromise') return compromise(kid, options);
  throw new UsageError('say one of list, create, rotate, retire, compromise, rewrap, root and trust');
}

async function opened(work: (ctx: Ctx) => Promise<number>): Promise<number> {
  const { ctx, close } = await openKeys();
  try {
    return await work(ctx);
  } finally {
    await close();
  }
}

async function list(ctx: Ctx): Promise<number> {
  const keys = await listKeys(ctx.db);
  for (const line of keys) say(shownKey(line));
  if (keys.length === 0) say('No key was made yet.');
  for (const line of await listPublished(ctx.db)) say(shownList(line));
  return 0;
}

function shownKey({
  kid,
  organisation,
  alg,
  state,
  notBefore,
  retiredAt,
  compromisedAt,
  here,
}: KeyLine): string {
  const since = compromisedAt ?? retiredAt;
  const owner = organisation ?? (here ? 'root' : 'root, kept offline');
  return `${kid}  ${owner}  ${notBefore.getUTCFullYear()}  ${alg}  ${state}${since ? ` since ${since.toISOString()}` : ''}`;
}

function shownList({ name, version, issuedAt, nextUpdate }: PublishedLine): string {
  return `list ${name}  version ${version}  signed ${issuedAt.toISOString()}  good until ${nextUpdate.toISOString()}`;
}

async function makeKey(verb: 'create' | 'rotate', options: KeyOptions): Promise<number> {
  const wanted = {
    organisationCode: needed(options.organisation, '--organisation'),
    year: readWhole(needed(options.year, '--year'), '--year', { from: 2000, to: 2999 }),
    alg: readAlgorithm(options.alg),
  };
  return opened(async (ctx) => {
    const made =
      verb === 'create' ? await createSigningKey(ctx, wanted) : await rotateSigningKey(ctx, wanted);
    if (!made.ok) return refused(made);
    say(
      `Key ${made.value.kid} (${made.value.alg}) signs what ${wanted.organisationCode} dates in ${wanted.year}.`,
    );
    if ('retired' in made.value && made.value.retired) say(`Key ${made.value.retired} is retired.`);
    return 0;
  });
}

async function retire(ctx: Ctx, kid: string): Promise<number> {
  const done = await retireSigningKey(ctx, { kid });
  if (!done.ok) return refused(done);
  say(`Key ${kid} is retired: what it signed stays good.`);
  return 0;
}

async function compromise(kid: string, options: KeyOptions): Promise<number> {
  const asked = readCompromise(options);
  if (!(await isConfirmed(kid, asked))) return notConfirmed();
  return opened(async (ctx) => {
    const done = await compromiseSigningKey(ctx, { kid, ...asked });
    if (!done.ok) return refused(done);
    say(`Key ${kid} is compromised since ${asked.at.toISOString()}.`);
    say(`${done.value.documents} documents issued since then are no longer recognised.`);
    return 0;
  });
}

async function rewrap(options: KeyOptions): Promise<number> {
  const from = await readKeyFile(needed(options['old-key-file'], '--old-key-file'));
  const to = await readKeyFile(needed(options['new-key-file'], '--new-key-file'));
  return opened(async (ctx) => {
    const done = await rewrapKeys(ctx, (boundTo, wrapped) => {
      try {
        return wrapPrivateKey(to, boundTo, unwrapPrivateKey(from, boundTo, wrapped));
      } catch {
        return undefined;
      }
    });
    if (!done.ok) return refused(done);
    const { keys, certificates } = done.value;
    say(`${keys} signing keys and ${certificates} certificates are wrapped by the new key.`);
    return 0;
  });
}
