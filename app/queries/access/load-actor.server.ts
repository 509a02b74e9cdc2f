import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';

/** The signed-in person with every role they hold; anonymous when the account is gone or disabled. */
export async function loadActor(db: Db, userId: string): Promise<Actor> {
  const rows = await db
    .select({ account: userAccount, grant: roleGrant })
    .from(userAccount)
    .leftJoin(roleGrant, eq(roleGrant.userId, userAccount.id))
    .where(eq(userAccount.id, userId));
  const account = rows[0]?.account;
  if (!account || account.disabledAt) return { kind: 'anonymous' };
  return {
    kind: 'user',
    id: account.id,
    label: account.displayName,
    locale: account.locale,
    grants: rows.flatMap(({ grant }) => (grant ? [grant] : [])),
  };
}
