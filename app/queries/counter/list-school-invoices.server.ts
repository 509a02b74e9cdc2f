import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { Db } from '#db/client.ts';
import { invoice, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { invoiceDue, schoolPaid } from './bill-columns.ts';

/** The schools that grants are for. */
export function schoolsOf(grants: readonly Grant[]): readonly string[] {
  return grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
}

/** A school's candidates who owe and are in no school invoice, counted by school and open sitting. */
export async function listOwing(db: Db, schoolIds: readonly string[], now: Date) {
  if (schoolIds.length === 0) return [];
  const rows = await db
    .select({
      schoolId: school.id,
      school: school.name,
      sittingId: sitting.id,
      sitting: sitting.name,
      closesAt: sitting.entriesCloseAt,
      currency: invoice.currency,
      candidates: sql<number>`count(*)::int`,
      due: sql<string>`sum(${invoiceDue}::bigint)::text`,
    })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(school, eq(school.id, entry.schoolId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .leftJoin(
      schoolInvoiceItem,
      and(eq(schoolInvoiceItem.invoiceId, invoice.id), isNull(schoolInvoiceItem.releasedAt)),
    )
    .where(
      and(
        inArray(school.id, [...schoolIds]),
        eq(entry.state, 'submitted'),
        eq(invoice.state, 'open'),
        isNull(schoolInvoiceItem.invoiceId),
        sql`${sitting.entriesCloseAt} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .groupBy(school.id, sitting.id, invoice.currency)
    .orderBy(asc(school.name), desc(sitting.year));
  return rows.map(({ due, ...row }) => ({ ...row, due: BigInt(due) }));
}

/** Those candidates one by one, in the order of their numbers: for whom to pay. */
export async function listOwingCandidates(db: Db, schoolIds: readonly string[], sittingId: string) {
  if (schoolIds.length === 0) return [];
  const rows = await db
    .select({
      entryId: entry.id,
      schoolId: school.id,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      series: entry.series,
      currency: invoice.currency,
      due: invoiceDue,
    })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(school, eq(school.id, entry.schoolId))
    .leftJoin(
      schoolInvoiceItem,
      and(eq(schoolInvoiceItem.invoiceId, invoice.id), isNull(schoolInvoiceItem.releasedAt)),
    )
    .where(
      and(
        inArray(school.id, [...schoolIds]),
        eq(entry.sittingId, sittingId),
        eq(entry.state, 'submitted'),
        eq(invoice.state, 'open'),
        isNull(schoolInvoiceItem.invoiceId),
      ),
    )
    .orderBy(asc(entry.number))
    .limit(1000);
  return rows.map(({ due, ...row }) => ({ ...row, due: BigInt(due) }));
}

/** The invoices of these schools, the latest first. */
export async function listSchoolInvoices(db: Db, schoolIds: readonly string[]) {
  if (schoolIds.length === 0) return [];
  const rows = await db
    .select({
      id: schoolInvoice.id,
      number: schoolInvoice.number,
      state: schoolInvoice.state,
      currency: schoolInvoice.currency,
      total: schoolInvoice.total,
      paid: schoolPaid,
      createdAt: schoolInvoice.createdAt,
      sitting: sitting.name,
      school: school.name,
      candidates: sql<number>`(select count(*)::int from school_invoice_item i where i.school_invoice_id = ${schoolInvoice.id})`,
    })
    .from(schoolInvoice)
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .innerJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(inArray(schoolInvoice.schoolId, [...schoolIds]))
    .orderBy(desc(schoolInvoice.createdAt), desc(schoolInvoice.number))
    .limit(200);
  return rows.map(({ paid, ...row }) => ({ ...row, paid: BigInt(paid) }));
}
