import { eq } from 'drizzle-orm';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

/** Tells a candidate what the office decided, by the contact they proved. Says nothing to who has no account. */
export async function tellCandidate(
  tx: Tx,
  entryId: string,
  template: 'entryValidated' | 'entryReturned' | 'entryRejected',
  reason: string | null,
): Promise<void> {
  const [row] = await tx.db
    .select({ entry, account: userAccount, sittingName: sitting.name })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(eq(entry.id, entryId));
  if (!row) return;
  const { email, emailVerifiedAt, phone, phoneVerifiedAt, locale, id: userId } = row.account;
  const byMail = email !== null && emailVerifiedAt !== null;
  const recipient = byMail ? email : phoneVerifiedAt === null ? null : phone;
  if (recipient === null) return;
  const common = { userId, channel: byMail ? 'mail' : 'sms', recipient, locale } as const;
  const values = {
    candidate: [row.entry.givenNames, row.entry.surname].join(' '),
    exam: locale === 'en' ? row.sittingName.en : row.sittingName.fr,
    path: '/espace',
  };
  if (template === 'entryValidated') await queueMessage(tx, { ...common, template, values });
  else await queueMessage(tx, { ...common, template, values: { ...values, reason: reason ?? '' } });
}
