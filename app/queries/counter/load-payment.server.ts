import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { document } from '#db/schema/document.ts';
import { invoice, payment, schoolInvoice } from '#db/schema/fees.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';

/** What was taken at a counter, for the paper the payer leaves with. */
export async function loadCashPayment(db: Db, reach: Reach, paymentId: string) {
  const [row] = await db
    .select({
      id: payment.id,
      receipt: payment.reference,
      amount: payment.amount,
      currency: payment.currency,
      settledAt: payment.settledAt,
      tillId: payment.tillId,
      cashier: userAccount.displayName,
      office: organisation.profile,
      invoiceId: payment.invoiceId,
      schoolInvoiceId: payment.schoolInvoiceId,
      number: sql<string>`coalesce(${invoice.number}, ${schoolInvoice.number})`,
      surname: entry.surname,
      givenNames: entry.givenNames,
      entryNumber: entry.number,
      school: school.name,
    })
    .from(payment)
    .innerJoin(organisation, eq(organisation.id, payment.organisationId))
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .leftJoin(userAccount, eq(userAccount.id, payment.recordedBy))
    .where(
      and(
        eq(payment.id, paymentId),
        inArray(payment.provider, ['cash']),
        eq(payment.state, 'succeeded'),
        withinReach(reach, payment.organisationId),
      ),
    );
  if (!row) return undefined;
  const { office, ...rest } = row;
  return { ...rest, office: office.name, city: office.city, receiptFile: await findReceipt(db, rest) };
}

/** The signed receipt, once the worker has made it: the payment's, of a candidate's invoice. */
async function findReceipt(db: Db, { id, invoiceId }: { id: string; invoiceId: string | null }) {
  const sources = or(
    eq(document.source, `payment:${id}`),
    invoiceId === null ? undefined : eq(document.source, `invoice:${invoiceId}`),
  );
  const [row] = await db
    .select({
      number: document.number,
      edition: document.edition,
      fileKey: document.fileKey,
      fileOffset: document.fileOffset,
      fileLength: document.fileLength,
    })
    .from(document)
    .where(and(eq(document.kind, 'receipt'), eq(document.state, 'issued'), sources));
  return row?.fileKey ? { ...row, fileKey: row.fileKey } : null;
}
