import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { invoice, payment } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { amountDue } from './amount-due.server.ts';
import { checkoutPayment, settleUnderWay, takesCurrency } from './checkout-payment.server.ts';
import { openCheckout } from './open-checkout.server.ts';
import { providerOf } from './provider-of.ts';

export type StartCheckout = {
  readonly entryId: string;
  readonly locale: 'fr' | 'en';
  /** Through whom; the first one offered when left out. */
  readonly provider?: string;
};
export type CheckoutRefusal =
  | 'entry.notFound'
  | 'payment.alreadyPaid'
  | 'payment.nothingDue'
  | 'payment.currencyRefused'
  | WindowRefusal;

/**
 * Sends the candidate to pay: the address of the provider's page. A payment already under way is asked about first, so
 * that what is paid is not paid twice, and its page is given again while it is open. The deadline is checked here and
 * again when the money arrives.
 * @throws when the provider can't be reached; trying again continues the same payment.
 */
export async function startCheckout(
  ctx: Ctx,
  { entryId, locale, provider: asked }: StartCheckout,
): Promise<Verdict<{ redirectUrl: string }, CheckoutRefusal>> {
  const own = await loadOwnEntry(ctx.db, ctx.actor, entryId);
  if (!own.ok) return own;
  const provider = providerOf(ctx, asked ?? Object.keys(ctx.adapters.payments)[0] ?? 'none');
  await settleUnderWay(ctx, await paymentsUnderWay(ctx, entryId));
  const chosen = await withTx(ctx, 'startCheckout', { lock: [`entry:${entryId}`] }, async (tx) => {
    const current = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!current.ok) return current;
    const { entry: row, sitting } = current.value;
    const [bill] = await tx.db
      .select()
      .from(invoice)
      .where(and(eq(invoice.entryId, entryId), inArray(invoice.state, ['open', 'paid'])))
      .orderBy(desc(invoice.createdAt));
    if (bill?.state === 'paid') return refuse('payment.alreadyPaid');
    if (!bill || row.state !== 'submitted') return refuse('payment.nothingDue');
    const amount = await amountDue(tx, bill.id);
    if (amount.minor <= 0n) return refuse('payment.nothingDue');
    const taken = takesCurrency(provider, amount.currency);
    if (!taken.ok) return taken;
    const window = takesEntries(sitting, tx.now);
    if (!window.ok) return window;
    const { organisationId, id: invoiceId, number } = bill;
    const { entriesCloseAt } = sitting;
    return accept(
      await checkoutPayment(tx, provider, {
        ...{ organisationId, invoiceId, schoolInvoiceId: null, number },
        ...{ amount, locale, entriesCloseAt },
      }),
    );
  });
  if (!chosen.ok) return chosen;
  const { id, redirectUrl } = chosen.value;
  return accept({ redirectUrl: redirectUrl ?? (await openCheckout(ctx, id)) });
}

/** Payments the provider knows and whose end we don't. */
async function paymentsUnderWay({ db }: Ctx, entryId: string): Promise<string[]> {
  const rows = await db
    .select({ id: payment.id })
    .from(payment)
    .innerJoin(invoice, eq(invoice.id, payment.invoiceId))
    .where(and(eq(invoice.entryId, entryId), eq(payment.state, 'pending'), isNotNull(payment.reference)));
  return rows.map(({ id }) => id);
}
