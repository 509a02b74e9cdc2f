import { eq, sql } from 'drizzle-orm';
import { waiverPostings } from '#app/domain/counter/till-rules.ts';
import { INVOICE_TABLE, WAIVER_TABLE } from '#app/domain/fees/states.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required } from '#app/domain/shared/verdict.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { settleSchoolOf } from '#app/services/fees/settle-school-of.server.ts';
import { invoice, waiver } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';

type WaiverRow = typeof waiver.$inferSelect;

/**
 * Gives up the fees of a waiver that was judged grantable: posted once, and an invoice of which nothing is due any more
 * is paid, and its entry with it. The caller holds `creditLockKeys` of the invoice. @param decidedBy absent for
 * Palmarès itself, below the office's limit.
 */
export async function grantWaiver(tx: Tx, row: WaiverRow, decidedBy: string | null): Promise<void> {
  const { id, organisationId, invoiceId, amount, currency } = row;
  await tx.db
    .update(waiver)
    .set({ state: required(nextState(WAIVER_TABLE, row.state, 'grant')), decidedBy, decidedAt: tx.now })
    .where(eq(waiver.id, id));
  await postJournal(tx, {
    organisationId,
    reference: `waiver:${id}:granted`,
    memo: row.exemption,
    postings: waiverPostings(invoiceId, money(amount, currency)),
  });
  const due = await amountDue({ db: tx.db }, invoiceId);
  if (due.minor === 0n) await markPaid(tx, row);
  await settleSchoolOf(tx, invoiceId, id);
  tx.audit({
    organisationId,
    action: 'waiver.grant',
    subject: { type: 'waiver', id },
    detail: { invoice: invoiceId, amount: amount.toString(), currency, due: due.minor.toString() },
  });
}

async function markPaid(tx: Tx, { id, organisationId, invoiceId }: WaiverRow): Promise<void> {
  const [bill] = await tx.db
    .update(invoice)
    .set({ state: required(nextState(INVOICE_TABLE, 'open', 'pay')) })
    .where(eq(invoice.id, invoiceId))
    .returning({ entryId: invoice.entryId });
  if (!bill) throw new Error(`no invoice ${invoiceId}`);
  await tx.db
    .update(entry)
    .set({
      state: required(nextState(ENTRY_TABLE, 'submitted', 'pay')),
      updatedAt: tx.now,
      version: sql`${entry.version} + 1`,
    })
    .where(eq(entry.id, bill.entryId));
  tx.audit({
    organisationId,
    action: 'entry.pay',
    subject: { type: 'entry', id: bill.entryId },
    detail: { waiver: id },
  });
}
