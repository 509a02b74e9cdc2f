import { and, count, desc, eq } from 'drizzle-orm';
import { receivableOf } from '#app/domain/fees/postings.ts';
import { resolutionPostings } from '#app/domain/fees/resolve-suspense.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, invoiceLine, payment, type suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import { postJournal } from './post-journal.server.ts';

type Item = typeof suspenseItem.$inferSelect;

const LABEL = {
  fr: 'Droits à payer de nouveau : la somme versée a été reprise',
  en: 'Fees due again: the money paid was taken back',
};

/** What must be locked before an item's invoice is due again. */
export async function reopenLockKeys(db: Db | TxDb, item: Pick<Item, 'paymentId'>): Promise<string[]> {
  const paid = await findPaid(db, item);
  return paid ? [`invoice:${paid.bill.id}`, `entry:${paid.entry.id}`] : [];
}

/**
 * Money that was taken back is due again from the candidate: a paid invoice never opens again, so another of the same
 * entry asks for it, and the entry waits for payment. Refused once the entry is validated or the sitting's marking has
 * begun, or when the money was a school's: then it is a loss. The caller holds `reopenLockKeys` and closes the item.
 */
export async function reopenInvoice(
  tx: Tx,
  item: Item,
): Promise<Verdict<{ targetInvoiceId: string }, 'suspense.reopenRefused'>> {
  const paid = await findPaid(tx.db, item);
  if (!paid || !['open', 'closed', 'seated'].includes(paid.sitting.state))
    return refuse('suspense.reopenRefused');
  const { bill, entry: row } = paid;
  const state = nextState(ENTRY_TABLE, row.state, 'unpay');
  if (!state.ok) return refuse('suspense.reopenRefused');
  const owed = money(-item.amount, item.currency);
  const [counted] = await tx.db.select({ bills: count() }).from(invoice).where(eq(invoice.entryId, row.id));
  const number = `${bill.number.replace(/-R\d+$/, '')}-R${counted?.bills ?? 1}`;
  const { organisationId, feeScheduleId } = bill;
  const [again] = await tx.db
    .insert(invoice)
    .values({
      ...{ organisationId, feeScheduleId, number, entryId: row.id },
      ...{ currency: owed.currency, total: owed.minor, state: 'open', createdAt: tx.now },
    })
    .returning({ id: invoice.id });
  if (!again) throw new Error('the invoice was not written');
  await tx.db.insert(invoiceLine).values({
    ...{ invoiceId: again.id, position: 1, code: 'reopened' },
    ...{ label: LABEL, amount: owed.minor },
  });
  await postJournal(tx, {
    organisationId,
    reference: `suspense:${item.id}:resolved`,
    memo: number,
    postings: resolutionPostings(receivableOf(again.id), money(item.amount, item.currency)),
  });
  await tx.db
    .update(entry)
    .set({ state: state.value, updatedAt: tx.now, version: row.version + 1 })
    .where(eq(entry.id, row.id));
  tx.audit({
    organisationId,
    action: 'entry.unpay',
    subject: { type: 'entry', id: row.id },
    detail: { invoice: number, amount: owed.minor.toString(), currency: owed.currency },
  });
  return accept({ targetInvoiceId: again.id });
}

/** The entry whose own invoice the payment paid, as long as that is its last. */
async function findPaid(db: Db | TxDb, { paymentId }: Pick<Item, 'paymentId'>) {
  if (paymentId === null) return undefined;
  const [row] = await db
    .select({ bill: invoice, entry, sitting })
    .from(payment)
    .innerJoin(invoice, and(eq(invoice.id, payment.invoiceId), eq(invoice.state, 'paid')))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(eq(payment.id, paymentId));
  if (!row) return undefined;
  const [last] = await db
    .select({ id: invoice.id })
    .from(invoice)
    .where(eq(invoice.entryId, row.entry.id))
    .orderBy(desc(invoice.createdAt), desc(invoice.id));
  return last?.id === row.bill.id ? row : undefined;
}
