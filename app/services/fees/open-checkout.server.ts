import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CheckoutRequest } from '#app/adapters/payments/port.ts';
import { money } from '#app/domain/shared/money.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, payment, schoolInvoice } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { providerOf } from './provider-of.ts';

/**
 * Opens the provider's page of a payment, outside any transaction, and stores its reference. Everything sent comes
 * from what is stored and the payment's id is the idempotency key, so that after a crash between the two, or by two
 * processes at once, the same call gives the same page. Returns its address.
 * @throws when the provider can't be reached: the payment stays `created` and may be opened again.
 */
export async function openCheckout(ctx: Ctx, paymentId: string): Promise<string> {
  const { provider, request } = await checkoutRequest(ctx, paymentId);
  const checkout = await providerOf(ctx, provider).initiate(request);
  await withTx(ctx, 'openCheckout', { lock: [`payment:${paymentId}`] }, async (tx) => {
    await tx.db
      .update(payment)
      .set({
        reference: checkout.reference,
        redirectUrl: checkout.redirectUrl,
        state: sql`case when ${payment.state} = 'created' then 'pending' else ${payment.state} end`,
      })
      .where(and(eq(payment.id, paymentId), isNull(payment.redirectUrl)));
  });
  return checkout.redirectUrl;
}

async function checkoutRequest(
  { db, settings }: Ctx,
  paymentId: string,
): Promise<{ provider: string; request: CheckoutRequest }> {
  const [row] = await db
    .select({ payment, invoice, bill: schoolInvoice })
    .from(payment)
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .where(eq(payment.id, paymentId));
  if (!row) throw new Error(`no payment ${paymentId}`);
  const { amount, currency, locale, expiresAt } = row.payment;
  const page = row.invoice
    ? `${settings.origin}/espace/inscriptions/${row.invoice.entryId}/paiement`
    : `${settings.origin}/ecole/factures/${row.payment.schoolInvoiceId}`;
  return {
    provider: row.payment.provider,
    request: {
      paymentId,
      amount: money(amount, currency),
      description: `Palmarès ${row.invoice?.number ?? row.bill?.number}`,
      successUrl: `${page}${row.invoice ? '/retour' : ''}?paiement=${paymentId}`,
      cancelUrl: page,
      expiresAt,
      locale,
    },
  };
}
