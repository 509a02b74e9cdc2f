import { and, asc, eq } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { invoice, payment, refund, schoolInvoice } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';

const waiting = (reach: Reach) =>
  and(eq(refund.state, 'approved'), eq(payment.provider, 'cash'), withinReach(reach, refund.organisationId));

/** Approved refunds of money that was taken in cash: whoever comes for it is paid at a counter. */
export async function listCashRefunds(db: Db, reach: Reach) {
  const rows = await db
    .select({
      id: refund.id,
      amount: refund.amount,
      currency: refund.currency,
      reason: refund.reason,
      decidedAt: refund.decidedAt,
      invoice: invoice.number,
      schoolInvoice: schoolInvoice.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      school: school.name,
    })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(waiting(reach))
    .orderBy(asc(refund.createdAt), asc(refund.id))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    amount: row.amount,
    currency: row.currency,
    reason: row.reason,
    decidedAt: row.decidedAt,
    bill: row.invoice ?? row.schoolInvoice ?? '',
    name: row.school ?? `${row.surname ?? ''} ${row.givenNames ?? ''}`.trim(),
  }));
}

export async function countCashRefunds(db: Db, reach: Reach): Promise<number> {
  const rows = await db
    .select({ id: refund.id })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(waiting(reach))
    .limit(100);
  return rows.length;
}
