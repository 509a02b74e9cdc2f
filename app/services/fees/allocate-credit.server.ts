import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type AllocationItem, allocatePayment } from '#app/domain/fees/allocate-payment.ts';
import { allocationPostings, creditOf } from '#app/domain/fees/postings.ts';
import { SCHOOL_INVOICE_TABLE } from '#app/domain/fees/states.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, journal, posting, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';
import { amountsDue } from './amount-due.server.ts';
import { markInvoicesPaid } from './mark-invoices-paid.server.ts';
import { postJournals } from './post-journal.server.ts';

type Item = AllocationItem & { readonly number: string; readonly entryId: string };

/** What a school has paid of an invoice and no candidate's invoice has taken: the ledger's own figure, never negative. */
export async function creditLeft(db: Db | TxDb, schoolInvoiceId: string, currency: string): Promise<Money> {
  const [row] = await db
    .select({ sum: sql<string>`coalesce(-sum(${posting.amount}), 0)::text` })
    .from(posting)
    .where(and(eq(posting.account, creditOf(schoolInvoiceId)), eq(posting.currency, currency)));
  return money(BigInt(row?.sum ?? '0'), currency);
}

/** The live items of a school's invoice, in the order they are paid, with what each comes to now. */
export async function schoolItems(db: Db | TxDb, schoolInvoiceId: string): Promise<Item[]> {
  const rows = await db
    .select({
      invoiceId: invoice.id,
      number: invoice.number,
      state: invoice.state,
      entryId: entry.id,
      entryState: entry.state,
    })
    .from(schoolInvoiceItem)
    .innerJoin(invoice, eq(invoice.id, schoolInvoiceItem.invoiceId))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(and(eq(schoolInvoiceItem.schoolInvoiceId, schoolInvoiceId), isNull(schoolInvoiceItem.releasedAt)))
    .orderBy(asc(schoolInvoiceItem.position));
  const dues = await amountsDue(
    { db },
    rows.map(({ invoiceId }) => invoiceId),
  );
  return rows.map(({ state, entryState, ...row }) => ({
    ...row,
    due: dues.get(row.invoiceId)?.minor ?? 0n,
    payable: state === 'open' && entryState === 'submitted',
  }));
}

/**
 * What may still be paid of a school's invoice: what its open items come to now, less its credit. Negative when the
 * school has paid more than it owes.
 */
export async function schoolAmountDue(
  db: Db | TxDb,
  { id, currency }: { readonly id: string; readonly currency: string },
): Promise<Money> {
  const items = await schoolItems(db, id);
  const open = items.reduce((sum, { payable, due }) => (payable ? sum + due : sum), 0n);
  // What the invoices already paid out of it took is no longer in its credit.
  return money(open - (await creditLeft(db, id, currency)).minor, currency);
}

/**
 * Shares out a school's credit over its candidates' invoices; call it after money came in, and after something of the
 * invoice stopped being due. The caller holds the locks of `creditLockKeys`. Returns what is left and what stays due:
 * when nothing is due, what is left is nobody's and the caller suspends it.
 * @param by the payment receipts name, and what the journals name: the payment, or what made the credit move.
 */
export async function allocateCredit(
  tx: Tx,
  schoolInvoiceId: string,
  { paymentId, cause }: { readonly paymentId: string | null; readonly cause: string },
): Promise<{ left: Money; owed: Money }> {
  const [bill] = await tx.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, schoolInvoiceId));
  if (!bill) throw new Error(`no school invoice ${schoolInvoiceId}`);
  const { organisationId, currency } = bill;
  const credit = await creditLeft(tx.db, schoolInvoiceId, currency);
  const shared = allocatePayment(credit.minor, await schoolItems(tx.db, schoolInvoiceId));
  const paid = shared.covered.map((item) => ({ ...item, amount: money(item.due, currency) }));
  await postJournals(
    tx,
    paid
      .filter(({ due }) => due > 0n)
      .map(({ invoiceId, number, amount }) => ({
        organisationId,
        reference: `invoice:${invoiceId}:allocated:${cause}`,
        memo: `${number} ${bill.number}`,
        postings: allocationPostings(schoolInvoiceId, invoiceId, amount),
      })),
  );
  await markInvoicesPaid(tx, { organisationId, by: { paymentId, alone: false }, paid });
  await releaseItems(
    tx,
    schoolInvoiceId,
    shared.released.map(({ invoiceId }) => invoiceId),
  );
  if (shared.owed === 0n && bill.state === 'open')
    await tx.db
      .update(schoolInvoice)
      .set({ state: required(nextState(SCHOOL_INVOICE_TABLE, bill.state, 'pay')) })
      .where(eq(schoolInvoice.id, schoolInvoiceId));
  return { left: money(shared.left, currency), owed: money(shared.owed, currency) };
}

/** Takes invoices out of the school's: they were paid elsewhere, cancelled or withdrawn. */
async function releaseItems(tx: Tx, schoolInvoiceId: string, invoiceIds: readonly string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.db
    .update(schoolInvoiceItem)
    .set({ releasedAt: tx.now })
    .where(
      and(
        eq(schoolInvoiceItem.schoolInvoiceId, schoolInvoiceId),
        inArray(schoolInvoiceItem.invoiceId, [...invoiceIds]),
        isNull(schoolInvoiceItem.releasedAt),
      ),
    );
}

/** The account that took a payment's money and the amount, as the ledger has them; absent while it is not settled. */
export async function settledInto(
  db: Db | TxDb,
  reference: string,
): Promise<{ account: string; amount: Money } | undefined> {
  const [row] = await db
    .select({ account: posting.account, currency: posting.currency, amount: posting.amount })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .where(
      and(eq(journal.reference, reference), sql`${posting.account} !~ '^(suspense$|receivable:|credit:)'`),
    );
  return row && { account: row.account, amount: money(row.amount, row.currency) };
}
