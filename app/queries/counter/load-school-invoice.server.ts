import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { invoice, payment, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { schoolPaid } from './bill-columns.ts';

/** A school's invoice for who takes money. */
export async function loadOfficeSchoolInvoice(db: Db, reach: Reach, id: string) {
  return loadSchoolInvoice(db, withinReach(reach, schoolInvoice.organisationId), id);
}

/** A school's invoice for the school's own head. */
export async function loadOwnSchoolInvoice(db: Db, schoolIds: readonly string[], id: string) {
  if (schoolIds.length === 0) return undefined;
  return loadSchoolInvoice(db, inArray(schoolInvoice.schoolId, [...schoolIds]), id);
}

/** Its candidates in the order they are paid, and what came in. */
async function loadSchoolInvoice(db: Db, mine: SQL, schoolInvoiceId: string) {
  const [row] = await db
    .select({
      id: schoolInvoice.id,
      organisationId: schoolInvoice.organisationId,
      number: schoolInvoice.number,
      state: schoolInvoice.state,
      currency: schoolInvoice.currency,
      total: schoolInvoice.total,
      paid: schoolPaid,
      createdAt: schoolInvoice.createdAt,
      schoolId: schoolInvoice.schoolId,
      school: school.name,
      commune: school.commune,
      sitting: sitting.name,
      closesAt: sitting.entriesCloseAt,
      office: organisation.profile,
    })
    .from(schoolInvoice)
    .innerJoin(school, eq(school.id, schoolInvoice.schoolId))
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .innerJoin(organisation, eq(organisation.id, schoolInvoice.organisationId))
    .where(and(eq(schoolInvoice.id, schoolInvoiceId), mine));
  if (!row) return undefined;
  const items = await db
    .select({
      invoiceId: invoice.id,
      invoice: invoice.number,
      amount: schoolInvoiceItem.amount,
      releasedAt: schoolInvoiceItem.releasedAt,
      state: invoice.state,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      series: entry.series,
    })
    .from(schoolInvoiceItem)
    .innerJoin(invoice, eq(invoice.id, schoolInvoiceItem.invoiceId))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(eq(schoolInvoiceItem.schoolInvoiceId, schoolInvoiceId))
    .orderBy(asc(schoolInvoiceItem.position));
  const payments = await db
    .select({
      id: payment.id,
      provider: payment.provider,
      reference: payment.reference,
      amount: payment.amount,
      state: payment.state,
      createdAt: payment.createdAt,
      settledAt: payment.settledAt,
    })
    .from(payment)
    .where(
      and(
        eq(payment.schoolInvoiceId, schoolInvoiceId),
        inArray(payment.state, ['created', 'pending', 'succeeded']),
      ),
    )
    .orderBy(desc(payment.createdAt));
  const { office, paid, ...head } = row;
  return { ...head, paid: BigInt(paid), office: office.name, items, payments };
}
