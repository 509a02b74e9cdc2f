import { and, eq } from 'drizzle-orm';
import { authorise, type Grant } from '#app/domain/access/actor.ts';
import { completeGrant, type GrantRequest } from '#app/domain/access/grant-request.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { TxDb } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { centre, organisation, region, school } from '#db/schema/organisation.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';

export type GrantRefusal = 'access.denied' | 'role.needsScope' | 'role.unknownPlace';
export type GrantRole = GrantRequest & { readonly userId: string };

/**
 * Gives a person a role. Who: `user.manage` where the role would be held. Giving it twice changes nothing.
 * `account.unknown`; `role.needsScope` for a role that may only be held somewhere; `role.unknownPlace` for a region,
 * school, centre or jury of another organisation.
 */
export async function grantRole(
  ctx: Ctx,
  command: GrantRole,
): Promise<Verdict<true, GrantRefusal | 'account.unknown'>> {
  return withTx(ctx, 'grantRole', { lock: [`account:${command.userId}`] }, async (tx) => {
    const [account] = await tx.db
      .select({ id: userAccount.id })
      .from(userAccount)
      .where(eq(userAccount.id, command.userId));
    if (!account) return refuse('account.unknown');
    return writeGrant(ctx, tx, account.id, command);
  });
}

/** The part of `grantRole` inside its transaction, for whoever makes the account in the same one. */
export async function writeGrant(
  ctx: Ctx,
  tx: Tx,
  userId: string,
  request: GrantRequest,
): Promise<Verdict<true, GrantRefusal>> {
  const complete = completeGrant(request);
  if (!complete.ok) return complete;
  const grant = complete.value;
  const allowed = authorise(ctx.actor, 'user.manage', grant);
  if (!allowed.ok) return allowed;
  if (!(await placesExist(tx.db, grant))) return refuse('role.unknownPlace');
  const written = await tx.db
    .insert(roleGrant)
    .values({ ...grant, userId, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: roleGrant.id });
  if (written.length > 0) {
    tx.audit({
      organisationId: grant.organisationId,
      action: 'role.grant',
      subject: { type: 'account', id: userId },
      after: grant,
      detail: { role: grant.role },
    });
  }
  return accept();
}

async function placesExist(db: TxDb, grant: Grant): Promise<boolean> {
  const { organisationId } = grant;
  const found = [
    await db.select({ id: organisation.id }).from(organisation).where(eq(organisation.id, organisationId)),
  ];
  for (const [table, id] of [
    [region, grant.regionId],
    [school, grant.schoolId],
    [centre, grant.centreId],
  ] as const) {
    if (id === null) continue;
    found.push(
      await db
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.id, id), eq(table.organisationId, organisationId))),
    );
  }
  if (grant.juryId !== null) {
    found.push(
      await db
        .select({ id: jury.id })
        .from(jury)
        .innerJoin(sitting, eq(sitting.id, jury.sittingId))
        .where(and(eq(jury.id, grant.juryId), eq(sitting.organisationId, organisationId))),
    );
  }
  return found.every((rows) => rows.length === 1);
}
