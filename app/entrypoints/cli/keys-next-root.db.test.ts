import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choosePinnedTrust } from '#app/domain/verification/pinned-trust.ts';
import { publishLists } from '#app/services/verification/publish-lists.server.ts';
import { serveTrustList } from '#app/services/verification/published-lists.server.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { keysOf, worldOf } from '#tests/setup/run-keys.ts';

const database = useDatabase();
const keys = (...args: string[]) => keysOf(database, args);
let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-next-root-'));
  await writeFile(file('safe.key'), 'a1'.repeat(32));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function makeRoot(name: string): Promise<void> {
  const made = await keys(
    ...['root', 'init', '--file', file(`${name}.json`), '--key-file', file('safe.key')],
  );
  await writeFile(file(`${name}.jwk`), made.out);
}

/** Steps 3 to 5 of the ceremony; what is served then, and what was said on signing. */
async function ceremony(root: string, list: string, ...options: string[]) {
  const exported = await keys('trust', 'export', '--out', file(`${list}.json`), ...options);
  expect(exported).toMatchObject({ code: 0, err: '' });
  const signed = await keys(
    ...['root', 'sign', file(`${list}.json`), '--file', file(`${root}.json`)],
    ...['--key-file', file('safe.key'), '--out', file(`${list}.jwt`)],
  );
  expect(signed).toMatchObject({ code: 0, err: '' });
  expect(await keys('trust', 'import', file(`${list}.jwt`))).toMatchObject({ code: 0, err: '' });
  return { served: (await serveTrustList(worldOf(database))).token, said: signed.out };
}

it('a root kept offline names the next, which a device that saw it follows and another does not', async () => {
  await publishLists(worldOf(database));
  await makeRoot('old');
  await makeRoot('next');
  await keys('root', 'import', '--file', file('old.jwk'), '--replace');
  const silent = (await ceremony('old', 'silent')).served;
  const { served: naming, said } = await ceremony('old', 'naming', '--next', file('next.jwk'));
  expect(said).toContain('NEXT ROOT');
  // The job asks for no other signature, and the next list goes on naming it.
  expect(await publishLists(worldOf(database))).not.toHaveProperty('awaited');
  const again = await ceremony('old', 'again');
  expect(again.said).toContain('NEXT ROOT');

  await keys('root', 'import', '--file', file('next.jwk'), '--replace');
  const { served: published, said: last } = await ceremony('next', 'published');
  expect(last).not.toContain('NEXT ROOT');
  const pinned = JSON.parse(await readFile(file('old.jwk'), 'utf8'));
  for (const kept of [naming, again.served])
    expect(choosePinnedTrust({ pinned, kept, published })).toMatchObject({
      current: true,
      otherRoot: false,
      list: published,
    });
  expect(choosePinnedTrust({ pinned, kept: silent, published })).toMatchObject({
    current: false,
    otherRoot: true,
    list: silent,
  });
}, 120_000);
