import { eq } from 'drizzle-orm';
import { LONGEST_PASSWORD } from '#app/domain/access/password.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { userAccount } from '#db/schema/access.ts';

/** Whether it is the owner of the session who is at the keyboard: before something that is signed. `minutes.passwordWrong`. */
export async function confirmPassword(
  ctx: Ctx,
  { password }: { readonly password: string },
): Promise<Verdict<true, 'minutes.passwordWrong'>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('minutes.passwordWrong');
  const [account] = await ctx.db
    .select({ passwordHash: userAccount.passwordHash })
    .from(userAccount)
    .where(eq(userAccount.id, actor.id));
  // No password is longer, and hashing a book would be a way to keep the server busy.
  const typed = password.slice(0, LONGEST_PASSWORD * 2);
  const right = await ctx.adapters.passwords.verify(account?.passwordHash, typed);
  return right ? accept() : refuse('minutes.passwordWrong');
}
