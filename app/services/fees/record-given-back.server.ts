import { and, asc, count, eq, inArray, isNull, like } from 'drizzle-orm';
import type { PaymentStatus } from '#app/adapters/payments/port.ts';
import { type GivenBack, judgeGivenBack } from '#app/domain/fees/judge-given-back.ts';
import { resolutionPostings } from '#app/domain/fees/resolve-suspense.ts';
import { money } from '#app/domain/shared/money.ts';
import type { TxDb } from '#db/client.ts';
import { payment, refund, suspenseItem } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';
import { settledInto } from './allocate-credit.server.ts';
import { type PaymentRow, settledReference } from './credit-payment.server.ts';
import { markRefundPaid } from './mark-refund-paid.server.ts';
import { postJournal } from './post-journal.server.ts';
import { suspendMoney } from './suspend-money.server.ts';

type Settled = { readonly paid: PaymentRow; readonly account: string; readonly currency: string };

/**
 * Brings what the books know of refunds and disputes in line with the provider's answer: our own refunds are done, and
 * what was given back or taken without us stands in the cashier's queue, or closes what waited there. The order that
 * was paid stays paid: who is to bear it is the cashier's decision. The caller holds `payment:<id>`.
 */
export async function recordGivenBack(tx: Tx, paid: PaymentRow, status: PaymentStatus): Promise<GivenBack[]> {
  const settled = await settledInto(tx.db, settledReference(paid.id));
  if (!settled) return [];
  const { currency } = settled.amount;
  if (status.refunded.currency !== currency || status.disputed.currency !== currency)
    throw new RangeError(`payment ${paid.id} came in ${currency} and was given back in another currency`);
  const steps = judgeGivenBack({
    there: { refunded: status.refunded.minor, disputed: status.disputed.minor },
    books: { refunded: paid.refunded, disputed: paid.disputed },
    onTheirWay: await onTheirWay(tx.db, paid.id),
    waiting: await waiting(tx.db, paid.id),
  });
  for (const step of steps) await take(tx, { paid, account: settled.account, currency }, step);
  return steps;
}

function onTheirWay(db: TxDb, paymentId: string) {
  return db
    .select()
    .from(refund)
    .where(and(eq(refund.paymentId, paymentId), inArray(refund.state, ['approved', 'sent', 'failed'])))
    .orderBy(asc(refund.createdAt));
}

async function waiting(db: TxDb, paymentId: string) {
  const rows = await db
    .select()
    .from(suspenseItem)
    .where(and(eq(suspenseItem.paymentId, paymentId), isNull(suspenseItem.resolvedAt)))
    .orderBy(asc(suspenseItem.createdAt));
  return rows.map(({ id, amount, reason }) => ({ id, amount, disputed: reason === 'suspense.disputed' }));
}

async function take(tx: Tx, settled: Settled, step: GivenBack): Promise<void> {
  const { paid, account } = settled;
  const now = await knownOf(tx.db, paid.id);
  switch (step.kind) {
    case 'ownRefund': {
      const row = (await onTheirWay(tx.db, paid.id)).find(({ id }) => id === step.refundId);
      if (!row) throw new Error(`refund ${step.refundId} is not on its way`);
      return markRefundPaid(tx, row, { account, reference: null });
    }
    case 'refundedThere':
      await tx.db
        .update(payment)
        .set({ refunded: now.refunded + step.amount })
        .where(eq(payment.id, paid.id));
      return refundedThere(tx, settled, step);
    case 'refundReturned':
      await tx.db
        .update(payment)
        .set({ refunded: now.refunded - step.amount })
        .where(eq(payment.id, paid.id));
      return suspend(tx, settled, 'refundReturned', step.amount);
    case 'disputed':
      await tx.db
        .update(payment)
        .set({ disputed: now.disputed + step.amount })
        .where(eq(payment.id, paid.id));
      return suspend(tx, settled, 'disputed', -step.amount);
    case 'disputeWon':
      await tx.db
        .update(payment)
        .set({ disputed: now.disputed - step.amount })
        .where(eq(payment.id, paid.id));
      if (step.closes === undefined) return suspend(tx, settled, 'disputeWon', step.amount);
      return close(tx, settled, step.closes, 'disputeWon', null);
  }
}

async function knownOf(db: TxDb, id: string): Promise<{ refunded: bigint; disputed: bigint }> {
  const [row] = await db
    .select({ refunded: payment.refunded, disputed: payment.disputed })
    .from(payment)
    .where(eq(payment.id, id));
  if (!row) throw new Error(`no payment ${id}`);
  return row;
}

async function refundedThere(
  tx: Tx,
  settled: Settled,
  { amount, closes }: Extract<GivenBack, { kind: 'refundedThere' }>,
): Promise<void> {
  const { paid, account, currency } = settled;
  const { organisationId, id: paymentId, provider } = paid;
  const [row] = await tx.db
    .insert(refund)
    .values({
      organisationId,
      paymentId,
      currency,
      amount,
      reason: provider,
      state: 'succeeded',
      origin: 'provider',
      createdAt: tx.now,
      settledAt: tx.now,
    })
    .returning({ id: refund.id });
  if (!row) throw new Error('the refund was not written');
  if (closes !== undefined) return close(tx, settled, closes, 'refundedThere', row.id);
  await suspendMoney(tx, {
    ...{ organisationId, paymentId, provider, account },
    source: `refund:${row.id}`,
    reason: 'suspense.refundedThere',
    received: money(-amount, currency),
    reference: `refund:${row.id}:paid`,
  });
}

/** The n-th of its kind of this payment: its source is its own, and the same news twice is judged as nothing new. */
async function suspend(
  tx: Tx,
  { paid, account, currency }: Settled,
  kind: 'refundReturned' | 'disputed' | 'disputeWon',
  amount: bigint,
): Promise<void> {
  const prefix = `${kind}:${paid.id}:`;
  const [row] = await tx.db
    .select({ before: count() })
    .from(suspenseItem)
    .where(like(suspenseItem.source, `${prefix}%`));
  await suspendMoney(tx, {
    organisationId: paid.organisationId,
    paymentId: paid.id,
    provider: paid.provider,
    account,
    source: `${prefix}${(row?.before ?? 0) + 1}`,
    reason: `suspense.${kind}`,
    received: money(amount, currency),
  });
}

/** What waited has been answered at the provider's: nobody has to decide it any more. */
async function close(
  tx: Tx,
  { paid, account, currency }: Settled,
  itemId: string,
  why: 'refundedThere' | 'disputeWon',
  refundId: string | null,
): Promise<void> {
  const [item] = await tx.db
    .update(suspenseItem)
    .set({ resolvedAt: tx.now, resolution: why, refundId })
    .where(and(eq(suspenseItem.id, itemId), isNull(suspenseItem.resolvedAt)))
    .returning();
  if (!item) throw new Error(`item ${itemId} does not wait any more`);
  const amount = money(item.amount, currency);
  await postJournal(tx, {
    organisationId: paid.organisationId,
    reference: refundId === null ? `suspense:${itemId}:resolved` : `refund:${refundId}:paid`,
    memo: why,
    postings: resolutionPostings(account, amount),
  });
  tx.audit({
    organisationId: paid.organisationId,
    action: 'suspense.resolve',
    subject: { type: 'suspense', id: itemId },
    detail: { decision: why, amount: item.amount.toString(), currency },
  });
}
