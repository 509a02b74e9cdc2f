import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { wrapPrivateKey } from '#app/adapters/signer/key-wrapping.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { publicJwkSchema } from '#app/domain/verification/public-jwk.ts';
import { verifyTrustList } from '#app/domain/verification/trust-list.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { publishLists } from '#app/services/verification/publish-lists.server.ts';
import { serveTrustList } from '#app/services/verification/published-lists.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { run } from './keys.ts';

const database = useDatabase();
const KEK = '0f'.repeat(32);
const YEAR = String(new Date().getUTCFullYear());

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-keys-'));
  await writeFile(file('here.key'), `${KEK}\n`);
  await writeFile(file('safe.key'), `${'a1'.repeat(32)}\n`);
  await writeFile(file('next.key'), 'b2'.repeat(32));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command in this process, with the installation's environment. */
async function keys(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('PALMARES_KEY_ENCRYPTION_KEY', KEK);
  vi.stubEnv('PALMARES_ORIGIN', 'https://palmares.example');
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  try {
    return { code: await run(args), out: text(out), err: text(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** The real command, in its own process, with nothing in its environment but what is given. */
function palmares(args: string[], env: Record<string, string> = {}, input = '') {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'app/entrypoints/cli.ts', 'keys', ...args], {
      env: { NODE_ENV: 'production', PATH: process.env.PATH, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

const world = (kek = KEK) =>
  testContext(database, {
    now: new Date(),
    adapters: {
      signer: createLocalSigner(new Uint8Array(Buffer.from(kek, 'hex')), (kid) =>
        loadWrappedKey(database.db, kid),
      ),
    },
  });
const kidIn = (text: string) => /[Kk]ey ([\w-]{11})/.exec(text)?.[1] ?? '';
const stateOf = async (kid: string) =>
  (await database.db.select().from(signingKey).where(eq(signingKey.kid, kid)))[0];
const lastAudit = async (subject: string) =>
  (
    await database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, subject))
      .orderBy(desc(auditLog.seq))
      .limit(1)
  )[0];

describe('the life of a signing key', () => {
  it('is made ahead, replaced, retired and listed, and none of it twice', async () => {
    const { code: organisation } = await createOrganisation(database.db);
    const of = ['--organisation', organisation, '--year', YEAR];
    const made = await keys('create', ...of, '--alg', 'ES256');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(await keys('create', ...of)).toMatchObject({ code: 1, out: '' });
    const next = await keys('create', '--organisation', organisation, '--year', String(Number(YEAR) + 1));
    expect(next.code).toBe(0);
    const tooFar = await keys('create', '--organisation', organisation, '--year', String(Number(YEAR) + 2));
    expect(tooFar).toMatchObject({ code: 1, err: 'A key is made for this year or the next only.\n' });

    const rotated = await keys('rotate', ...of);
    expect(rotated.out).toContain(`Key ${kidIn(made.out)} is retired.`);
    expect(await stateOf(kidIn(made.out))).toMatchObject({ state: 'retired', alg: 'ES256' });
    expect(await keys('retire', kidIn(rotated.out))).toMatchObject({ code: 0 });
    expect(await keys('retire', kidIn(rotated.out))).toMatchObject({ code: 1 });
    expect(await keys('retire', '-AAAAAAAAAA')).toMatchObject({ code: 1, err: 'No key has this id.\n' });
    expect(await keys('retire', 'AAAAAAAAAAA')).toMatchObject({ code: 1, err: 'No key has this id.\n' });

    const { out } = await keys('list');
    expect(out).toContain(`${kidIn(made.out)}  ${organisation}  ${YEAR}  ES256  retired since `);
    expect(out).toContain(`${kidIn(next.out)}  ${organisation}  ${Number(YEAR) + 1}  EdDSA  active\n`);
    expect(await lastAudit(kidIn(rotated.out))).toMatchObject({
      action: 'signingKey.retire',
      actorId: 'system:cli:keys',
    });
  });

  it.each([
    [[]],
    [['paint']],
    [['list', 'more']],
    [['create']],
    [['create', '--organisation', 'X']],
    [['create', '--organisation', 'X', '--year', '27']],
    [['create', '--organisation', 'X', '--year', YEAR, '--alg', 'RS256']],
    [['retire']],
    [['compromise', 'AAAAAAAAAAA', '--at', 'yesterday', '--reason', 'Stolen laptop']],
    [['compromise', 'AAAAAAAAAAA', '--at', '2027-03-01T10:00', '--reason', 'Stolen laptop']],
    [['compromise', 'AAAAAAAAAAA', '--at', '2026-01-01', '--reason', 'Stolen laptop', '--operator', 'A']],
    [['root']],
    [['root', 'init', '--file', '/tmp/x']],
    [['root', 'sign', '/nowhere']],
    [['trust', 'import', '/nowhere']],
    [['trust', 'export', '--out', '/tmp/x', '--days', '0']],
    [['rewrap', '--old-key-file', '/nowhere', '--new-key-file', '/nowhere']],
    [['--colour']],
  ])('%j is explained, and changes nothing', async (args) => {
    const { code, out, err } = await keys(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('palmares keys --help');
  });
});

describe('a compromised key', () => {
  it('is confirmed by two people, loses what came after, and its date only moves back', async () => {
    const ctx = world();
    const { documents } = await createIssuedDocuments(ctx);
    const { kid, token } = documents[0] ?? {};
    if (!kid || !token) throw new Error('no document');
    const at = (minutes: number) => new Date(ctx.clock().getTime() + minutes * 60_000).toISOString();
    const ask = (moment: string, ...operators: string[]) =>
      keys(
        ...['compromise', kid, '--at', moment.replace(/\.\d{3}Z$/, 'Z'), '--reason', 'Stolen laptop'],
        ...operators.flatMap((name) => ['--operator', name]),
      );
    expect(await ask(at(-60), 'Awa', 'awa ')).toMatchObject({ code: 2, out: '' });
    expect(await ask(at(60), 'Awa', 'Issa')).toMatchObject({ code: 1 });
    expect((await stateOf(kid))?.state).toBe('active');

    expect(await ask(at(-1), 'Awa Diop', 'Issa Garba')).toMatchObject({ code: 0 });
    expect((await checkByToken(ctx, token)).reason).toBe('key.compromised');
    expect((await ask(at(-0.5), 'Awa', 'Issa')).err).toContain('the date can only move back');
    const back = await ask(at(-600), 'Awa Diop', 'Issa Garba');
    expect(back.out).toContain(`${documents.length} documents issued since then`);
    const line = await lastAudit(kid);
    expect(line).toMatchObject({ action: 'signingKey.compromise' });
    expect(JSON.stringify(line?.detail)).toContain('Awa Diop, Issa Garba');
    await expect(
      database.sql`update signing_key set state = 'active', compromised_at = null where kid = ${kid}`,
    ).rejects.toThrow('settled');
  });

  it('is asked about twice when nobody is named', async () => {
    const { code: organisation } = await createOrganisation(database.db);
    const kid = kidIn((await keys('create', '--organisation', organisation, '--year', YEAR)).out);
    const env = {
      DATABASE_URL: database.url,
      PALMARES_KEY_ENCRYPTION_KEY: KEK,
      PALMARES_ORIGIN: 'https://palmares.example',
    };
    const args = ['compromise', kid, '--at', '2026-01-01', '--reason', 'Stolen laptop'];
    const { PALMARES_ORIGIN: _, ...nameless } = env;
    expect(await palmares(['list'], nameless)).toMatchObject({ code: 2, out: '' });
    for (const input of ['', `${kid}\nyes\n`, 'wrong\ncompromised\n']) {
      expect(await palmares(args, env, input)).toMatchObject({ code: 1, out: '' });
    }
    expect((await stateOf(kid))?.state).toBe('active');
    expect(await palmares(args, env, `${kid}\ncompromised\n`)).toMatchObject({ code: 0 });
    expect(await stateOf(kid)).toMatchObject({ state: 'compromised' });
  }, 120_000);
});

describe('a root key kept offline', () => {
  it('is made without database or environment, signs there, and its list is proven before it is served', async () => {
    const made = await palmares([
      'root',
      'init',
      '--file',
      file('root.json'),
      '--key-file',
      file('safe.key'),
    ]);
    expect(made).toMatchObject({ code: 0 });
    expect((await stat(file('root.json'))).mode & 0o777).toBe(0o600);
    await writeFile(file('root.jwk'), made.out);
    const again = await keys('root', 'init', '--file', file('root.json'), '--key-file', file('safe.key'));
    expect(again).toMatchObject({ code: 2 });

    const ctx = world();
    await publishLists(ctx);
    expect(await keys('root', 'import', '--file', file('root.jwk'))).toMatchObject({ code: 1 });
    const imported = await keys('root', 'import', '--file', file('root.jwk'), '--replace');
    expect(imported.out).toContain('kept offline');
    expect(await publishLists(ctx)).toHaveProperty('awaited', 'changed');

    expect((await keys('trust', 'export', '--out', file('payload.json'))).code).toBe(0);
    const sign = (out: string, key = 'safe.key') =>
      palmares([
        ...['root', 'sign', file('payload.json'), '--file', file('root.json')],
        ...['--key-file', file(key), '--out', file(out)],
      ]);
    expect(await sign('list.jwt', 'next.key')).toMatchObject({ code: 2 });
    const signed = await sign('list.jwt');
    expect(signed.out).toMatch(/^Version \d+ of .* from .* to /);
    expect((await keys('trust', 'import', file('root.jwk'))).err).toBe('This file is not a trust list.\n');
    expect(await keys('trust', 'import', file('list.jwt'))).toMatchObject({ code: 0, err: '' });
    const { token } = await serveTrustList(ctx);
    expect(token).toBe((await readFile(file('list.jwt'), 'utf8')).trim());
    expect(verifyTrustList(token, publicJwkSchema.parse(JSON.parse(made.out))).ok).toBe(true);
    expect(await publishLists(ctx)).not.toHaveProperty('awaited');
    expect((await keys('list')).out).toContain('root, kept offline');

    const { code: organisation } = await createOrganisation(database.db);
    await keys('create', '--organisation', organisation, '--year', YEAR);
    expect(await publishLists(ctx)).toHaveProperty('awaited', 'changed');
    // An older list does not come back once a newer one is served.
    await rm(file('payload.json'));
    await keys('trust', 'export', '--out', file('payload.json'));
    await sign('newer.jwt');
    expect(await keys('trust', 'import', file('newer.jwt'))).toMatchObject({ code: 0 });
    expect((await keys('trust', 'import', file('list.jwt'))).err).toBe('A newer list is served already.\n');
  }, 120_000);

  it('refuses a list with a key that is not this office’s, and one that hides a compromise', async () => {
    await keys('root', 'init', '--replace');
    await keys('root', 'export', '--file', file('copy.json'), '--key-file', file('safe.key'));
    const { code: organisation } = await createOrganisation(database.db);
    const kid = kidIn((await keys('create', '--organisation', organisation, '--year', YEAR)).out);
    await keys('trust', 'export', '--out', file('before.json'));
    const signed = async (name: string) => {
      const done = await keys(
        ...['root', 'sign', file(name), '--file', file('copy.json')],
        ...['--key-file', file('safe.key'), '--out', file(`${name}.jwt`)],
      );
      expect(done).toMatchObject({ code: 0 });
      return keys('trust', 'import', file(`${name}.jwt`));
    };
    const foreign = await createLocalSigner(new Uint8Array(32), async () => undefined).generateKey('EdDSA');
    const payload = JSON.parse(await readFile(file('before.json'), 'utf8'));
    const extra = { ...payload.keys[0], kid: foreign.kid, jwk: foreign.publicJwk };
    await writeFile(file('foreign.json'), JSON.stringify({ ...payload, keys: [...payload.keys, extra] }));
    expect((await signed('foreign.json')).err).toContain(`does not have: ${foreign.kid}`);
    await keys(
      ...['compromise', kid, '--at', '2026-01-01', '--reason', 'Stolen laptop'],
      ...['--operator', 'Awa', '--operator', 'Issa'],
    );
    expect((await signed('before.json')).err).toContain(`the key ${kid} is compromised`);
  });

  it('is taken out of the database only after its copy was read back, and can be brought in again', async () => {
    const made = await keys('root', 'init', '--replace');
    const kid = kidIn(made.out);
    const taken = [
      'root',
      'export',
      '--file',
      file('taken.json'),
      '--key-file',
      file('safe.key'),
      '--remove',
    ];
    expect(await keys(...taken)).toMatchObject({ code: 0 });
    expect((await stateOf(kid))?.wrappedPrivate).toBeNull();
    expect((await keys(...taken)).err).toBe('The private half of this root key is kept offline already.\n');
    const back = ['root', 'import', '--file', file('taken.json'), '--key-file', file('safe.key')];
    expect((await keys(...back)).err).toBe('This root key is in force already.\n');
  });
});

describe('another key-encryption key', () => {
  it('opens everything after, the old one nothing; one key that does not open stops it all', async () => {
    const ctx = world();
    const { organisation, documents } = await createIssuedDocuments(ctx);
    const kid = documents[0]?.kid ?? '';
    const thumbprint = 'B'.repeat(43);
    const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
    const insert = (key: string, print: string) =>
      database.db.insert(documentCertificate).values({
        organisationId: organisation.id,
        subject: 'CN=Office',
        chain: 'PEM',
        thumbprint: print,
        wrappedPrivate: Buffer.from(wrapPrivateKey(bytes(key), print, bytes('00ff'))).toString('base64url'),
        state: 'retired',
        notBefore: new Date(),
        notAfter: new Date(),
        createdAt: new Date(),
      });
    await insert(KEK, thumbprint);
    const rewrap = (from: string, to: string) =>
      keys('rewrap', '--old-key-file', file(from), '--new-key-file', file(to));
    const before = await stateOf(kid);
    expect(await rewrap('safe.key', 'next.key')).toMatchObject({ code: 1, out: '' });
    expect(await stateOf(kid)).toEqual(before);

    expect((await rewrap('here.key', 'next.key')).out).toMatch(/^\d+ signing keys and \d+ certificates are/);
    const message = bytes('01');
    await expect(world().adapters.signer.sign(kid, message)).rejects.toThrow();
    expect(await world('b2'.repeat(32)).adapters.signer.sign(kid, message)).toHaveLength(64);

    await insert(KEK, 'C'.repeat(43));
    expect((await rewrap('next.key', 'here.key')).err).toContain(`${'C'.repeat(43)} does not open`);
    expect(await world('b2'.repeat(32)).adapters.signer.sign(kid, message)).toHaveLength(64);
  });
});
