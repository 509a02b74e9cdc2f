import type { Contact } from '#app/domain/access/contact.ts';
import type { GrantRequest } from '#app/domain/access/grant-request.ts';
import { checkPassword, type PasswordRefusal } from '#app/domain/access/password.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { userAccount } from '#db/schema/access.ts';
import { withTx } from '#db/tx.ts';
import { contactLock, findAccount, provenNow } from './find-account.server.ts';
import { type GrantRefusal, writeGrant } from './grant-role.server.ts';

export type CreateUser = {
  readonly contact: Contact;
  readonly displayName: string;
  readonly password: string;
  readonly locale: string;
  /** At least one, unless the system makes the account. */
  readonly grants: readonly GrantRequest[];
};

/**
 * Makes an account for somebody, with its roles. Who: `user.manage` wherever a role is held. The contact counts as
 * proven: whoever makes the account vouches for it. `contact.taken` when an account has it.
 */
export async function createUser(
  ctx: Ctx,
  command: CreateUser,
): Promise<Verdict<{ userId: string }, GrantRefusal | PasswordRefusal | 'contact.taken'>> {
  const { contact, displayName, locale } = command;
  if (ctx.actor.kind !== 'system' && command.grants.length === 0) return refuse('access.denied');
  const allowed = checkPassword(command.password, contact.value);
  if (!allowed.ok) return allowed;
  const passwordHash = await ctx.adapters.passwords.hash(command.password);
  return withTx(ctx, 'createUser', { lock: [contactLock(contact)] }, async (tx) => {
    if (await findAccount(tx.db, contact)) return refuse('contact.taken');
    const [account] = await tx.db
      .insert(userAccount)
      .values({
        [contact.kind]: contact.value,
        ...provenNow(contact, tx.now),
        passwordHash,
        displayName,
        locale,
        createdAt: tx.now,
      })
      .returning({ id: userAccount.id });
    if (!account) throw new Error('the account was not written');
    tx.audit({
      organisationId: command.grants[0]?.organisationId ?? null,
      action: 'account.create',
      subject: { type: 'account', id: account.id },
    });
    for (const request of command.grants) {
      const granted = await writeGrant(ctx, tx, account.id, request);
      if (!granted.ok) return granted;
    }
    return accept({ userId: account.id });
  });
}
