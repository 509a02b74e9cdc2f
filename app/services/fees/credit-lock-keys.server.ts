import { and, eq, isNull } from 'drizzle-orm';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, schoolInvoiceItem } from '#db/schema/fees.ts';

/** What money is for: a candidate's invoice or a school's. */
export type Billed = { readonly invoiceId: string | null; readonly schoolInvoiceId: string | null };

/**
 * All that must be locked before money is put against an invoice: the payment, the invoice and its entry, and for a
 * school's every invoice and entry it gathers. Take them with `withTx`, before reading what they protect.
 */
export async function creditLockKeys(
  db: Db | TxDb,
  { invoiceId, schoolInvoiceId, paymentId }: Billed & { readonly paymentId?: string },
): Promise<string[]> {
  const keys = paymentId === undefined ? [] : [`payment:${paymentId}`];
  if (invoiceId !== null) keys.push(...(await candidateKeys(db, invoiceId)));
  if (schoolInvoiceId !== null) keys.push(...(await schoolKeys(db, schoolInvoiceId)));
  return [...new Set(keys)].sort();
}

async function candidateKeys(db: Db | TxDb, invoiceId: string): Promise<string[]> {
  const [row] = await db
    .select({ entryId: invoice.entryId, schoolInvoiceId: schoolInvoiceItem.schoolInvoiceId })
    .from(invoice)
    .leftJoin(
      schoolInvoiceItem,
      and(eq(schoolInvoiceItem.invoiceId, invoice.id), isNull(schoolInvoiceItem.releasedAt)),
    )
    .where(eq(invoice.id, invoiceId));
  if (!row) throw new Error(`no invoice ${invoiceId}`);
  const own = [`invoice:${invoiceId}`, `entry:${row.entryId}`];
  return row.schoolInvoiceId === null ? own : [...own, ...(await schoolKeys(db, row.schoolInvoiceId))];
}

async function schoolKeys(db: Db | TxDb, schoolInvoiceId: string): Promise<string[]> {
  const items = await db
    .select({ invoiceId: invoice.id, entryId: invoice.entryId })
    .from(schoolInvoiceItem)
    .innerJoin(invoice, eq(invoice.id, schoolInvoiceItem.invoiceId))
    .where(and(eq(schoolInvoiceItem.schoolInvoiceId, schoolInvoiceId), isNull(schoolInvoiceItem.releasedAt)));
  return [
    `schoolInvoice:${schoolInvoiceId}`,
    ...items.flatMap((item) => [`invoice:${item.invoiceId}`, `entry:${item.entryId}`]),
  ];
}

/** The same for an entry and all that was ever invoiced for it. */
export async function entryLockKeys(db: Db | TxDb, entryId: string): Promise<string[]> {
  const bills = await db.select({ id: invoice.id }).from(invoice).where(eq(invoice.entryId, entryId));
  const keys = await Promise.all(
    bills.map(({ id }) => creditLockKeys(db, { invoiceId: id, schoolInvoiceId: null })),
  );
  return [...new Set([`entry:${entryId}`, ...keys.flat()])].sort();
}
