import { and, asc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { payment, refund } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { makesRefunds, refundKey } from './create-refund.server.ts';
import { settleKey } from './record-provider-event.server.ts';

const MINUTE = 60_000;
const SILENCE = 5 * MINUTE;
/** `failed` and `expired` may still turn into money: they are asked about hourly for three days. */
const SECOND_THOUGHTS = 60 * MINUTE;
const GIVE_UP = 3 * 24 * 60 * MINUTE;
const BATCH = 500;

/**
 * Queues a question to the provider for each payment without news for five minutes: its callback may be lost. The ones
 * waiting longest come first, at most 500 a time. Refunds the provider was asked for and has not ended are asked about
 * too. Returns how many payments.
 */
export async function pollPayments(ctx: Ctx): Promise<number> {
  return withTx(ctx, 'pollPayments', { lock: ['poll-payments'] }, async (tx) => {
    const before = (milliseconds: number) => new Date(tx.now.getTime() - milliseconds);
    const lastNews = sql<Date>`coalesce(${payment.checkedAt}, ${payment.createdAt})`;
    const silentSince = (milliseconds: number) =>
      lt(lastNews, sql`${before(milliseconds).toISOString()}::timestamptz`);
    const due = await tx.db
      .select({ id: payment.id })
      .from(payment)
      .where(
        and(
          inArray(payment.provider, Object.keys(ctx.adapters.payments)),
          or(
            and(inArray(payment.state, ['created', 'pending']), silentSince(SILENCE)),
            and(
              inArray(payment.state, ['failed', 'expired']),
              gt(payment.createdAt, before(GIVE_UP)),
              silentSince(SECOND_THOUGHTS),
            ),
          ),
        ),
      )
      .orderBy(asc(lastNews))
      .limit(BATCH);
    await askAboutRefunds(tx, ctx, before(SILENCE));
    for (const { id } of due) await tx.enqueue('settle-payment', { paymentId: id }, { key: settleKey(id) });
    return due.length;
  });
}

/** Those approved long ago whose job was lost go out again; the same ask twice gives back once. */
async function askAboutRefunds(tx: Tx, { adapters }: Ctx, silentSince: Date): Promise<void> {
  const makers = Object.keys(adapters.payments).filter((name) => makesRefunds(adapters, name));
  const waiting = await tx.db
    .select({ id: refund.id })
    .from(refund)
    .innerJoin(payment, and(eq(payment.id, refund.paymentId), inArray(payment.provider, makers)))
    .where(and(inArray(refund.state, ['approved', 'sent']), lt(refund.decidedAt, silentSince)))
    .limit(BATCH);
  for (const { id } of waiting) await tx.enqueue('send-refund', { refundId: id }, { key: refundKey(id) });
}
