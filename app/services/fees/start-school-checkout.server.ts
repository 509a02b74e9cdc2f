import { and, eq, isNotNull } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { payment, schoolInvoice } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { creditLeft, schoolItems } from './allocate-credit.server.ts';
import { checkoutPayment, settleUnderWay, takesCurrency } from './checkout-payment.server.ts';
import { openCheckout } from './open-checkout.server.ts';
import { providerOf } from './provider-of.ts';

export type StartSchoolCheckout = {
  readonly schoolInvoiceId: string;
  /** Minor units of the invoice's currency; all that is due when left out. */
  readonly amount?: bigint;
  readonly locale: 'fr' | 'en';
  readonly provider: string;
};
export type SchoolCheckoutRefusal =
  | 'schoolInvoice.notFound'
  | 'payment.alreadyPaid'
  | 'payment.nothingDue'
  | 'payment.currencyRefused'
  | 'payment.amountTooSmall'
  | 'payment.amountTooLarge'
  | WindowRefusal;

/**
 * Sends a school to pay its invoice, in whole or in part: the address of the provider's page. A part must at least pay
 * the next candidate. Who: `entry.school` over the school. Another's invoice is `schoolInvoice.notFound`;
 * `payment.amountTooSmall` and `payment.amountTooLarge` say the limit in minor units.
 * @throws when the provider can't be reached; trying again continues the same payment.
 */
export async function startSchoolCheckout(
  ctx: Ctx,
  { schoolInvoiceId, amount: part, locale, provider: asked }: StartSchoolCheckout,
): Promise<Verdict<{ redirectUrl: string }, SchoolCheckoutRefusal>> {
  const own = await loadOwn(ctx.db, ctx, schoolInvoiceId);
  if (!own.ok) return own;
  const provider = providerOf(ctx, asked);
  await settleUnderWay(ctx, await paymentsUnderWay(ctx, schoolInvoiceId));
  const lock = [`schoolInvoice:${schoolInvoiceId}`];
  const chosen = await withTx(ctx, 'startSchoolCheckout', { lock }, async (tx) => {
    const current = await loadOwn(tx.db, ctx, schoolInvoiceId);
    if (!current.ok) return current;
    const { bill, sitting: at } = current.value;
    if (bill.state === 'paid') return refuse('payment.alreadyPaid');
    if (bill.state === 'cancelled') return refuse('payment.nothingDue');
    const taken = takesCurrency(provider, bill.currency);
    if (!taken.ok) return taken;
    const window = takesEntries(at, tx.now);
    if (!window.ok) return window;
    const amount = await amountOf(tx, bill, part);
    if (!amount.ok) return amount;
    const { organisationId, number } = bill;
    return accept(
      await checkoutPayment(tx, provider, {
        ...{ organisationId, invoiceId: null, schoolInvoiceId, number },
        ...{ amount: amount.value, locale, entriesCloseAt: at.entriesCloseAt },
      }),
    );
  });
  if (!chosen.ok) return chosen;
  const { id, redirectUrl } = chosen.value;
  return accept({ redirectUrl: redirectUrl ?? (await openCheckout(ctx, id)) });
}

async function loadOwn(db: Db | TxDb, { actor }: Ctx, schoolInvoiceId: string) {
  const [row] = await db
    .select({ bill: schoolInvoice, sitting, regionId: school.regionId })
    .from(schoolInvoice)
    .innerJoin(sitting, eq(sitting.id, schoolInvoice.sittingId))
    .innerJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(eq(schoolInvoice.id, schoolInvoiceId));
  if (!row) return refuse('schoolInvoice.notFound');
  const { organisationId, schoolId } = row.bill;
  const may = authorise(actor, 'entry.school', { organisationId, schoolId, regionId: row.regionId });
  return may.ok ? accept(row) : refuse('schoolInvoice.notFound');
}

type AmountRefusal = 'payment.nothingDue' | 'payment.amountTooSmall' | 'payment.amountTooLarge';

async function amountOf(
  tx: Tx,
  bill: typeof schoolInvoice.$inferSelect,
  part: bigint | undefined,
): Promise<Verdict<Money, AmountRefusal>> {
  const open = (await schoolItems(tx.db, bill.id)).filter(({ payable, due }) => payable && due > 0n);
  const credit = (await creditLeft(tx.db, bill.id, bill.currency)).minor;
  const due = open.reduce((sum, item) => sum + item.due, -credit);
  if (due <= 0n) return refuse('payment.nothingDue');
  const minimum = (open[0]?.due ?? due) - credit;
  const amount = part ?? due;
  if (amount < minimum) return refuse('payment.amountTooSmall', { minimum: minimum.toString() });
  if (amount > due) return refuse('payment.amountTooLarge', { maximum: due.toString() });
  return accept(money(amount, bill.currency));
}

/** Payments the provider knows and whose end we don't. */
async function paymentsUnderWay({ db }: Ctx, schoolInvoiceId: string): Promise<string[]> {
  const rows = await db
    .select({ id: payment.id })
    .from(payment)
    .where(
      and(
        eq(payment.schoolInvoiceId, schoolInvoiceId),
        eq(payment.state, 'pending'),
        isNotNull(payment.reference),
      ),
    );
  return rows.map(({ id }) => id);
}
