import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { readAmount } from '#app/domain/counter/read-amount.ts';
import { readReceiptNumber } from '#app/domain/counter/receipt-number.ts';
import type { SuspenseReason } from '#app/domain/fees/judge-settlement.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { creditLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { creditPayment } from '#app/services/fees/credit-payment.server.ts';
import { payment } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { type BillTarget, findBill } from './find-bill.server.ts';
import { findOwnTill, type OwnTillRefusal, type TillRow } from './load-till.server.ts';

export type RecordCash = BillTarget & {
  /** As typed: what a candidate's invoice comes to now, or any part of what a school's does. */
  readonly amount: string;
  /** Printed on the sheet of the receipt booklet. */
  readonly receiptNumber: string;
};

export type CashRefusal =
  | 'bill.notFound'
  | OwnTillRefusal
  | 'amount.unreadable'
  | 'cash.receiptInvalid'
  | 'cash.receiptUsed'
  | 'cash.notExact'
  | 'cash.tooMuch'
  | 'cash.alreadyPaid'
  | 'cash.notDue'
  | 'cash.late'
  | 'cash.wrongCurrency';

/**
 * Takes cash for an invoice into the cashier's own drawer of today: a payment that has succeeded, its receipt asked for.
 * What would have to be suspended is not taken: the cashier gives it back across the counter. Who: `money.work`.
 * Returns the payment's id.
 */
export async function recordCash(
  ctx: Ctx,
  { amount: typed, receiptNumber, ...target }: RecordCash,
): Promise<Verdict<{ paymentId: string }, CashRefusal>> {
  const known = await findBill(ctx.db, target);
  if (!known || !authorise(ctx.actor, 'money.work', known).ok) return refuse('bill.notFound');
  const { organisationId } = known;
  const own = await findOwnTill(ctx.db, ctx.actor, { organisationId, now: ctx.clock() });
  if (!own.ok) return own;
  const receipt = readReceiptNumber(receiptNumber);
  if (!receipt.ok) return receipt;
  const amount = readAmount(typed, known.due.currency);
  if (!amount.ok) return amount;
  const lock = [
    `till:${own.value.id}`,
    `receipt:${organisationId}:${receipt.value}`,
    ...(await creditLockKeys(ctx.db, targetColumns(target))),
  ];
  return withTx(ctx, 'recordCash', { lock }, (tx) =>
    takeCash(ctx, tx, { target, receipt: receipt.value, minor: amount.value }),
  );
}

type Cash = { readonly target: BillTarget; readonly receipt: string; readonly minor: bigint };

/** The caller holds the locks of the drawer, the receipt and the invoice. */
export async function takeCash(
  ctx: Ctx,
  tx: Tx,
  { target, receipt, minor }: Cash,
): Promise<Verdict<{ paymentId: string }, CashRefusal>> {
  const bill = await findBill(tx.db, target);
  if (!bill) return refuse('bill.notFound');
  const { organisationId, due } = bill;
  const own = await findOwnTill(tx.db, ctx.actor, { organisationId, now: tx.now });
  if (!own.ok) return own;
  if (own.value.currency !== due.currency) return refuse('cash.wrongCurrency');
  if (await receiptIsUsed(tx, organisationId, receipt))
    return refuse('cash.receiptUsed', { number: receipt });
  if (bill.state === 'paid') return refuse('cash.alreadyPaid');
  if (minor <= 0n || due.minor <= 0n) return refuse(due.minor <= 0n ? 'cash.notDue' : 'amount.unreadable');
  if (target.kind === 'invoice' && minor !== due.minor) return refuse('cash.notExact');
  if (minor > due.minor) return refuse('cash.tooMuch');
  const row = await writePayment(ctx, tx, own.value, {
    ...targetColumns(target),
    reference: receipt,
    amount: minor,
    expiresAt: bill.entriesCloseAt,
  });
  const judged = await creditPayment(ctx, tx, {
    payment: row,
    received: money(minor, due.currency),
    at: tx.now,
  });
  if (judged.outcome === 'suspend') return refuse(REFUSED[judged.reason] ?? 'cash.notDue');
  tx.audit({
    organisationId,
    action: 'cash.record',
    subject: { type: 'payment', id: row.id },
    detail: {
      till: own.value.id,
      receipt,
      invoice: bill.number,
      amount: minor.toString(),
      currency: due.currency,
    },
  });
  return accept({ paymentId: row.id });
}

const REFUSED: Partial<Record<SuspenseReason, CashRefusal>> = {
  'suspense.paidTwice': 'cash.alreadyPaid',
  'suspense.late': 'cash.late',
  'suspense.wrongAmount': 'cash.notExact',
};

export const targetColumns = ({ kind, id }: BillTarget) => ({
  invoiceId: kind === 'invoice' ? id : null,
  schoolInvoiceId: kind === 'schoolInvoice' ? id : null,
});

async function receiptIsUsed(tx: Tx, organisationId: string, reference: string): Promise<boolean> {
  const used = and(
    eq(payment.organisationId, organisationId),
    eq(payment.provider, 'cash'),
    eq(payment.reference, reference),
  );
  return (await tx.db.$count(payment, used)) > 0;
}

async function writePayment(
  { actor }: Ctx,
  tx: Tx,
  { id: tillId, organisationId, currency }: TillRow,
  row: Pick<
    typeof payment.$inferInsert,
    'invoiceId' | 'schoolInvoiceId' | 'reference' | 'amount' | 'expiresAt'
  >,
) {
  const [written] = await tx.db
    .insert(payment)
    .values({
      ...row,
      organisationId,
      provider: 'cash',
      tillId,
      recordedBy: actor.kind === 'user' ? actor.id : null,
      currency,
      state: 'created',
      locale: 'fr',
      createdAt: tx.now,
    })
    .returning();
  if (!written) throw new Error('the payment was not written');
  return written;
}
