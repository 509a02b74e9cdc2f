import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { invoice, invoiceLine, payment, schoolInvoice, schoolInvoiceItem, waiver } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { feeSchedule, sitting } from '#db/schema/sitting.ts';
import { invoiceDue } from './bill-columns.ts';

/** A candidate's invoice for who takes money: whose, what for, what was given up and paid, what is due. */
export async function loadInvoice(db: Db, reach: Reach, invoiceId: string) {
  const [row] = await db
    .select({
      id: invoice.id,
      organisationId: invoice.organisationId,
      number: invoice.number,
      state: invoice.state,
      currency: invoice.currency,
      total: invoice.total,
      due: invoiceDue,
      entryId: entry.id,
      entryNumber: entry.number,
      entryState: entry.state,
      surname: entry.surname,
      givenNames: entry.givenNames,
      birthDate: entry.birthDate,
      series: entry.series,
      school: school.name,
      sitting: sitting.name,
      closesAt: sitting.entriesCloseAt,
      schedule: feeSchedule.body,
    })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(feeSchedule, eq(feeSchedule.id, invoice.feeScheduleId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(and(eq(invoice.id, invoiceId), withinReach(reach, invoice.organisationId)));
  if (!row) return undefined;
  const { schedule, due, ...head } = row;
  const lines = await db
    .select({ code: invoiceLine.code, label: invoiceLine.label, amount: invoiceLine.amount })
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, invoiceId))
    .orderBy(asc(invoiceLine.position));
  const { exemptions = [] } = feeScheduleSchema.parse(schedule);
  return {
    ...head,
    due: BigInt(due),
    lines,
    exemptions,
    waivers: await listWaiversOf(db, invoiceId),
    payments: await listPaymentsOf(db, invoiceId),
    gatheredIn: await findGathering(db, invoiceId),
  };
}

async function listWaiversOf(db: Db, invoiceId: string) {
  return db
    .select({
      id: waiver.id,
      exemption: waiver.exemption,
      amount: waiver.amount,
      state: waiver.state,
      reason: waiver.reason,
      createdAt: waiver.createdAt,
    })
    .from(waiver)
    .where(eq(waiver.invoiceId, invoiceId))
    .orderBy(asc(waiver.createdAt));
}

async function listPaymentsOf(db: Db, invoiceId: string) {
  return db
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
    .where(eq(payment.invoiceId, invoiceId))
    .orderBy(desc(payment.createdAt));
}

/** The school invoice a candidate's is in now. */
async function findGathering(db: Db, invoiceId: string) {
  const [row] = await db
    .select({ id: schoolInvoice.id, number: schoolInvoice.number })
    .from(schoolInvoiceItem)
    .innerJoin(schoolInvoice, eq(schoolInvoice.id, schoolInvoiceItem.schoolInvoiceId))
    .where(and(eq(schoolInvoiceItem.invoiceId, invoiceId), isNull(schoolInvoiceItem.releasedAt)));
  return row ?? null;
}
