import { and, eq, isNull, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { withTx } from '#db/tx.ts';

/**
 * Takes a role back; it holds no longer from the person's next request on. Who: `user.manage` where the role is held.
 * `role.notFound` for an unknown grant and one of another organisation; `role.lastAdministrator` for the last account
 * that could give roles there.
 */
export async function withdrawRole(
  ctx: Ctx,
  { grantId }: { grantId: string },
): Promise<Verdict<true, 'role.notFound' | 'role.lastAdministrator'>> {
  const [known] = await ctx.db
    .select({ organisationId: roleGrant.organisationId })
    .from(roleGrant)
    .where(eq(roleGrant.id, grantId));
  if (!known) return refuse('role.notFound');
  return withTx(ctx, 'withdrawRole', { lock: [`roles:${known.organisationId}`] }, async (tx) => {
    const [row] = await tx.db.select().from(roleGrant).where(eq(roleGrant.id, grantId));
    if (!row || !authorise(ctx.actor, 'user.manage', row).ok) return refuse('role.notFound');
    if (row.role === 'administrator') {
      const others = await tx.db
        .select({ id: roleGrant.id })
        .from(roleGrant)
        .innerJoin(userAccount, eq(userAccount.id, roleGrant.userId))
        .where(
          and(
            eq(roleGrant.organisationId, row.organisationId),
            eq(roleGrant.role, 'administrator'),
            isNull(userAccount.disabledAt),
            ne(roleGrant.id, row.id),
          ),
        )
        .limit(1);
      if (others.length === 0) return refuse('role.lastAdministrator');
    }
    await tx.db.delete(roleGrant).where(eq(roleGrant.id, row.id));
    const { role, organisationId, regionId, schoolId, centreId, juryId } = row;
    tx.audit({
      organisationId,
      action: 'role.withdraw',
      subject: { type: 'account', id: row.userId },
      before: { role, organisationId, regionId, schoolId, centreId, juryId },
      detail: { role },
    });
    return accept();
  });
}
