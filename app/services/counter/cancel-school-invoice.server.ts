import { and, eq, isNull } from 'drizzle-orm';
import { SCHOOL_INVOICE_TABLE } from '#app/domain/fees/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { creditLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { payment, schoolInvoice, schoolInvoiceItem } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { mayBill } from './create-school-invoice.server.ts';

export type CancelSchoolInvoiceRefusal =
  | 'schoolInvoice.notFound'
  | 'schoolInvoice.partlyPaid'
  | 'schoolInvoice.notOpen';

/**
 * Takes back a school's invoice of which nothing was paid: its candidates' invoices are free again. A provider's page
 * opened for it stays open; what is paid there waits for a cashier. Who: the school's head, or `money.work`.
 */
export async function cancelSchoolInvoice(
  ctx: Ctx,
  { schoolInvoiceId }: { readonly schoolInvoiceId: string },
): Promise<Verdict<true, CancelSchoolInvoiceRefusal>> {
  const [known] = await ctx.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, schoolInvoiceId));
  if (!known || !mayBill(ctx, { id: known.schoolId, organisationId: known.organisationId }))
    return refuse('schoolInvoice.notFound');
  const lock = [
    `schoolInvoices:${known.schoolId}`,
    ...(await creditLockKeys(ctx.db, { invoiceId: null, schoolInvoiceId })),
  ];
  return withTx(ctx, 'cancelSchoolInvoice', { lock }, async (tx) => {
    const [row] = await tx.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, schoolInvoiceId));
    if (!row) return refuse('schoolInvoice.notFound');
    const state = nextState(SCHOOL_INVOICE_TABLE, row.state, 'cancel');
    if (!state.ok) return refuse('schoolInvoice.notOpen');
    const came = and(eq(payment.schoolInvoiceId, schoolInvoiceId), eq(payment.state, 'succeeded'));
    if ((await tx.db.$count(payment, came)) > 0) return refuse('schoolInvoice.partlyPaid');
    await tx.db
      .update(schoolInvoice)
      .set({ state: state.value })
      .where(eq(schoolInvoice.id, schoolInvoiceId));
    await tx.db
      .update(schoolInvoiceItem)
      .set({ releasedAt: tx.now })
      .where(
        and(eq(schoolInvoiceItem.schoolInvoiceId, schoolInvoiceId), isNull(schoolInvoiceItem.releasedAt)),
      );
    tx.audit({
      organisationId: row.organisationId,
      action: 'schoolInvoice.cancel',
      subject: { type: 'schoolInvoice', id: schoolInvoiceId },
      detail: { number: row.number },
    });
    return accept();
  });
}
