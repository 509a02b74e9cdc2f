import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { publicJwkSchema } from '#app/domain/verification/public-jwk.ts';
import { verifyTrustList } from '#app/domain/verification/trust-list.ts';
import { publishLists } from '#app/services/verification/publish-lists.server.ts';
import { serveTrustList } from '#app/services/verification/published-lists.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { keysOf, kidIn, spawnKeys, worldOf } from '#tests/setup/run-keys.ts';

const database = useDatabase();
const YEAR = String(new Date().getUTCFullYear());
const keys = (...args: string[]) => keysOf(database, args);
const world = (kek?: string) => worldOf(database, kek);

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-keys-'));
  await writeFile(file('safe.key'), `${'a1'.repeat(32)}\n`);
  await writeFile(file('next.key'), 'b2'.repeat(32));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const stateOf = async (kid: string) =>
  (await database.db.select().from(signingKey).where(eq(signingKey.kid, kid)))[0];

describe('a root key kept offline', () => {
  it('is made without database or environment, signs there, and its list is proven before it is served', async () => {
    const made = await spawnKeys([
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
      spawnKeys([
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
