import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { RandomPort } from '#app/adapters/random/port.ts';
import type { Contact } from '#app/domain/access/contact.ts';
import {
  CODE_ATTEMPTS,
  CODE_MINUTES,
  type CodePurpose,
  codeFrom,
  hashCode,
} from '#app/domain/access/contact-code.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { contactCode } from '#db/schema/access.ts';
import type { Tx } from '#db/tx.ts';
import { type Account, channelOf, findAccount } from './find-account.server.ts';

/** The secret of the browser that asks for a code; goes into its cookie and, hashed with the code, into the database. */
export function drawTicket(random: RandomPort): string {
  return Buffer.from(random.bytes(24)).toString('base64url');
}

function drawCode(random: RandomPort): string {
  for (;;) {
    const code = codeFrom(random.bytes(4));
    if (code !== undefined) return code;
  }
}

type Issue = {
  readonly userId: string;
  readonly contact: Contact;
  readonly purpose: CodePurpose;
  readonly ticket: string;
  readonly locale: string;
};

/** Sends a new code; the one sent before for the same purpose is worth nothing from now on. Call under `contactLock`. */
export async function issueCode(tx: Tx, random: RandomPort, issue: Issue): Promise<void> {
  const { userId, contact, purpose } = issue;
  const code = drawCode(random);
  await tx.db
    .update(contactCode)
    .set({ expiresAt: tx.now })
    .where(
      and(
        eq(contactCode.userId, userId),
        eq(contactCode.purpose, purpose),
        isNull(contactCode.usedAt),
        gt(contactCode.expiresAt, tx.now),
      ),
    );
  await tx.db.insert(contactCode).values({
    userId,
    purpose,
    contact: contact.value,
    codeHash: hashCode(code, issue),
    expiresAt: new Date(tx.now.getTime() + CODE_MINUTES * 60_000),
    createdAt: tx.now,
  });
  await queueMessage(tx, {
    userId,
    channel: channelOf(contact),
    recipient: contact.value,
    template: purpose === 'verify' ? 'accountCode' : 'resetCode',
    values: { code, minutes: String(CODE_MINUTES) },
    locale: issue.locale,
  });
}

export type TypedCode = {
  readonly contact: Contact;
  readonly code: string;
  readonly purpose: CodePurpose;
  readonly ticket: string;
};

/**
 * Spends one attempt and, when the code is right, the code itself. One statement counts and checks, and keeps the row
 * until commit: of two that type the right code at once, one finds it used. The caller must commit even when this
 * answers `undefined`, or the attempt would not count.
 */
export async function spendCode(tx: Tx, typed: TypedCode): Promise<Account | undefined> {
  const account = await findAccount(tx.db, typed.contact);
  if (!account || account.disabledAt) return undefined;
  const [row] = await tx.db
    .update(contactCode)
    .set({ attempts: sql`${contactCode.attempts} + 1` })
    .where(
      and(
        eq(contactCode.userId, account.id),
        eq(contactCode.purpose, typed.purpose),
        eq(contactCode.contact, typed.contact.value),
        isNull(contactCode.usedAt),
        lt(contactCode.attempts, CODE_ATTEMPTS),
        gt(contactCode.expiresAt, tx.now),
      ),
    )
    .returning({ id: contactCode.id, codeHash: contactCode.codeHash });
  if (row?.codeHash !== hashCode(typed.code, { ...typed, userId: account.id })) return undefined;
  await tx.db.update(contactCode).set({ usedAt: tx.now }).where(eq(contactCode.id, row.id));
  return account;
}
