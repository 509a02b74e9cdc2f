import { eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { invoice, payment, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { TEST_NOW } from '#tests/setup/test-context.ts';
import { nextNumber } from './next-number.ts';

export type CreateSchoolInvoice = {
  readonly organisationId: string;
  readonly schoolId: string;
  readonly sittingId: string;
  /** In the order they are paid. */
  readonly invoiceIds: readonly string[];
};

/** A school's invoice over open invoices of its candidates. */
export async function createSchoolInvoice(db: Db, { invoiceIds, ...place }: CreateSchoolInvoice) {
  const bills = await db
    .select()
    .from(invoice)
    .where(inArray(invoice.id, [...invoiceIds]));
  const totals = new Map(bills.map(({ id, total }) => [id, total]));
  const [row] = await db
    .insert(schoolInvoice)
    .values({
      ...place,
      number: `FE-2027-${nextNumber()}`,
      currency: 'XOF',
      total: bills.reduce((sum, { total }) => sum + total, 0n),
      state: 'open',
      createdAt: TEST_NOW,
    })
    .returning();
  if (!row) throw new Error('the factory wrote no school invoice');
  await db.insert(schoolInvoiceItem).values(
    invoiceIds.map((invoiceId, position) => ({
      schoolInvoiceId: row.id,
      invoiceId,
      position,
      amount: totals.get(invoiceId) ?? 0n,
    })),
  );
  return row;
}

/** Money at the counter for an invoice, not yet in the books. */
export async function createCashPayment(
  db: Db,
  values: { readonly invoiceId?: string; readonly schoolInvoiceId?: string; readonly amount: bigint },
) {
  const [bill] =
    values.invoiceId === undefined
      ? await db
          .select({ organisationId: schoolInvoice.organisationId })
          .from(schoolInvoice)
          .where(eq(schoolInvoice.id, values.schoolInvoiceId ?? ''))
      : await db
          .select({ organisationId: invoice.organisationId })
          .from(invoice)
          .where(eq(invoice.id, values.invoiceId));
  const [row] = await db
    .insert(payment)
    .values({
      ...values,
      organisationId: bill?.organisationId ?? '',
      provider: 'cash',
      reference: `guichet-${nextNumber()}`,
      currency: 'XOF',
      state: 'created',
      locale: 'fr',
      expiresAt: TEST_NOW,
      createdAt: TEST_NOW,
    })
    .returning();
  if (!row) throw new Error('the factory wrote no payment');
  return row;
}
