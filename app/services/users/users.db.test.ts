import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { loadActor } from '#app/queries/access/load-actor.server.ts';
import { roleGrant } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { inviteUser } from './invite-user.server.ts';
import { withdrawRole } from './withdraw-role.server.ts';

const database = useDatabase();

async function world() {
  const office = await createOrganisation(database.db);
  const administrator = await createUser(database.db, {
    grants: [{ role: 'administrator', organisationId: office.id }],
  });
  return { office, administrator, ctx: testContext(database, { actor: administrator.actor }) };
}
const grantsIn = (organisationId: string, userId: string) =>
  database.db
    .select()
    .from(roleGrant)
    .where(and(eq(roleGrant.organisationId, organisationId), eq(roleGrant.userId, userId)));
const invitation = (organisationId: string, email: string) => ({
  contact: { kind: 'email', value: email } as const,
  displayName: 'Hadiza Issa',
  locale: 'fr',
  grant: { role: 'cashier', organisationId } as const,
});

describe('inviting', () => {
  test('makes an account whose owner has the role', async () => {
    const { ctx, office } = await world();
    const made = await inviteUser(ctx, invitation(office.id, 'hadiza@example.org'));
    if (!made.ok || made.value === true) throw new Error('no account was made');
    const actor = await loadActor(database.db, made.value.userId);
    expect(actor).toMatchObject({ kind: 'user', grants: [{ role: 'cashier', organisationId: office.id }] });
  });

  test('gives the role to the account that has the contact', async () => {
    const { ctx, office } = await world();
    const known = await createUser(database.db, { email: 'issoufou@example.org' });
    expect((await inviteUser(ctx, invitation(office.id, 'issoufou@example.org'))).ok).toBe(true);
    expect(await grantsIn(office.id, known.id)).toHaveLength(1);
  });

  test('is refused elsewhere, without the capability, or without the region a role needs', async () => {
    const { ctx, office } = await world();
    const other = await world();
    expect(await inviteUser(ctx, invitation(other.office.id, 'a@example.org'))).toMatchObject({
      reason: 'access.denied',
    });
    const registrar = await createUser(database.db, {
      grants: [{ role: 'registrar', organisationId: office.id }],
    });
    expect(
      await inviteUser(
        testContext(database, { actor: registrar.actor }),
        invitation(office.id, 'a@example.org'),
      ),
    ).toMatchObject({ reason: 'access.denied' });
    const officer = { role: 'regionalOfficer', organisationId: office.id } as const;
    expect(
      await inviteUser(ctx, { ...invitation(office.id, 'a@example.org'), grant: officer }),
    ).toMatchObject({ reason: 'role.needsScope' });
    const region = await createRegion(database.db, { organisationId: other.office.id });
    expect(
      await inviteUser(ctx, {
        ...invitation(office.id, 'a@example.org'),
        grant: { ...officer, regionId: region.id },
      }),
    ).toMatchObject({ reason: 'role.unknownPlace' });
  });
});

describe('withdrawing', () => {
  test('takes the role back, on record', async () => {
    const { ctx, office } = await world();
    const clerk = await createUser(database.db, { grants: [{ role: 'cashier', organisationId: office.id }] });
    const [grant] = await grantsIn(office.id, clerk.id);
    expect((await withdrawRole(ctx, { grantId: grant?.id ?? '' })).ok).toBe(true);
    expect(await grantsIn(office.id, clerk.id)).toEqual([]);
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, clerk.id));
    expect(lines.map(({ action }) => action)).toEqual(['role.withdraw']);
  });

  test('of another organisation is like none; the last administrator stays, even when two go at once', async () => {
    const { ctx, office, administrator } = await world();
    const other = await world();
    const [mine] = await grantsIn(office.id, administrator.id);
    const grantId = mine?.id ?? '';
    expect(await withdrawRole(other.ctx, { grantId })).toEqual({ ok: false, reason: 'role.notFound' });
    expect(await withdrawRole(ctx, { grantId })).toMatchObject({ reason: 'role.lastAdministrator' });
    const second = await createUser(database.db, {
      grants: [{ role: 'administrator', organisationId: office.id }],
    });
    const [theirs] = await grantsIn(office.id, second.id);
    const answers = await Promise.all([
      withdrawRole(ctx, { grantId: theirs?.id ?? '' }),
      withdrawRole({ ...ctx, actor: second.actor, db: database.connect().db }, { grantId }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
