import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrapPrivateKey } from '#app/adapters/signer/key-wrapping.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { KEK, keysOf, kidIn, spawnKeys, worldOf } from '#tests/setup/run-keys.ts';

const database = useDatabase();
const YEAR = String(new Date().getUTCFullYear());
const keys = (...args: string[]) => keysOf(database, args);
const world = (kek?: string) => worldOf(database, kek);

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-keys-'));
  await writeFile(file('here.key'), `${KEK}\n`);
  await writeFile(file('safe.key'), `${'a1'.repeat(32)}\n`);
  await writeFile(file('next.key'), 'b2'.repeat(32));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

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
    const args = ['compromise', kid, '--at', '2026-01-01', '--reason', 'Stolen laptop'];
    const nameless = await spawnKeys(['list'], { database, without: ['PALMARES_ORIGIN'] });
    expect(nameless).toMatchObject({ code: 2, out: '' });
    for (const input of ['', `${kid}\nyes\n`, 'wrong\ncompromised\n']) {
      expect(await spawnKeys(args, { database, input })).toMatchObject({ code: 1, out: '' });
    }
    expect((await stateOf(kid))?.state).toBe('active');
    expect(await spawnKeys(args, { database, input: `${kid}\ncompromised\n` })).toMatchObject({ code: 0 });
    expect(await stateOf(kid)).toMatchObject({ state: 'compromised' });
  }, 120_000);
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
