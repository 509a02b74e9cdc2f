import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { PaymentProvider } from '#app/adapters/payments/port.ts';
import { checkoutExpiry } from '#app/domain/fees/checkout-window.ts';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { invoice, payment } from '#db/schema/fees.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { openCheckout } from './open-checkout.server.ts';
import { providerOf } from './provider-of.ts';
import { settlePayment } from './settle-payment.server.ts';

export type StartCheckout = {
  readonly entryId: string;
  readonly locale: 'fr' | 'en';
  /** Through whom; the first one offered when left out. */
  readonly provider?: string;
};
export type CheckoutRefusal = 'entry.notFound' | 'payment.alreadyPaid' | 'payment.nothingDue' | WindowRefusal;

/** A page about to close is not offered again: the payer needs time to type. */
const TIME_TO_PAY_MS = 5 * 60_000;

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
  for (const paymentId of await paymentsUnderWay(ctx, entryId))
    await settlePayment({ ...ctx, actor: { kind: 'system', name: 'web:startCheckout' } }, { paymentId });
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
    const window = takesEntries(sitting, tx.now);
    if (!window.ok) return window;
    const open = await openPayment(tx, provider, bill.id);
    return accept(
      open ?? (await addPayment(tx, provider, { bill, locale, entriesCloseAt: sitting.entriesCloseAt })),
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

type PaymentRow = typeof payment.$inferSelect;

/**
 * A page that can still be paid. One that was never opened must leave the provider its shortest time: it would refuse
 * it, and the candidate would wait for nothing while entries close.
 */
async function openPayment(
  tx: Tx,
  provider: PaymentProvider,
  invoiceId: string,
): Promise<PaymentRow | undefined> {
  const rows = await tx.db
    .select()
    .from(payment)
    .where(
      and(
        eq(payment.invoiceId, invoiceId),
        eq(payment.provider, provider.name),
        inArray(payment.state, ['created', 'pending']),
      ),
    )
    .orderBy(desc(payment.createdAt));
  const shortest = provider.capabilities.expiryMinutes.min * 60_000;
  return rows.find(({ redirectUrl, expiresAt }) => {
    const left = expiresAt.getTime() - tx.now.getTime();
    return left > (redirectUrl === null ? shortest : TIME_TO_PAY_MS);
  });
}

type NewPayment = {
  readonly bill: typeof invoice.$inferSelect;
  readonly locale: 'fr' | 'en';
  readonly entriesCloseAt: Date;
};

async function addPayment(
  tx: Tx,
  provider: PaymentProvider,
  { bill, locale, entriesCloseAt }: NewPayment,
): Promise<PaymentRow> {
  const { organisationId, id: invoiceId, currency, total: amount } = bill;
  const expiresAt = checkoutExpiry(tx.now, entriesCloseAt, provider.capabilities.expiryMinutes);
  const [row] = await tx.db
    .insert(payment)
    .values({
      organisationId,
      invoiceId,
      provider: provider.name,
      currency,
      amount,
      state: 'created',
      locale,
      expiresAt,
      createdAt: tx.now,
    })
    .returning();
  if (!row) throw new Error('the payment was not written');
  tx.audit({
    organisationId,
    action: 'payment.start',
    subject: { type: 'payment', id: row.id },
    detail: { invoice: bill.number, amount: amount.toString(), currency },
  });
  return row;
}
