import { and, eq, inArray, sql } from 'drizzle-orm';
import { INVOICE_TABLE } from '#app/domain/fees/states.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required } from '#app/domain/shared/verdict.ts';
import { invoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';
import { tellPaymentReceived } from './tell-payment-received.server.ts';

export type PaidInvoice = {
  readonly invoiceId: string;
  readonly number: string;
  readonly entryId: string;
  readonly amount: Money;
};

export type PaidBy = {
  /** Absent for money that no payment brought: a cashier found whose it was. */
  readonly paymentId: string | null;
  /** The payment is for this one invoice, and the receipt is the payment's. */
  readonly alone: boolean;
};

/**
 * What follows when open invoices of submitted entries are paid by one payment: states, receipts, messages, audit. The
 * caller holds their locks, has judged them and posts the money.
 * @throws when one is not open, or its entry not submitted: a bug, and nothing is written.
 */
export async function markInvoicesPaid(
  tx: Tx,
  {
    organisationId,
    by,
    paid,
  }: {
    readonly organisationId: string;
    readonly by: PaidBy;
    readonly paid: readonly PaidInvoice[];
  },
): Promise<void> {
  if (paid.length === 0) return;
  await moveStates(tx, paid);
  for (const { invoiceId, number, entryId, amount } of paid) {
    tx.audit({
      organisationId,
      action: 'entry.pay',
      subject: { type: 'entry', id: entryId },
      detail: {
        payment: by.paymentId,
        invoice: number,
        amount: amount.minor.toString(),
        currency: amount.currency,
      },
    });
    // All of it was given up: there is nothing to thank for.
    if (amount.minor === 0n) continue;
    if (by.alone && by.paymentId !== null)
      await tx.enqueue('issue-receipt', { paymentId: by.paymentId }, { key: `receipt:${by.paymentId}` });
    else
      await tx.enqueue(
        'issue-receipt',
        { invoiceId, ...(by.paymentId === null ? {} : { paymentId: by.paymentId }) },
        { key: `receipt:${invoiceId}`, priority: 10 },
      );
    await tellPaymentReceived(tx, entryId, amount);
  }
}

async function moveStates(tx: Tx, paid: readonly PaidInvoice[]): Promise<void> {
  const invoices = await tx.db
    .update(invoice)
    .set({ state: required(nextState(INVOICE_TABLE, 'open', 'pay')) })
    .where(
      and(
        inArray(
          invoice.id,
          paid.map(({ invoiceId }) => invoiceId),
        ),
        eq(invoice.state, 'open'),
      ),
    )
    .returning({ id: invoice.id });
  const entries = await tx.db
    .update(entry)
    .set({
      state: required(nextState(ENTRY_TABLE, 'submitted', 'pay')),
      updatedAt: tx.now,
      version: sql`${entry.version} + 1`,
    })
    .where(
      and(
        inArray(
          entry.id,
          paid.map(({ entryId }) => entryId),
        ),
        eq(entry.state, 'submitted'),
      ),
    )
    .returning({ id: entry.id });
  if (invoices.length !== paid.length || entries.length !== paid.length)
    throw new Error('an invoice that was judged payable is not');
}
