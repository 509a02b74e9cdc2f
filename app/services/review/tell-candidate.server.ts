import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import type { Tx } from '#db/tx.ts';

/** Tells a candidate what the office decided or answered, by the contact they proved. Says nothing to who has no account. */
export async function tellCandidate(
  tx: Tx,
  entryId: string,
  template: 'entryValidated' | 'entryReturned' | 'entryRejected' | 'correctionAnswered',
  reason: string | null,
): Promise<void> {
  const found = await findAddressee(tx, entryId);
  if (!found) return;
  const values = { ...found.about, path: '/espace' };
  if (template === 'entryValidated') await queueMessage(tx, { ...found.to, template, values });
  else await queueMessage(tx, { ...found.to, template, values: { ...values, reason: reason ?? '' } });
}
