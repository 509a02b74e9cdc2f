import { suspensePostings } from '#app/domain/fees/postings.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { suspenseItem } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';
import { postJournal } from './post-journal.server.ts';

export type SuspendMoney = {
  readonly organisationId: string;
  /** Absent for money nobody here asked for. */
  readonly paymentId: string | null;
  readonly provider: string;
  /** Where the money lies: "provider:stripe", "till:<id>", "bank:nita", or a school's credit. */
  readonly account: string;
  /** What it came from; a second item of the same source is refused by the database. */
  readonly source: string;
  /** A key of the `reasons` catalogue under `suspense`. */
  readonly reason: string;
  /** Negative when money was taken from the account. */
  readonly received: Money;
  /** The journal's reference; `suspended:<source>` unless the event has its own. */
  readonly reference?: string;
};

export const suspendedReference = (source: string) => `suspended:${source}`;

/** Puts money that fits nothing in the cashier's queue and in the books' `suspense`. Returns the item's id. */
export async function suspendMoney(
  tx: Tx,
  { account, received, reference, ...item }: SuspendMoney,
): Promise<string> {
  const { organisationId, source, reason, paymentId } = item;
  const { minor: amount, currency } = received;
  await postJournal(tx, {
    organisationId,
    reference: reference ?? suspendedReference(source),
    memo: reason,
    postings: suspensePostings(account, received),
  });
  const [row] = await tx.db
    .insert(suspenseItem)
    .values({ ...item, currency, amount, createdAt: tx.now })
    .returning({ id: suspenseItem.id });
  if (!row) throw new Error('the item was not written');
  tx.audit({
    organisationId,
    action: paymentId === null ? 'money.suspend' : 'payment.suspend',
    subject: paymentId === null ? { type: 'suspense', id: row.id } : { type: 'payment', id: paymentId },
    detail: { reason, amount: amount.toString(), currency },
  });
  return row.id;
}
