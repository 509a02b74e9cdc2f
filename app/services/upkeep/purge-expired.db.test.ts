import { expect, test } from 'vitest';
import { userAccount, userSession } from '#db/schema/access.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
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
