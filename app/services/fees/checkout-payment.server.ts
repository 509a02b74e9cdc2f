import { and, desc, eq, inArray } from 'drizzle-orm';
import type { PaymentProvider } from '#app/adapters/payments/port.ts';
import { checkoutExpiry } from '#app/domain/fees/checkout-window.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { payment } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';
import type { Billed } from './credit-lock-keys.server.ts';
import type { PaymentRow } from './credit-payment.server.ts';
import { settlePayment } from './settle-payment.server.ts';

/** A page about to close is not offered again: the payer needs time to type. */
const TIME_TO_PAY_MS = 5 * 60_000;

export type CheckoutPayment = Billed & {
  readonly organisationId: string;
  /** The bill's, for the log. */
  readonly number: string;
  readonly amount: Money;
  readonly locale: 'fr' | 'en';
  readonly entriesCloseAt: Date;
};

/** Whether a provider takes a currency: asking it would fail for everybody. */
export function takesCurrency(
  { capabilities: { currencies } }: PaymentProvider,
  currency: string,
): Verdict<true, 'payment.currencyRefused'> {
  return currencies === undefined || currencies.includes(currency)
    ? accept()
    : refuse('payment.currencyRefused', { currency });
}

/**
 * The payment to send somebody to: one whose page can still be paid and asks for the same, or a new one. The caller
 * holds the lock of what is paid, so that two clicks get the same.
 */
export async function checkoutPayment(
  tx: Tx,
  provider: PaymentProvider,
  wanted: CheckoutPayment,
): Promise<PaymentRow> {
  return (await openPayment(tx, provider, wanted)) ?? (await addPayment(tx, provider, wanted));
}

const ofBill = ({ invoiceId, schoolInvoiceId }: Billed) =>
  invoiceId === null ? eq(payment.schoolInvoiceId, schoolInvoiceId ?? '') : eq(payment.invoiceId, invoiceId);

/**
 * A page that was never opened must leave the provider its shortest time: it would refuse it, and the payer would wait
 * for nothing while entries close. One that takes no other time than its own is not asked for one.
 */
async function openPayment(
  tx: Tx,
  provider: PaymentProvider,
  { amount, ...billed }: CheckoutPayment,
): Promise<PaymentRow | undefined> {
  const rows = await tx.db
    .select()
    .from(payment)
    .where(
      and(
        ofBill(billed),
        eq(payment.provider, provider.name),
        eq(payment.amount, amount.minor),
        eq(payment.currency, amount.currency),
        inArray(payment.state, ['created', 'pending']),
      ),
    )
    .orderBy(desc(payment.createdAt));
  const { min, max } = provider.capabilities.expiryMinutes;
  const shortest = min === max ? TIME_TO_PAY_MS : min * 60_000;
  return rows.find(({ redirectUrl, expiresAt }) => {
    const left = expiresAt.getTime() - tx.now.getTime();
    return left > (redirectUrl === null ? shortest : TIME_TO_PAY_MS);
  });
}

async function addPayment(tx: Tx, provider: PaymentProvider, wanted: CheckoutPayment): Promise<PaymentRow> {
  const { organisationId, invoiceId, schoolInvoiceId, number, amount, locale } = wanted;
  const [row] = await tx.db
    .insert(payment)
    .values({
      organisationId,
      invoiceId,
      schoolInvoiceId,
      provider: provider.name,
      currency: amount.currency,
      amount: amount.minor,
      state: 'created',
      locale,
      expiresAt: checkoutExpiry(tx.now, wanted.entriesCloseAt, provider.capabilities.expiryMinutes),
      createdAt: tx.now,
    })
    .returning();
  if (!row) throw new Error('the payment was not written');
  tx.audit({
    organisationId,
    action: 'payment.start',
    subject: { type: 'payment', id: row.id },
    detail: { invoice: number, amount: amount.minor.toString(), currency: amount.currency },
  });
  return row;
}

/** Asks about payments whose page may have been paid without word of it yet, so that nobody is asked to pay twice. */
export async function settleUnderWay(ctx: Ctx, paymentIds: readonly string[]): Promise<void> {
  for (const paymentId of paymentIds)
    await settlePayment({ ...ctx, actor: { kind: 'system', name: 'web:startCheckout' } }, { paymentId });
}
