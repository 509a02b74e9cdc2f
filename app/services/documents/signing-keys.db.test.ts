import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { ensureSigningKey, loadWrappedKey, storeKey } from './signing-keys.server.ts';

const database = useDatabase();

test('processes that start together make one key for each organisation, and one root', async () => {
  const ctx = testContext(database);
  const [one, other] = [await createOrganisation(database.db), await createOrganisation(database.db)];
  const owners = [one.id, one.id, one.id, other.id, other.id, null, null, null];
  const keys = await Promise.all(owners.map((owner) => ensureSigningKey(ctx, owner)));
  const kidsOf = (owner: string | null) =>
    new Set(keys.filter((_, i) => owners[i] === owner).map(({ kid }) => kid));
  expect([kidsOf(one.id).size, kidsOf(other.id).size, kidsOf(null).size]).toEqual([1, 1, 1]);
  const rows = await database.db.select().from(signingKey);
  expect(rows.map(({ purpose }) => purpose).sort()).toEqual(['documents', 'documents', 'root']);
});

test('each year has its own key, which what waits over New Year is still signed with', async () => {
  const ctx = testContext(database, { now: new Date('2027-12-31T23:59:59Z') });
  const office = await createOrganisation(database.db);
  const waiting = ctx.clock();
  const first = await ensureSigningKey(ctx, office.id);
  expect(await ensureSigningKey(ctx, office.id, new Date('2027-01-01T00:00:00Z'))).toEqual(first);
  ctx.advance({ seconds: 1 });
  const second = await ensureSigningKey(ctx, office.id);
  expect(second.kid).not.toBe(first.kid);
  ctx.advance({ days: 700 });
  expect(await ensureSigningKey(ctx, office.id, waiting)).toEqual(first);
  await database.db.update(signingKey).set({ state: 'retired' }).where(eq(signingKey.kid, first.kid));
  const third = await ensureSigningKey(ctx, office.id, waiting);
  expect([first.kid, second.kid]).not.toContain(third.kid);
  const spans = await database.db.select().from(signingKey).where(eq(signingKey.organisationId, office.id));
  expect(spans.map(({ notBefore }) => notBefore.getUTCFullYear()).sort()).toEqual([2027, 2027, 2028]);
});

test('a key made for ten years serves the year it began in, and no other', async () => {
  const ctx = testContext(database, { now: new Date('2028-05-01T12:00:00Z') });
  const office = await createOrganisation(database.db);
  const old = await ctx.adapters.signer.generateKey('EdDSA');
  const span = { notBefore: new Date('2027-01-01T00:00:00Z'), notAfter: new Date('2037-01-01T00:00:00Z') };
  await withTx(ctx, 'test', {}, (tx) => storeKey(tx, old, office.id, span));
  expect((await ensureSigningKey(ctx, office.id, new Date('2027-06-01T00:00:00Z'))).kid).toBe(old.kid);
  expect((await ensureSigningKey(ctx, office.id)).kid).not.toBe(old.kid);
});

test('a compromised key signs nothing more', async () => {
  const ctx = testContext(database);
  const office = await createOrganisation(database.db);
  const { kid } = await ensureSigningKey(ctx, office.id);
  await database.sql`update signing_key set state = 'compromised', compromised_at = now() where kid = ${kid}`;
  await expect(ctx.adapters.signer.sign(kid, new Uint8Array([1]))).rejects.toThrow('no signing key');
  expect((await ensureSigningKey(ctx, office.id)).kid).not.toBe(kid);
});

test('the private half is stored only wrapped, and signs only under the right key-encryption key', async () => {
  const ctx = testContext(database);
  const office = await createOrganisation(database.db);
  const { kid } = await ensureSigningKey(ctx, office.id);
  const [row] = await database.db.select().from(signingKey).where(eq(signingKey.kid, kid));
  expect(JSON.stringify(row?.publicJwk)).not.toContain('"d"');
  expect((await loadWrappedKey(database.db, kid))?.wrappedPrivate.length).toBeGreaterThan(32);
  expect(await ctx.adapters.signer.sign(kid, new Uint8Array([1]))).toHaveLength(64);
  await expect(testContext(database).adapters.signer.sign(kid, new Uint8Array([1]))).rejects.toThrow();
});

test('what the office issued before its key was stolen stays good; what came after is shown to nobody', async () => {
  const ctx = testContext(database);
  const { organisation, documents } = await createIssuedDocuments(ctx);
  const token = documents[0]?.token ?? '';
  const steal = (secondsFromNow: number) =>
    database.sql`update signing_key
      set state = 'compromised', compromised_at = ${new Date(ctx.clock().getTime() + secondsFromNow * 1000)}
      where organisation_id = ${organisation.id}`;
  await steal(60);
  expect(await checkByToken(ctx, token)).toMatchObject({ verdict: 'valid' });
  await steal(-60);
  const after = await checkByToken(ctx, token);
  expect(after).toMatchObject({ verdict: 'forged', reason: 'key.compromised' });
  expect(after.claims).toBeUndefined();
});
