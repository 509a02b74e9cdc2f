import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { roleGrant } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser as makeUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { createUser } from './create-user.server.ts';
import { grantRole } from './grant-role.server.ts';

const database = useDatabase();

async function twoOffices() {
  const ours = await createOrganisation(database.db);
  const theirs = await createOrganisation(database.db);
  const region = await createRegion(database.db, { organisationId: ours.id });
  const foreign = await createRegion(database.db, { organisationId: theirs.id });
  const admin = await makeUser(database.db, { grants: [{ role: 'administrator', organisationId: ours.id }] });
  const person = await makeUser(database.db);
  return { ours, theirs, region, foreign, admin, person };
}

const grantsOf = (userId: string) => database.db.select().from(roleGrant).where(eq(roleGrant.userId, userId));

test('an administrator gives a role at home, once', async () => {
  const { ours, region, admin, person } = await twoOffices();
  const ctx = testContext(database, { actor: admin.actor });
  const request = {
    userId: person.id,
    role: 'regionalOfficer',
    organisationId: ours.id,
    regionId: region.id,
  } as const;
  expect(await grantRole(ctx, request)).toEqual({ ok: true, value: true });
  expect(await grantRole(ctx, request)).toEqual({ ok: true, value: true });
  expect(await grantsOf(person.id)).toHaveLength(1);
  const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, person.id));
  expect(lines).toMatchObject([{ action: 'role.grant', actorId: admin.id, organisationId: ours.id }]);
});

test('nobody gives a role in another office, with another’s region, or without the right', async () => {
  const { ours, theirs, foreign, admin, person } = await twoOffices();
  const asAdmin = testContext(database, { actor: admin.actor });
  const give = { userId: person.id, role: 'auditor', organisationId: ours.id } as const;
  expect(await grantRole(asAdmin, { ...give, organisationId: theirs.id })).toMatchObject({
    reason: 'access.denied',
  });
  expect(await grantRole(asAdmin, { ...give, regionId: foreign.id })).toMatchObject({
    reason: 'role.unknownPlace',
  });
  expect(await grantRole(asAdmin.as(person.actor), give)).toMatchObject({ reason: 'access.denied' });
  expect(await grantRole(asAdmin, { ...give, role: 'schoolHead' })).toMatchObject({
    reason: 'role.needsScope',
  });
  expect(await grantsOf(person.id)).toEqual([]);
});

test('an administrator makes an account with its role, and none without', async () => {
  const { ours, theirs, admin } = await twoOffices();
  const ctx = testContext(database, { actor: admin.actor });
  const person = {
    contact: { kind: 'email', value: 'neuf@example.org' },
    displayName: 'Neuf',
    password: 'trois chats gris',
    locale: 'fr',
  } as const;
  expect(await createUser(ctx, { ...person, grants: [] })).toMatchObject({ reason: 'access.denied' });
  const abroad = [{ role: 'auditor', organisationId: theirs.id }] as const;
  expect(await createUser(ctx, { ...person, grants: abroad })).toMatchObject({ reason: 'access.denied' });
  const grants = [{ role: 'auditor', organisationId: ours.id }] as const;
  const made = await createUser(ctx, { ...person, grants });
  if (!made.ok) throw new Error(made.reason);
  expect(await grantsOf(made.value.userId)).toMatchObject([
    { role: 'auditor', organisationId: ours.id, regionId: null },
  ]);
  expect(await createUser(ctx, { ...person, grants })).toMatchObject({ reason: 'contact.taken' });
});
