import { eq } from 'drizzle-orm';
import type { Contact } from '#app/domain/access/contact.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { userAccount } from '#db/schema/access.ts';
import { withTx } from '#db/tx.ts';
import { spendCode } from './contact-codes.server.ts';
import { provenNow } from './find-account.server.ts';

export type ConfirmContact = { readonly contact: Contact; readonly code: string; readonly ticket: string };
export type OpenedSession = { readonly userId: string; readonly setCookie: string };

/**
 * Proves a contact by the code sent to it and opens a session. `code.wrong` whatever is wrong: the code, its age
 * (15 minutes), its five attempts, the browser, or the contact itself.
 */
export async function confirmContact(
  ctx: Ctx,
  command: ConfirmContact,
): Promise<Verdict<OpenedSession, 'code.wrong'>> {
  const userId = await withTx(ctx, 'confirmContact', {}, async (tx) => {
    const account = await spendCode(tx, { ...command, purpose: 'verify' });
    if (!account) return undefined;
    await tx.db
      .update(userAccount)
      .set(provenNow(command.contact, tx.now))
      .where(eq(userAccount.id, account.id));
    tx.audit({
      organisationId: null,
      action: 'account.confirm',
      subject: { type: 'account', id: account.id },
      detail: { kind: command.contact.kind },
    });
    return account.id;
  });
  if (userId === undefined) return refuse('code.wrong');
  return accept({ userId, setCookie: await ctx.adapters.sessions.open(userId) });
}
