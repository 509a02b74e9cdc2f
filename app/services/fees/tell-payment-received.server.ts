import type { Money } from '#app/domain/shared/money.ts';
import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import type { Tx } from '#db/tx.ts';

/** Tells the candidate, by the contact they proved, that their money arrived. Says nothing to who has no account. */
export async function tellPaymentReceived(tx: Tx, entryId: string, amount: Money): Promise<void> {
  const found = await findAddressee(tx, entryId);
  if (!found) return;
  await queueMessage(tx, {
    ...found.to,
    template: 'paymentReceived',
    values: {
      ...found.about,
      amountMinor: amount.minor.toString(),
      currency: amount.currency,
      path: '/espace',
    },
  });
}
