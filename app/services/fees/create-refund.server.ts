import { and, eq, inArray, sql } from 'drizzle-orm';
import { move } from '#app/domain/fees/postings.ts';
import { owedBack } from '#app/domain/fees/resolve-suspense.ts';
import type { RefundState } from '#app/domain/fees/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { payment, refund } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import type { Tx } from '#db/tx.ts';
import { settledInto } from './allocate-credit.server.ts';
import { settledReference } from './credit-payment.server.ts';
import { postJournal } from './post-journal.server.ts';

export type CreateRefund = {
  readonly organisationId: string;
  /** Absent for money that no payment brought. */
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly reason: string;
  /** The account that gives it up: "suspense", "income:fees". */
  readonly from: string;
  /** Of the journal that gives it up; `refund:<id>:asked` when left out. */
  readonly reference?: (refundId: string) => string;
};

/**
 * Asks for money to be given back. Above the office's limit a second person approves it; below, it is approved at once
 * and sent, or waits to be made by hand where its provider makes none. The amount is set apart in the books from now
 * on. The caller holds `payment:<id>` and has checked who asks. `refund.exceedsPayment` when it is more than is left.
 */
export async function createRefund(
  ctx: Ctx,
  tx: Tx,
  { organisationId, paymentId, amount, reason, from, reference }: CreateRefund,
): Promise<Verdict<{ refundId: string; state: RefundState }, 'refund.exceedsPayment'>> {
  if (paymentId !== null && (await leftOf(tx.db, paymentId)) < amount.minor)
    return refuse('refund.exceedsPayment');
  const second = amount.minor > (await secondPersonAbove(tx.db, organisationId));
  const state: RefundState = second ? 'requested' : 'approved';
  const [row] = await tx.db
    .insert(refund)
    .values({
      organisationId,
      paymentId,
      currency: amount.currency,
      amount: amount.minor,
      reason,
      state,
      origin: 'office',
      requestedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      createdAt: tx.now,
      decidedAt: second ? null : tx.now,
    })
    .returning({ id: refund.id });
  if (!row) throw new Error('the refund was not written');
  const refundId = row.id;
  await postJournal(tx, {
    organisationId,
    reference: reference?.(refundId) ?? `refund:${refundId}:asked`,
    memo: reason.slice(0, 100),
    postings: move(owedBack(refundId), from, amount),
  });
  tx.audit({
    organisationId,
    action: 'refund.request',
    subject: { type: 'refund', id: refundId },
    detail: {
      payment: paymentId,
      amount: amount.minor.toString(),
      currency: amount.currency,
      reason,
      state,
    },
  });
  if (!second) await queueRefund(ctx, tx, refundId, paymentId);
  return accept({ refundId, state });
}

/** Sends an approved refund on its way where its provider makes refunds; elsewhere somebody makes it by hand. */
export async function queueRefund(
  { adapters }: Pick<Ctx, 'adapters'>,
  tx: Tx,
  refundId: string,
  paymentId: string | null,
): Promise<void> {
  if (paymentId === null) return;
  const [row] = await tx.db
    .select({ provider: payment.provider })
    .from(payment)
    .where(eq(payment.id, paymentId));
  if (row && makesRefunds(adapters, row.provider))
    await tx.enqueue('send-refund', { refundId }, { key: refundKey(refundId) });
}

export const refundKey = (refundId: string) => `refund:${refundId}`;

export function makesRefunds({ payments }: Pick<Ctx['adapters'], 'payments'>, provider: string): boolean {
  return Object.hasOwn(payments, provider) && payments[provider]?.capabilities.refunds === true;
}

/** Minor units of a payment that are neither given back, taken by a dispute, nor promised to an open refund. */
async function leftOf(db: TxDb, paymentId: string): Promise<bigint> {
  const settled = await settledInto(db, settledReference(paymentId));
  const [row] = await db.select().from(payment).where(eq(payment.id, paymentId));
  const [open] = await db
    .select({ sum: sql<string>`coalesce(sum(${refund.amount}), 0)::text` })
    .from(refund)
    .where(
      and(
        eq(refund.paymentId, paymentId),
        inArray(refund.state, ['requested', 'approved', 'sent', 'failed']),
      ),
    );
  if (!settled || !row) return 0n;
  return settled.amount.minor - row.refunded - row.disputed - BigInt(open?.sum ?? '0');
}

/** Above this amount a refund or a waiver takes a second person. Minor units; every amount when nothing is set. */
export async function secondPersonAbove(db: Db | TxDb, organisationId: string): Promise<bigint> {
  const [row] = await db
    .select({ profile: organisation.profile })
    .from(organisation)
    .where(eq(organisation.id, organisationId));
  return BigInt(row?.profile.secondPersonAbove ?? '0');
}
