import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import { ensureCertificate } from '#app/services/certificates/ensure-certificate.server.ts';
import { loadSealCertificate } from '#app/services/certificates/load-seal-certificate.server.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { unsealedSample } from '#tests/factories/sealed-page.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
const OPENSSL = spawnSync('openssl', ['version']).error === undefined;
const KEY = '07'.repeat(32);
const folder = mkdtempSync(join(tmpdir(), 'palmares-certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

/** The real command, in its own process. */
function palmares(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'app/entrypoints/cli.ts', 'certificates', ...args],
      {
        env: {
          NODE_ENV: 'production',
          PATH: process.env.PATH,
          DATABASE_URL: database.url,
          PALMARES_KEY_ENCRYPTION_KEY: KEY,
        },
      },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test.skipIf(!OPENSSL)(
  OPENSSL
    ? 'a requested certificate is imported, seals a page, and is retired'
    : 'a requested certificate is imported (skipped: no openssl here)',
  async () => {
    const { code } = await createOrganisation(database.db, { code: 'NE-CERT' });
    writeFileSync(file('password'), 'sésame\n');
    const password = ['--password-file', file('password')];
    const asked = await palmares(
      'request',
      '--name',
      'Office du Baccalauréat',
      '--key-out',
      file('key.pem'),
      ...password,
    );
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(file('key.pem'), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    writeFileSync(file('request.pem'), asked.out);

    // What an authority does, and the office with its answer.
    const openssl = (...args: string[]) =>
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
    expect(openssl('req', '-in', 'request.pem', '-verify', '-noout', '-subject', '-utf8')).toContain('CN');
    openssl(
      ...'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Authority -days 3650'.split(
        ' ',
      ),
    );
    openssl(...'x509 -req -in request.pem -CA ca.pem -CAkey ca.key -days 3000 -out office.pem'.split(' '));
    const exported = 'pkcs12 -export -inkey key.pem -in office.pem -certfile ca.pem -out office.p12';
    openssl(...exported.split(' '), '-passin', 'file:password', '-passout', 'pass:sésame');

    const given = ['import', '--p12', file('office.p12'), '--organisation', code];
    writeFileSync(file('wrong'), 'simsim\n');
    expect(await palmares(...given, '--password-file', file('wrong'))).toEqual({
      code: 1,
      out: '',
      err: 'The password does not open this file.\n',
    });
    const imported = await palmares(...given, ...password);
    expect(imported).toMatchObject({ code: 0, err: '' });
    const id = imported.out.slice(0, 36);
    expect(await palmares(...given, ...password)).toMatchObject({
      code: 1,
      err: 'This certificate is recorded already.\n',
    });

    const seal = createLocalSeal(Buffer.from(KEY, 'hex'), (wanted) =>
      loadSealCertificate(database.db, wanted),
    );
    expect((await seal.seal(await unsealedSample(), id, new Date())).length).toBeGreaterThan(0);
    expect((await palmares('retire', id)).code).toBe(0);
    await expect(seal.seal(await unsealedSample(), id, new Date())).rejects.toThrow('no certificate');
    expect(await palmares('retire', id)).toMatchObject({ code: 1 });
    expect((await palmares('list')).out).toContain(`${id}  NE-CERT  retired`);
  },
  120_000,
);

test('a certificate is compromised by two people, at a date, for ever', async () => {
  const { id } = await createOrganisation(database.db, { code: 'NE-LOST' });
  const certificate = await ensureCertificate(testContext(database), id);
  const asked = ['compromise', certificate.id, '--at', '2026-01-01', '--reason', 'server stolen'];
  expect((await palmares(...asked, '--operator', 'A. Issoufou')).code).toBe(2);
  expect((await palmares('compromise', certificate.id, '--reason', 'server stolen')).code).toBe(2);
  const two = ['--operator', 'A. Issoufou', '--operator', 'B. Zinsou'];
  expect(await palmares(...asked, ...two)).toMatchObject({ code: 0, err: '' });
  expect((await palmares('list')).out).toContain(
    `${certificate.id}  NE-LOST  compromised since 2026-01-01T00:00:00.000Z`,
  );
  expect(await palmares('compromise', 'x', ...asked.slice(2), ...two)).toMatchObject({ code: 1 });
}, 60_000);

test('the list says which certificate was made here, and a wrong call exits with 2', async () => {
  const { id } = await createOrganisation(database.db, { code: 'NE-OWN' });
  await ensureCertificate(testContext(database), id);
  expect((await palmares('list')).out).toMatch(/NE-OWN {2}active .* \(made here: /);
  expect((await palmares('import', '--p12', 'x')).code).toBe(2);
  expect((await palmares('burn')).code).toBe(2);
  expect(await palmares('retire', 'x')).toMatchObject({ code: 1, err: 'There is no such certificate.\n' });
}, 60_000);
