import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  listedKey,
  STATUS_URI,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from '#app/domain/verification/fixtures/sample-trust.ts';
import { writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import { packStatuses, signStatusList } from '#app/domain/verification/status-list.ts';
import { signTrustList } from '#app/domain/verification/trust-list.ts';
import { run } from './verify.ts';

const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);
let folder: string;
let url: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-verify-files-'));
  url = (await signDocument(sampleClaims, key, 'verif.examens.example', key.sign)).qr.url;
  const now = Math.floor(Date.now() / 1000);
  const list = sampleTrustList([listedKey(key, { notAfter: now + 100_000 })], { nextUpdate: now + 100_000 });
  const bytes = packStatuses(100_000, []);
  const content = { uri: STATUS_URI, issuedAt: now, ttl: 3600, expiresAt: now + 7200, bytes };
  await writeFile(file('keys.json'), JSON.stringify({ keys: [writePublicJwk(key, key.kid)] }));
  await writeFile(file('trust.jwt'), await signTrustList(list, root, root.sign));
  await writeFile(file('root.json'), JSON.stringify(writePublicJwk(root, root.kid)));
  await writeFile(file('fresh.jwt'), await signStatusList(content, key, key.sign));
});

afterAll(() => rm(folder, { recursive: true }));

async function answer(...args: string[]): Promise<{ code: number; out: unknown; err: string }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const textOf = (written: typeof out) => written.mock.calls.map(([chunk]) => String(chunk)).join('');
  try {
    const code = await run(args);
    return { code, out: JSON.parse(textOf(out)), err: textOf(err) };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

it('says nothing of a document it could not read, whatever stands in its way', async () => {
  const unreadable = { code: 2, out: { verdict: 'unreadable' } };
  await writeFile(file('empty'), '');
  await writeFile(
    file('binary'),
    Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256),
  );
  await writeFile(file('huge'), '');
  await truncate(file('huge'), 64 * 1024 * 1024);
  const strange = [
    '',
    ' ',
    '-',
    '\0',
    'x'.repeat(100_000),
    '9'.repeat(100_000),
    file('missing.pdf'),
    '/dev/null',
  ];
  for (const document of [...strange, file('empty'), file('binary'), file('huge'), `${folder}/`])
    expect(await answer(document, '--jwks', file('keys.json'), '--json')).toMatchObject(unreadable);
  for (const given of [folder, file('huge'), file('binary'), file('empty'), '\0'])
    for (const option of ['--jwks', '--trust', '--status'])
      expect(await answer(url, option, given, '--json')).toMatchObject({
        code: 2,
        out: { verdict: 'unknown-issuer' },
      });
});

it('follows a change of the root key by the list that names the next one', async () => {
  const next = sampleKey('EdDSA', 7);
  const now = Math.floor(Date.now() / 1000);
  const keys = [listedKey(key, { notAfter: now + 100_000 })];
  const nextRoot = writePublicJwk(next, next.kid);
  const naming = sampleTrustList(keys, { version: 8, nextUpdate: now + 100_000, nextRoot });
  const later = sampleTrustList(keys, { version: 9, nextUpdate: now + 100_000 });
  await writeFile(file('naming.jwt'), await signTrustList(naming, root, root.sign));
  await writeFile(file('later.jwt'), await signTrustList(later, next, next.sign));
  const given = (...lists: string[]) =>
    answer(
      ...[url, '--root', file('root.json'), '--status', file('fresh.jwt')],
      ...lists.flatMap((name) => ['--trust', file(name)]),
    );
  const followed = await given('naming.jwt', 'later.jwt');
  expect(followed).toMatchObject({ code: 0, err: '', out: { verdict: 'valid' } });
  expect(await given('later.jwt')).toMatchObject({ code: 2, out: { verdict: 'unknown-issuer' } });
  const unnamed = await given('trust.jwt', 'later.jwt');
  expect(unnamed.err).toContain('nothing before it names its root');
  expect((await given('naming.jwt', 'trust.jwt')).err).toContain('it is older');
});
