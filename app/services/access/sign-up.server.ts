import { eq } from 'drizzle-orm';
import type { Contact } from '#app/domain/access/contact.ts';
import { checkPassword, type PasswordRefusal } from '#app/domain/access/password.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { drawTicket, issueCode } from './contact-codes.server.ts';
import { channelOf, contactLock, findAccount } from './find-account.server.ts';

export type SignUp = {
  readonly contact: Contact;
  readonly displayName: string;
  readonly password: string;
  readonly locale: string;
};

/**
 * Opens an account that waits for its code. A contact that already has an account gets a message instead, and the
 * answer is the same: nobody learns who is registered. An account never proven belongs to nobody yet: whoever signs
 * up again replaces its password, and the code sent to the first one is void.
 * @returns the ticket that the browser shows with the code.
 */
export async function signUp(
  ctx: Ctx,
  command: SignUp,
): Promise<Verdict<{ ticket: string }, PasswordRefusal>> {
  const { contact } = command;
  const allowed = checkPassword(command.password, contact.value);
  if (!allowed.ok) return allowed;
  const passwordHash = await ctx.adapters.passwords.hash(command.password);
  const ticket = drawTicket(ctx.adapters.random);
  return withTx(ctx, 'signUp', { lock: [contactLock(contact)] }, async (tx) => {
    const known = await findAccount(tx.db, contact);
    if (known && (known.emailVerifiedAt || known.phoneVerifiedAt || known.disabledAt)) {
      await queueMessage(tx, {
        userId: known.id,
        channel: channelOf(contact),
        recipient: contact.value,
        template: 'accountExists',
        values: { path: '/connexion' },
        locale: known.locale,
      });
      return accept({ ticket });
    }
    const userId = await writeAccount(tx, command, passwordHash, known?.id);
    const { locale } = command;
    await issueCode(tx, ctx.adapters.random, { userId, contact, purpose: 'verify', ticket, locale });
    return accept({ ticket });
  });
}

async function writeAccount(
  tx: Tx,
  command: SignUp,
  passwordHash: string,
  replaced?: string,
): Promise<string> {
  const { displayName, locale } = command;
  const said = { passwordHash, displayName, locale };
  const [row] = replaced
    ? await tx.db
        .update(userAccount)
        .set(said)
        .where(eq(userAccount.id, replaced))
        .returning({ id: userAccount.id })
    : await tx.db
        .insert(userAccount)
        .values({ ...said, [command.contact.kind]: command.contact.value, createdAt: tx.now })
        .returning({ id: userAccount.id });
  if (!row) throw new Error('the account was not written');
  tx.audit({
    organisationId: null,
    action: replaced ? 'account.restart' : 'account.create',
    subject: { type: 'account', id: row.id },
  });
  return row.id;
}
