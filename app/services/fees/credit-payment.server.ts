import { eq } from 'drizzle-orm';
import { judgeMoney, type MoneyJudgement, type PaymentFacts } from '#app/domain/fees/judge-settlement.ts';
import { creditOf, creditPostings, heldBy, settlementPostings } from '#app/domain/fees/postings.ts';
import { PAYMENT_TABLE } from '#app/domain/fees/states.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, payment, schoolInvoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import { allocateCredit, schoolAmountDue } from './allocate-credit.server.ts';
import { amountDue } from './amount-due.server.ts';
import { markInvoicesPaid } from './mark-invoices-paid.server.ts';
import { postJournal } from './post-journal.server.ts';
import { settleSchoolOf } from './settle-school-of.server.ts';
import { suspendMoney } from './suspend-money.server.ts';

export type PaymentRow = typeof payment.$inferSelect;

export type CreditPayment = {
  /** As it stands under the lock; `created`, `pending`, `failed` or `expired`. */
  readonly payment: PaymentRow;
  readonly received: Money;
  /** When the payer paid: it decides whether the money is in time. */
  readonly at: Date;
  /** Where the money lies, when it is not the provider's account or the payment's till: "bank:nita". */
  readonly account?: string;
};

/** The journal of a payment's money: the ledger refuses it a second time. */
export const settledReference = (paymentId: string) => `payment:${paymentId}:settled`;

/**
 * Puts money that has arrived in the books, by whatever way it came. It is judged; what fits pays the candidate's
 * invoice, or goes to the school's credit and from there to its candidates in order; what does not fit is suspended for
 * a cashier. Payment, invoices, entries, ledger, receipts, messages and audit change together. Call it in a transaction
 * that holds `creditLockKeys` of the payment, with the row read under them.
 * @throws for a payment already settled: a bug, and the ledger would refuse it.
 */
export async function creditPayment(
  ctx: Pick<Ctx, 'log'>,
  tx: Tx,
  { payment: paid, received, at, account = heldBy(paid) }: CreditPayment,
): Promise<MoneyJudgement> {
  const billed = await loadBilled(tx.db, paid);
  const judgement = judgeMoney(billed.facts, { amount: received, paidAt: at });
  await succeed(tx, paid);
  if (judgement.outcome === 'suspend') {
    ctx.log.warn({ paymentId: paid.id, reason: judgement.reason }, 'money that does not fit is suspended');
    await suspendMoney(tx, {
      organisationId: paid.organisationId,
      paymentId: paid.id,
      provider: paid.provider,
      account,
      source: `payment:${paid.id}`,
      reason: judgement.reason,
      received,
      reference: settledReference(paid.id),
    });
    return judgement;
  }
  if (billed.kind === 'invoice') await settleInvoice(tx, paid, billed, { received, account });
  else await settleSchool(tx, paid, billed, { received, account });
  tx.audit({
    organisationId: paid.organisationId,
    action: 'payment.settle',
    subject: { type: 'payment', id: paid.id },
    detail: { invoice: billed.number, amount: received.minor.toString(), currency: received.currency },
  });
  return judgement;
}

type Billed = {
  readonly facts: Omit<PaymentFacts, 'state'>;
  readonly number: string;
  readonly id: string;
} & ({ readonly kind: 'invoice'; readonly entryId: string } | { readonly kind: 'schoolInvoice' });

/** What the payment is for, as it stands now. */
export async function loadBilled(db: Db | TxDb, paid: PaymentRow): Promise<Billed> {
  const asked = { asked: money(paid.amount, paid.currency), expiresAt: paid.expiresAt };
  if (paid.invoiceId !== null) {
    const [row] = await db
      .select({ invoice, entry, sitting })
      .from(invoice)
      .innerJoin(entry, eq(entry.id, invoice.entryId))
      .innerJoin(sitting, eq(sitting.id, entry.sittingId))
      .where(eq(invoice.id, paid.invoiceId));
    if (!row) throw new Error(`payment ${paid.id} pays nothing`);
    const due = await amountDue({ db }, row.invoice.id);
    const pays = { kind: 'invoice', invoice: row.invoice.state, entry: row.entry.state, due } as const;
    const { id, number } = row.invoice;
    return {
      kind: 'invoice',
      id,
      number,
      entryId: row.entry.id,
      facts: { ...asked, ...windowOf(row), pays },
    };
  }
  const [row] = await db
    .select({ bill: schoolInvoice, sitting })
    .from(schoolInvoice)
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .where(eq(schoolInvoice.id, paid.schoolInvoiceId ?? ''));
  if (!row) throw new Error(`payment ${paid.id} pays nothing`);
  const due = await schoolAmountDue(db, row.bill);
  const pays = { kind: 'schoolInvoice', invoice: row.bill.state, due } as const;
  const { id, number } = row.bill;
  return { kind: 'schoolInvoice', id, number, facts: { ...asked, ...windowOf(row), pays } };
}

const windowOf = ({ sitting: at }: { readonly sitting: typeof sitting.$inferSelect }) => ({
  sitting: at.state,
  entriesCloseAt: at.entriesCloseAt,
});

async function succeed(tx: Tx, { id, state }: PaymentRow): Promise<void> {
  const next = required(nextState(PAYMENT_TABLE, state, 'succeed'));
  await tx.db
    .update(payment)
    .set({ state: next, settledAt: tx.now, checkedAt: tx.now, lastError: null })
    .where(eq(payment.id, id));
}

type Arrived = { readonly received: Money; readonly account: string };

async function settleInvoice(
  tx: Tx,
  { id: paymentId, organisationId }: PaymentRow,
  bill: Extract<Billed, { kind: 'invoice' }>,
  { received, account }: Arrived,
): Promise<void> {
  await postJournal(tx, {
    organisationId,
    reference: settledReference(paymentId),
    memo: bill.number,
    postings: settlementPostings(bill.id, account, received),
  });
  await markInvoicesPaid(tx, {
    organisationId,
    by: { paymentId, alone: true },
    paid: [{ invoiceId: bill.id, number: bill.number, entryId: bill.entryId, amount: received }],
  });
  await settleSchoolOf(tx, bill.id, paymentId);
}

async function settleSchool(
  tx: Tx,
  { id: paymentId, organisationId, provider }: PaymentRow,
  bill: Billed,
  { received, account }: Arrived,
): Promise<void> {
  await postJournal(tx, {
    organisationId,
    reference: settledReference(paymentId),
    memo: bill.number,
    postings: creditPostings(bill.id, account, received),
  });
  const { left, owed } = await allocateCredit(tx, bill.id, { paymentId, cause: paymentId });
  if (owed.minor > 0n || left.minor === 0n) return;
  await suspendMoney(tx, {
    organisationId,
    paymentId,
    provider,
    account: creditOf(bill.id),
    source: `payment:${paymentId}:surplus`,
    reason: 'suspense.overpaid',
    received: left,
  });
}
