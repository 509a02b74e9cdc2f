import { authorise } from '#app/domain/access/actor.ts';
import type { Contact } from '#app/domain/access/contact.ts';
import { completeGrant, type GrantRequest } from '#app/domain/access/grant-request.ts';
import { refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { createUser } from '#app/services/access/create-user.server.ts';
import { findAccount } from '#app/services/access/find-account.server.ts';
import { type GrantRefusal, grantRole } from '#app/services/access/grant-role.server.ts';
import type { Ctx } from '#app/services/context.ts';

export type InviteUser = {
  readonly contact: Contact;
  readonly displayName: string;
  readonly locale: string;
  readonly grant: GrantRequest;
};

/**
 * Gives somebody a role by their phone or address: to the account that has it, else to a new one with a password nobody
 * knows, which its owner sets by a code. Both look alike to who invites. Who: `user.manage` where the role is held.
 */
export async function inviteUser(
  ctx: Ctx,
  { contact, displayName, locale, grant }: InviteUser,
): Promise<Verdict<{ userId: string } | true, GrantRefusal | 'account.unknown' | 'user.notInvited'>> {
  const complete = completeGrant(grant);
  if (!complete.ok) return complete;
  const allowed = authorise(ctx.actor, 'user.manage', complete.value);
  if (!allowed.ok) return allowed;
  const known = await findAccount(ctx.db, contact);
  if (known) return grantRole(ctx, { ...grant, userId: known.id });
  const password = Buffer.from(ctx.adapters.random.bytes(24)).toString('base64url');
  const made = await createUser(ctx, { contact, displayName, locale, password, grants: [grant] });
  if (made.ok) return made;
  switch (made.reason) {
    case 'contact.taken':
    case 'password.tooShort':
    case 'password.tooLong':
    case 'password.tooCommon':
    case 'password.isContact':
      return refuse('user.notInvited');
    default:
      return refuse(made.reason);
  }
}
