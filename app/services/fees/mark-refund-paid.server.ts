import { eq, sql } from 'drizzle-orm';
import { move } from '#app/domain/fees/postings.ts';
import { owedBack } from '#app/domain/fees/resolve-suspense.ts';
import { REFUND_TABLE } from '#app/domain/fees/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { required } from '#app/domain/shared/verdict.ts';
import { payment, refund } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';
import { postJournal } from './post-journal.server.ts';

export type RefundRow = typeof refund.$inferSelect;

/**
 * The money of a refund has left the account named: the refund is done, and the payment knows. The caller holds
 * `payment:<id>` and has read the refund under it.
 * @throws when it is not on its way any more: the ledger would refuse it too.
 */
export async function markRefundPaid(
  tx: Tx,
  row: RefundRow,
  {
    account,
    reference,
    tillId = null,
  }: { readonly account: string; readonly reference: string | null; readonly tillId?: string | null },
): Promise<void> {
  const { id, organisationId, paymentId, amount, currency } = row;
  await tx.db
    .update(refund)
    .set({
      state: required(nextState(REFUND_TABLE, row.state, 'succeed')),
      settledAt: tx.now,
      reference: reference ?? row.reference,
      lastError: null,
      tillId,
    })
    .where(eq(refund.id, id));
  if (paymentId !== null)
    await tx.db
      .update(payment)
      .set({ refunded: sql`${payment.refunded} + ${amount}` })
      .where(eq(payment.id, paymentId));
  await postJournal(tx, {
    organisationId,
    reference: `refund:${id}:paid`,
    memo: row.reason,
    postings: move(account, owedBack(id), money(amount, currency)),
  });
  tx.audit({
    organisationId,
    action: 'refund.pay',
    subject: { type: 'refund', id },
    detail: { payment: paymentId, amount: amount.toString(), currency },
  });
}
