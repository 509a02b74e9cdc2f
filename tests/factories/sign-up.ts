import { eq } from 'drizzle-orm';
import type { Contact } from '#app/domain/access/contact.ts';
import { signUp } from '#app/services/access/sign-up.server.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { nextNumber } from './next-number.ts';

export const PASSWORD = 'trois chats gris';
export const OTHER_PASSWORD = 'quatre chiens noirs';

export const someEmail = (): Contact => ({ kind: 'email', value: `awa-${nextNumber()}@example.org` });
export const somePhone = (): Contact => ({
  kind: 'phone',
  value: `+2279012${String(nextNumber()).padStart(4, '0')}`,
});

/** Asks for an account; returns the browser's ticket. */
export async function startSignUp(ctx: TestContext, contact: Contact, password = PASSWORD): Promise<string> {
  const answer = await signUp(ctx, { contact, displayName: 'Awa Diallo', password, locale: 'fr' });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value.ticket;
}

/** Sends what waits; returns the code in the last message of this context. */
export async function receivedCode(ctx: TestContext): Promise<string> {
  await sendQueuedMessages(ctx);
  const said = ctx.mails.at(-1)?.text ?? ctx.texts.at(-1)?.text ?? '';
  return /\b\d{6}\b/.exec(said)?.[0] ?? 'no code';
}

export async function accountOf(db: Db, contact: Contact) {
  const column = contact.kind === 'email' ? userAccount.email : userAccount.phone;
  const [account] = await db.select().from(userAccount).where(eq(column, contact.value));
  return account;
}
