import type { Contact } from '#app/domain/access/contact.ts';
import { LONGEST_PASSWORD } from '#app/domain/access/password.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import type { OpenedSession } from './confirm-contact.server.ts';
import { drawTicket, issueCode } from './contact-codes.server.ts';
import { contactLock, findAccount, isProven } from './find-account.server.ts';

export type SignIn = { readonly contact: Contact; readonly password: string };

export type SignedInAnswer =
  | ({ readonly kind: 'open' } & OpenedSession)
  /** The contact is still to be proven: a fresh code was sent, to be shown with this ticket. */
  | { readonly kind: 'unproven'; readonly ticket: string };

/**
 * Opens a session. `signIn.wrong` for an unknown contact, a wrong password and a disabled account alike, after the
 * same work.
 */
export async function signIn(ctx: Ctx, command: SignIn): Promise<Verdict<SignedInAnswer, 'signIn.wrong'>> {
  const { contact } = command;
  const account = await findAccount(ctx.db, contact);
  // No password is longer, and hashing a book would be a way to keep the server busy.
  const typed = command.password.slice(0, LONGEST_PASSWORD * 2);
  const right = await ctx.adapters.passwords.verify(account?.passwordHash, typed);
  if (!account || !right || account.disabledAt) return refuse('signIn.wrong');
  const { id: userId, locale } = account;
  if (isProven(account, contact)) {
    return accept({ kind: 'open', userId, setCookie: await ctx.adapters.sessions.open(userId) });
  }
  const ticket = drawTicket(ctx.adapters.random);
  return withTx(ctx, 'signIn', { lock: [contactLock(contact)] }, async (tx) => {
    // Somebody may have signed up again with this contact while the password was checked: their code, not ours.
    const now = await findAccount(tx.db, contact);
    if (now?.passwordHash !== account.passwordHash) return refuse('signIn.wrong');
    await issueCode(tx, ctx.adapters.random, { userId, contact, purpose: 'verify', ticket, locale });
    return accept({ kind: 'unproven', ticket });
  });
}

/** Ends the session a Cookie header names; returns the Set-Cookie value that removes it. */
export async function signOut(ctx: Ctx, cookieHeader: string | null): Promise<string> {
  return ctx.adapters.sessions.close(cookieHeader);
}
