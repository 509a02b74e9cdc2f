import { expect, test } from 'vitest';
import { userAccount, userSession } from '#db/schema/access.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { signUp } from '../access/sign-up.server.ts';
import { inviteUser } from '../users/invite-user.server.ts';
import { purgeExpired } from './purge-expired.server.ts';

const database = useDatabase();

test('forgets ended sessions and accounts nobody proved, and keeps the rest', async () => {
  const ctx = testContext(database);
  const account = (email: string, proven: boolean) => ({
    email,
    passwordHash: 'x',
    displayName: email,
    createdAt: ctx.clock(),
    emailVerifiedAt: proven ? ctx.clock() : null,
  });
  const [kept] = await ctx.db
    .insert(userAccount)
    .values([account('proven@example.test', true), account('unproven@example.test', false)])
    .returning();
  await ctx.db.insert(userSession).values([
    { idHash: 'ended', userId: kept?.id ?? '', expiresAt: new Date(ctx.clock().getTime() + 60_000) },
    {
      idHash: 'lasting',
      userId: kept?.id ?? '',
      expiresAt: new Date(ctx.clock().getTime() + 30 * 86_400_000),
    },
  ]);
  expect(await purgeExpired(ctx)).toEqual({ sessions: 0, accounts: 0 });
  ctx.advance({ days: 8 });
  expect(await purgeExpired(ctx)).toEqual({ sessions: 1, accounts: 1 });
  expect((await ctx.db.select().from(userAccount)).map(({ email }) => email)).toEqual([
    'proven@example.test',
  ]);
  expect((await ctx.db.select().from(userSession)).map(({ idHash }) => idHash)).toEqual(['lasting']);
});

test('an account that was given a role before its owner proved it is kept, and stops nothing', async () => {
  const ctx = testContext(database);
  const { id: organisationId } = await createOrganisation(database.db);
  const administrator = await createUser(database.db, {
    grants: [{ role: 'administrator', organisationId }],
  });
  const contact = { kind: 'email', value: 'invited@example.test' } as const;
  await signUp(ctx, { contact, displayName: 'Invited', password: 'a long enough one', locale: 'fr' });
  await database.sql`update message set sent_at = now()`;
  const grant = { role: 'cashier', organisationId } as const;
  const invited = await inviteUser(ctx.as(administrator.actor), {
    contact,
    displayName: 'Invited',
    locale: 'fr',
    grant,
  });
  expect(invited.ok).toBe(true);
  await ctx.db
    .insert(userSession)
    .values({ idHash: 'old', userId: administrator.id, expiresAt: ctx.clock() });
  ctx.advance({ days: 9 });
  expect((await purgeExpired(ctx)).accounts).toBe(0);
  expect((await ctx.db.select().from(userSession)).map(({ idHash }) => idHash)).not.toContain('old');
});
