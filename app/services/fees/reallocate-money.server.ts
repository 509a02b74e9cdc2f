import { and, eq } from 'drizzle-orm';
import { creditOf, move, receivableOf, SUSPENSE } from '#app/domain/fees/postings.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, schoolInvoice, type suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import { allocateCredit } from './allocate-credit.server.ts';
import { amountDue } from './amount-due.server.ts';
import { type Billed, creditLockKeys } from './credit-lock-keys.server.ts';
import { markInvoicesPaid } from './mark-invoices-paid.server.ts';
import { postJournal } from './post-journal.server.ts';
import { settleSchoolOf } from './settle-school-of.server.ts';

type Item = typeof suspenseItem.$inferSelect;
export type ReallocateRefusal = 'suspense.targetMissing' | 'suspense.targetNotFound' | 'suspense.tooLittle';

/** The open invoice of a number, a candidate's or a school's, in the item's own organisation. */
export async function findTarget(
  db: Db | TxDb,
  organisationId: string,
  number: string,
): Promise<Billed | undefined> {
  const [own] = await db
    .select({ id: invoice.id })
    .from(invoice)
    .where(and(eq(invoice.organisationId, organisationId), eq(invoice.number, number)));
  if (own) return { invoiceId: own.id, schoolInvoiceId: null };
  const [ofSchool] = await db
    .select({ id: schoolInvoice.id })
    .from(schoolInvoice)
    .where(and(eq(schoolInvoice.organisationId, organisationId), eq(schoolInvoice.number, number)));
  return ofSchool && { invoiceId: null, schoolInvoiceId: ofSchool.id };
}

export async function targetLockKeys(db: Db | TxDb, target: Billed | undefined): Promise<string[]> {
  return target ? creditLockKeys(db, target) : [];
}

/**
 * Gives money that waited to the invoice it was meant for: a candidate's in whole, a school's whatever it is. What is
 * more than due is returned, to wait again. The caller holds `targetLockKeys` and closes the item. Refused: the invoice
 * is not open, its candidate can't join the sitting any more, another currency, or too little for a candidate's.
 */
export async function reallocateMoney(
  tx: Tx,
  item: Item,
  target: Billed,
): Promise<Verdict<{ targetInvoiceId: string | null; left: Money }, ReallocateRefusal>> {
  const amount = money(item.amount, item.currency);
  return target.invoiceId === null
    ? toSchool(tx, item, target.schoolInvoiceId ?? '', amount)
    : toCandidate(tx, item, target.invoiceId, amount);
}

async function toCandidate(tx: Tx, item: Item, invoiceId: string, amount: Money) {
  const [row] = await tx.db
    .select({ bill: invoice, entry, state: sitting.state })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(eq(invoice.id, invoiceId));
  const due = await amountDue(tx, invoiceId);
  const canJoin = row && ['open', 'closed', 'seated'].includes(row.state);
  if (row?.bill.state !== 'open' || row.entry.state !== 'submitted' || !canJoin)
    return refuse('suspense.targetNotFound');
  if (due.currency !== amount.currency || due.minor > amount.minor)
    return refuse('suspense.tooLittle', { due: due.minor.toString() });
  if (due.minor > 0n)
    await postJournal(tx, {
      organisationId: item.organisationId,
      reference: `suspense:${item.id}:resolved`,
      memo: `reallocated ${row.bill.number}`,
      postings: move(receivableOf(invoiceId), SUSPENSE, due),
    });
  await markInvoicesPaid(tx, {
    organisationId: item.organisationId,
    by: { paymentId: item.paymentId, alone: false },
    paid: [{ invoiceId, number: row.bill.number, entryId: row.entry.id, amount: due }],
  });
  await settleSchoolOf(tx, invoiceId, item.id);
  return accept({ targetInvoiceId: invoiceId, left: money(amount.minor - due.minor, amount.currency) });
}

async function toSchool(tx: Tx, item: Item, schoolInvoiceId: string, amount: Money) {
  const [row] = await tx.db
    .select({ bill: schoolInvoice, state: sitting.state })
    .from(schoolInvoice)
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .where(eq(schoolInvoice.id, schoolInvoiceId));
  const canJoin = row && ['open', 'closed', 'seated'].includes(row.state);
  if (row?.bill.state !== 'open' || row.bill.currency !== amount.currency || !canJoin)
    return refuse('suspense.targetNotFound');
  await postJournal(tx, {
    organisationId: item.organisationId,
    reference: `suspense:${item.id}:resolved`,
    memo: `reallocated ${row.bill.number}`,
    postings: move(creditOf(schoolInvoiceId), SUSPENSE, amount),
  });
  const by = { paymentId: item.paymentId, cause: item.id };
  const { left, owed } = await allocateCredit(tx, schoolInvoiceId, by);
  if (owed.minor > 0n || left.minor === 0n)
    return accept({ targetInvoiceId: null, left: money(0n, amount.currency) });
  await postJournal(tx, {
    organisationId: item.organisationId,
    reference: `suspense:${item.id}:remainder`,
    memo: row.bill.number,
    postings: move(SUSPENSE, creditOf(schoolInvoiceId), left),
  });
  return accept({ targetInvoiceId: null, left });
}
