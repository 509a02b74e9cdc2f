import { and, eq, like, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { receivableOf } from '#app/domain/fees/postings.ts';
import type { RefundState } from '#app/domain/fees/states.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, journal, payment, posting, refund, suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { amountDue } from './amount-due.server.ts';
import { createRefund } from './create-refund.server.ts';
import { creditLockKeys } from './credit-lock-keys.server.ts';

export type RequestRefund = {
  readonly organisationId: string;
  readonly invoiceNumber: string;
  readonly reason: string;
};
export type RequestRefundRefusal =
  | 'refund.notFound'
  | 'refund.reasonMissing'
  | 'refund.entryStands'
  | 'refund.alreadyAsked'
  | 'refund.exceedsPayment';

/**
 * Asks for the fees of a paid entry that was rejected or withdrawn to be given back, whoever paid them. Once per
 * invoice, unless it was refused. Money in suspense is refunded from the cashier's queue instead. Who: `money.work`.
 */
export async function requestRefund(
  ctx: Ctx,
  { organisationId, invoiceNumber, reason }: RequestRefund,
): Promise<Verdict<{ refundId: string; state: RefundState }, RequestRefundRefusal>> {
  const said = reason.normalize('NFC').trim();
  if (said.length < 5 || said.length > 600) return refuse('refund.reasonMissing');
  if (!authorise(ctx.actor, 'money.work', { organisationId }).ok) return refuse('refund.notFound');
  const bill = await findPaid(ctx.db, organisationId, invoiceNumber.trim());
  if (!bill) return refuse('refund.notFound');
  const paymentId = await payerOf(ctx.db, bill.id);
  const lock = [
    ...(await creditLockKeys(ctx.db, { invoiceId: bill.id, schoolInvoiceId: null })),
    ...(paymentId === null ? [] : [`payment:${paymentId}`]),
  ];
  return withTx(ctx, 'requestRefund', { lock }, async (tx) => {
    const current = await findPaid(tx.db, organisationId, bill.number);
    if (current?.entryState !== 'rejected' && current?.entryState !== 'withdrawn')
      return refuse('refund.entryStands');
    const amount = await amountDue(tx, bill.id);
    if (paymentId === null || amount.minor === 0n) return refuse('refund.notFound');
    if (await isAsked(tx.db, bill.id)) return refuse('refund.alreadyAsked');
    const reference = (refundId: string) => `invoice:${bill.id}:refund:${refundId}`;
    const asked = await createRefund(ctx, tx, {
      ...{ organisationId, paymentId, amount, reason: said },
      from: 'income:fees',
      reference,
    });
    return asked.ok ? accept(asked.value) : asked;
  });
}

async function findPaid(db: Db | TxDb, organisationId: string, number: string) {
  const [row] = await db
    .select({ id: invoice.id, number: invoice.number, entryState: entry.state })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(
      and(eq(invoice.organisationId, organisationId), eq(invoice.number, number), eq(invoice.state, 'paid')),
    );
  return row;
}

/** The payment whose money paid an invoice: its own, its school's, or the one a cashier gave it from suspense. */
async function payerOf(db: Db | TxDb, invoiceId: string): Promise<string | null> {
  const rows = await db
    .select({ reference: journal.reference })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .where(eq(posting.account, receivableOf(invoiceId)));
  for (const { reference } of rows) {
    const [, settled, allocated, itemId] = MONEY_OF.exec(reference) ?? [];
    const paymentId = settled ?? allocated ?? (itemId && (await paymentOfItem(db, itemId)));
    const [row] = paymentId
      ? await db.select({ id: payment.id }).from(payment).where(eq(payment.id, paymentId))
      : [];
    if (row) return row.id;
  }
  return null;
}

/** The journals that pay an invoice, by what brought the money. */
const MONEY_OF =
  /^(?:payment:([\da-f-]{36}):settled|invoice:.+:allocated:([\da-f-]{36})|suspense:([\da-f-]{36}):resolved)$/;

async function paymentOfItem(db: Db | TxDb, itemId: string): Promise<string | null> {
  const [item] = await db.select().from(suspenseItem).where(eq(suspenseItem.id, itemId));
  return item?.paymentId ?? null;
}

async function isAsked(db: TxDb, invoiceId: string): Promise<boolean> {
  const prefix = `invoice:${invoiceId}:refund:`;
  const journals = await db
    .select({ reference: journal.reference })
    .from(journal)
    .where(like(journal.reference, `${prefix}%`));
  for (const { reference } of journals) {
    const [open] = await db
      .select({ id: refund.id })
      .from(refund)
      .where(and(eq(refund.id, reference.slice(prefix.length)), ne(refund.state, 'refused')));
    if (open) return true;
  }
  return false;
}
