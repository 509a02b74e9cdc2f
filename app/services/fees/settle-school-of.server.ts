import { and, eq, isNull } from 'drizzle-orm';
import { creditOf } from '#app/domain/fees/postings.ts';
import type { Db, TxDb } from '#db/client.ts';
import { payment, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { lockKeys, type Tx } from '#db/tx.ts';
import { allocateCredit } from './allocate-credit.server.ts';
import { creditLockKeys } from './credit-lock-keys.server.ts';
import { suspendMoney } from './suspend-money.server.ts';

/**
 * When something of a candidate's invoice that a school's gathers has changed (paid alone, cancelled, partly given up):
 * takes it out if it is no longer due, lets the school's credit cover what it now can, and suspends what is left when
 * the school owes nothing more. Does nothing for an invoice in no school's.
 * @param cause what it follows, for references: a payment's id, or an id that happens once.
 */
export async function settleSchoolOf(tx: Tx, invoiceId: string, cause: string): Promise<void> {
  const [item] = await tx.db
    .select({ bill: schoolInvoice })
    .from(schoolInvoiceItem)
    .innerJoin(schoolInvoice, eq(schoolInvoice.id, schoolInvoiceItem.schoolInvoiceId))
    .where(and(eq(schoolInvoiceItem.invoiceId, invoiceId), isNull(schoolInvoiceItem.releasedAt)));
  if (!item) return;
  const { bill } = item;
  // Mostly held already; an invoice gathered since the caller listed its locks is not.
  await lockKeys(tx.db, await creditLockKeys(tx.db, { invoiceId: null, schoolInvoiceId: bill.id }));
  const { left, owed } = await allocateCredit(tx, bill.id, {
    paymentId: (await lastPayment(tx.db, bill.id))?.id ?? null,
    cause,
  });
  if (owed.minor === 0n && left.minor > 0n) await suspendCredit(tx, bill, left.minor, cause);
}

/** Puts what is left of a school's credit in the cashier's queue: its invoice is paid or cancelled. */
export async function suspendCredit(
  tx: Tx,
  bill: typeof schoolInvoice.$inferSelect,
  minor: bigint,
  cause: string,
): Promise<void> {
  const last = await lastPayment(tx.db, bill.id);
  await suspendMoney(tx, {
    organisationId: bill.organisationId,
    paymentId: last && last.amount - last.refunded >= minor ? last.id : null,
    provider: last?.provider ?? 'bank',
    account: creditOf(bill.id),
    source: `credit:${bill.id}:${cause}`,
    reason: 'suspense.creditLeft',
    received: { minor, currency: bill.currency },
  });
}

/** What receipts name when the credit moves by itself. */
async function lastPayment(db: Db | TxDb, schoolInvoiceId: string) {
  const rows = await db
    .select()
    .from(payment)
    .where(and(eq(payment.schoolInvoiceId, schoolInvoiceId), eq(payment.state, 'succeeded')));
  return rows.sort((a, b) => (a.settledAt?.getTime() ?? 0) - (b.settledAt?.getTime() ?? 0)).at(-1);
}
