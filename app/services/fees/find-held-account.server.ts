import { eq } from 'drizzle-orm';
import type { Db, TxDb } from '#db/client.ts';
import { suspenseItem } from '#db/schema/fees.ts';
import { settledInto } from './allocate-credit.server.ts';
import { settledReference } from './credit-payment.server.ts';
import { suspendedReference } from './suspend-money.server.ts';

/** An item that came of another names it first: "bank:<line>:remainder". */
const COMES_OF = /(:remainder|:back:[^:]+)+$/;

/**
 * The account that holds the money of a payment, or of an item no payment brought, as the ledger has it.
 * @throws when the ledger has none: a bug.
 */
export async function findHeldAccount(
  db: Db | TxDb,
  { paymentId, source }: { readonly paymentId: string | null; readonly source: string },
): Promise<string> {
  const reference =
    paymentId === null ? suspendedReference(source.replace(COMES_OF, '')) : settledReference(paymentId);
  const settled = await settledInto(db, reference);
  if (!settled) throw new Error(`the ledger does not say where the money of ${reference} lies`);
  return settled.account;
}

/** The same for a refund, which gives back a payment's money or an item's. */
export async function findRefundAccount(
  db: Db | TxDb,
  { id, paymentId }: { readonly id: string; readonly paymentId: string | null },
): Promise<string> {
  if (paymentId !== null) return findHeldAccount(db, { paymentId, source: '' });
  const [item] = await db.select().from(suspenseItem).where(eq(suspenseItem.refundId, id));
  return findHeldAccount(db, { paymentId, source: item?.source ?? '' });
}
