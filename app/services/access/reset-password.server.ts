import { eq } from 'drizzle-orm';
import type { Contact } from '#app/domain/access/contact.ts';
import { checkPassword, type PasswordRefusal } from '#app/domain/access/password.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { userAccount, userSession } from '#db/schema/access.ts';
import { type Tx, withTx } from '#db/tx.ts';
import type { OpenedSession } from './confirm-contact.server.ts';
import { drawTicket, issueCode, spendCode } from './contact-codes.server.ts';
import { type Account, channelOf, contactLock, findAccount, provenNow } from './find-account.server.ts';

export type RequestReset = { readonly contact: Contact };

/** Sends a code to choose a new password, if there is such an account. The answer is the same if there is none. */
export async function requestReset(ctx: Ctx, { contact }: RequestReset): Promise<{ ticket: string }> {
  const ticket = drawTicket(ctx.adapters.random);
  await withTx(ctx, 'requestReset', { lock: [contactLock(contact)] }, async (tx) => {
    const account = await findAccount(tx.db, contact);
    if (!account || account.disabledAt) return;
    const { id: userId, locale } = account;
    await issueCode(tx, ctx.adapters.random, { userId, contact, purpose: 'reset', ticket, locale });
  });
  return { ticket };
}

export type ResetPassword = {
  readonly contact: Contact;
  readonly code: string;
  readonly ticket: string;
  readonly password: string;
};

/**
 * Sets a new password by code, ends every session of the account and opens a new one. The code also proves the
 * contact. A password that may not be chosen costs no attempt. `code.wrong` as in `confirmContact`.
 */
export async function resetPassword(
  ctx: Ctx,
  command: ResetPassword,
): Promise<Verdict<OpenedSession, 'code.wrong' | PasswordRefusal>> {
  const allowed = checkPassword(command.password, command.contact.value);
  if (!allowed.ok) return allowed;
  const passwordHash = await ctx.adapters.passwords.hash(command.password);
  const userId = await withTx(ctx, 'resetPassword', {}, async (tx) => {
    const account = await spendCode(tx, { ...command, purpose: 'reset' });
    if (!account) return undefined;
    await replacePassword(tx, account, command.contact, passwordHash);
    return account.id;
  });
  if (userId === undefined) return refuse('code.wrong');
  return accept({ userId, setCookie: await ctx.adapters.sessions.open(userId) });
}

async function replacePassword(
  tx: Tx,
  account: Account,
  contact: Contact,
  passwordHash: string,
): Promise<void> {
  await tx.db
    .update(userAccount)
    .set({ passwordHash, ...provenNow(contact, tx.now) })
    .where(eq(userAccount.id, account.id));
  // With the change and not after it: a crash must not leave the old sessions open.
  await tx.db.delete(userSession).where(eq(userSession.userId, account.id));
  await queueMessage(tx, {
    userId: account.id,
    channel: channelOf(contact),
    recipient: contact.value,
    template: 'passwordChanged',
    values: { path: '/compte/mot-de-passe' },
    locale: account.locale,
  });
  tx.audit({
    organisationId: null,
    action: 'account.resetPassword',
    subject: { type: 'account', id: account.id },
  });
}
