import { eq } from 'drizzle-orm';
import type { InvoiceState } from '#app/domain/fees/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { schoolAmountDue } from '#app/services/fees/allocate-credit.server.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, schoolInvoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

/** What money is for: a candidate's invoice, or a school's. */
export type BillTarget = { readonly kind: 'invoice' | 'schoolInvoice'; readonly id: string };

export type Bill = {
  readonly organisationId: string;
  readonly schoolId: string | null;
  readonly number: string;
  readonly state: InvoiceState;
  /** What may still be paid. */
  readonly due: Money;
  readonly entriesCloseAt: Date;
};

/** An invoice of either kind, with what is due of it now; absent when there is none. */
export async function findBill(db: Db | TxDb, { kind, id }: BillTarget): Promise<Bill | undefined> {
  return kind === 'invoice' ? findInvoice(db, id) : findSchoolInvoice(db, id);
}

async function findInvoice(db: Db | TxDb, id: string): Promise<Bill | undefined> {
  const [row] = await db
    .select({ invoice, schoolId: entry.schoolId, entriesCloseAt: sitting.entriesCloseAt })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(eq(invoice.id, id));
  if (!row) return undefined;
  const { organisationId, number, state } = row.invoice;
  const { schoolId, entriesCloseAt } = row;
  return { organisationId, schoolId, number, state, due: await amountDue({ db }, id), entriesCloseAt };
}

async function findSchoolInvoice(db: Db | TxDb, id: string): Promise<Bill | undefined> {
  const [row] = await db
    .select({ bill: schoolInvoice, entriesCloseAt: sitting.entriesCloseAt })
    .from(schoolInvoice)
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .where(eq(schoolInvoice.id, id));
  if (!row) return undefined;
  const { organisationId, schoolId, number, state } = row.bill;
  const { entriesCloseAt } = row;
  return {
    organisationId,
    schoolId,
    number,
    state,
    due: await schoolAmountDue(db, row.bill),
    entriesCloseAt,
  };
}
