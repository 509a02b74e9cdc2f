import { spawn } from 'node:child_process';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { loadActor } from '#app/queries/access/load-actor.server.ts';
import { signIn } from '#app/services/access/sign-in.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();

/** The real command, in its own process, with nothing in its environment but the database. */
function palmares(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'app/entrypoints/cli.ts', ...args], {
      env: { NODE_ENV: 'production', PATH: process.env.PATH, DATABASE_URL: database.url },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test('user create makes an inspector of two regions who signs in with the password written once', async () => {
  const organisation = await createOrganisation(database.db, { code: 'NE-CLI' });
  for (const code of ['ZND', 'AGZ'])
    await createRegion(database.db, { organisationId: organisation.id, code });
  const made = await palmares([
    ...['user', 'create', '--phone', '90 12 34 56', '--name', 'Issa Garba', '--role', 'regionalOfficer'],
    ...['--organisation', 'NE-CLI', '--region', 'ZND', '--region', 'AGZ'],
  ]);
  expect(made).toMatchObject({ code: 0, err: '' });
  const password = /^Password: (\S{20})$/m.exec(made.out)?.[1] ?? '';
  const ctx = testContext(database, { actor: ANONYMOUS });
  const answer = await signIn(ctx, { contact: { kind: 'phone', value: '+22790123456' }, password });
  if (!answer.ok || answer.value.kind !== 'open') throw new Error('not signed in');
  const actor = await loadActor(database.db, answer.value.userId);
  expect(actor.kind === 'user' && actor.grants.map((grant) => grant.regionId !== null)).toEqual([true, true]);
  const lines = await database.db.select().from(auditLog);
  expect(lines.map((line) => `${line.actorId} ${line.action}`)).toEqual([
    'system:cli:user-create account.create',
    'system:cli:user-create role.grant',
    'system:cli:user-create role.grant',
  ]);
  expect(JSON.stringify(lines)).not.toContain('90123456');

  expect(await palmares(['audit', 'check'])).toEqual({
    code: 0,
    out: 'The chain holds: 3 lines.\n',
    err: '',
  });
});

test('a refusal writes nothing and exits with 1; a wrong call exits with 2', async () => {
  const organisation = await createOrganisation(database.db, { code: 'NE-CLI2' });
  const base = [
    'user',
    'create',
    '--email',
    'chef@example.org',
    '--name',
    'Chef',
    '--organisation',
    organisation.code,
  ];
  const nowhere = await palmares([...base, '--role', 'schoolHead']);
  expect(nowhere).toMatchObject({ code: 1, out: '' });
  expect(nowhere.err).toMatch(/school/);
  const weak = await palmares([...base, '--role', 'auditor', '--password-stdin'], 'motdepasse\n');
  expect(weak).toMatchObject({ code: 1, out: '' });
  expect(
    await database.db.select().from(userAccount).where(eq(userAccount.email, 'chef@example.org')),
  ).toEqual([]);
  expect(await palmares([...base, '--role', 'king'])).toMatchObject({ code: 2, out: '' });
  expect(await palmares(['audit', 'mend'])).toMatchObject({ code: 2, out: '' });
});

test('a password given on standard input is not written out', async () => {
  await createOrganisation(database.db, { code: 'NE-CLI3' });
  const made = await palmares(
    [
      'user',
      'create',
      '--email',
      'A@Example.org',
      '--name',
      'A',
      '--role',
      'auditor',
      '--organisation',
      'NE-CLI3',
      '--password-stdin',
    ],
    'trois chats gris\n',
  );
  expect(made).toEqual({ code: 0, out: 'Account made for a@example.org.\n', err: '' });
  const ctx = testContext(database, { actor: ANONYMOUS });
  const contact = { kind: 'email', value: 'a@example.org' } as const;
  expect(await signIn(ctx, { contact, password: 'trois chats gris' })).toMatchObject({
    value: { kind: 'open' },
  });
});

test('audit check names the first line that was changed, even by the owner of the table', async () => {
  await database.sql`alter table audit_log disable trigger all`;
  await database.sql`update audit_log set action = 'role.forged' where seq = 2`;
  await database.sql`alter table audit_log enable trigger all`;
  const checked = await palmares(['audit', 'check']);
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/broken at line 2/);
});
