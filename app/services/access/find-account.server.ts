import { eq } from 'drizzle-orm';
import type { Contact } from '#app/domain/access/contact.ts';
import type { Db, TxDb } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';

export type Account = typeof userAccount.$inferSelect;

export async function findAccount(db: Db | TxDb, contact: Contact): Promise<Account | undefined> {
  const column = contact.kind === 'email' ? userAccount.email : userAccount.phone;
  const [account] = await db.select().from(userAccount).where(eq(column, contact.value));
  return account;
}

/** Whether this very contact was proven by a code, or vouched for by whoever made the account. */
export function isProven(account: Account, contact: Contact): boolean {
  return (contact.kind === 'email' ? account.emailVerifiedAt : account.phoneVerifiedAt) !== null;
}

export function provenNow(
  contact: Contact,
  now: Date,
): { emailVerifiedAt: Date } | { phoneVerifiedAt: Date } {
  return contact.kind === 'email' ? { emailVerifiedAt: now } : { phoneVerifiedAt: now };
}

/** One queue for everything about a contact, whether or not an account has it. */
export function contactLock(contact: Contact): string {
  return `contact:${contact.value}`;
}

export function channelOf(contact: Contact): 'mail' | 'sms' {
  return contact.kind === 'email' ? 'mail' : 'sms';
}
