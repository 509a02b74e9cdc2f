import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallbackRefusal, PaymentNotice } from '#app/adapters/payments/port.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { payment, providerEvent } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { providerOf } from './provider-of.ts';
import { recordRefusedCallback } from './record-refused-callback.server.ts';

export type ProviderCallback = {
  readonly provider: string;
  readonly rawBody: string;
  readonly headers: Headers;
};

/**
 * Takes a provider's callback: its signature is checked on the bytes received, the event is stored once, and the
 * payment it names is queued to be asked about. Nothing else of it is believed. An event seen before, or about a
 * payment that is not ours, is accepted and changes nothing. One that is forged, too old or unreadable is refused and
 * counted.
 */
export async function recordProviderEvent(
  ctx: Ctx,
  { provider: name, rawBody, headers }: ProviderCallback,
): Promise<Verdict<true, CallbackRefusal>> {
  const provider = providerOf(ctx, name);
  const notice = provider.parseCallback(rawBody, headers);
  if (!notice.ok) {
    await recordRefusedCallback(ctx, { provider: name, rawBody, reason: notice.reason });
    return notice;
  }
  const { eventId, type, reference } = notice.value;
  return withTx(ctx, 'recordProviderEvent', {}, async (tx) => {
    const [added] = await tx.db
      .insert(providerEvent)
      .values({ provider: provider.name, eventId, type, reference: reference ?? null, receivedAt: tx.now })
      .onConflictDoNothing()
      .returning({ eventId: providerEvent.eventId });
    if (!added) return accept();
    const paymentId = await findPayment(tx, provider.name, notice.value);
    if (paymentId === undefined)
      ctx.log.warn({ eventId, type }, 'a callback about a payment that is not ours');
    else await tx.enqueue('settle-payment', { paymentId }, { key: settleKey(paymentId) });
    return accept();
  });
}

/** One job in the queue per payment, however many callbacks and polls ask for it. */
export const settleKey = (paymentId: string) => `settle:${paymentId}`;

/** A payment that lost its reference in a crash learns it here; settlement asks the provider whose it is. */
async function findPayment(tx: Tx, provider: string, notice: PaymentNotice): Promise<string | undefined> {
  const claimed = z.uuid().safeParse(notice.paymentId).data;
  const { reference, paymentIntent } = notice;
  const matches = [
    ...(claimed === undefined ? [] : [eq(payment.id, claimed)]),
    ...(reference === undefined ? [] : [eq(payment.reference, reference)]),
    ...(paymentIntent === undefined ? [] : [eq(payment.paymentIntent, paymentIntent)]),
  ];
  if (matches.length === 0) return undefined;
  const found = await tx.db
    .select({ id: payment.id, reference: payment.reference })
    .from(payment)
    .where(and(eq(payment.provider, provider), or(...matches)));
  const row = found.find(({ id }) => id === claimed) ?? found[0];
  if (row?.reference === null && reference !== undefined) {
    await tx.db
      .update(payment)
      .set({
        reference,
        state: sql`case when ${payment.state} = 'created' then 'pending' else ${payment.state} end`,
      })
      .where(and(eq(payment.id, row.id), isNull(payment.reference)));
  }
  return row?.id;
}
