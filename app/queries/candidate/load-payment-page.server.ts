import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { InvoiceState, PaymentState } from '#app/domain/fees/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, invoiceLine, payment, waiver } from '#db/schema/fees.ts';

export type PaymentPage = {
  readonly number: string;
  readonly state: InvoiceState;
  /** Less what was given up. */
  readonly total: Money;
  readonly lines: readonly {
    readonly code: string;
    readonly label: { fr: string; en: string };
    readonly amount: Money;
  }[];
  /** The last one begun. */
  readonly payment: {
    readonly id: string;
    readonly state: PaymentState;
    readonly lastError: string | null;
    readonly createdAt: Date;
    readonly settledAt: Date | null;
  } | null;
};

const GIVEN_UP = { fr: 'Exonération', en: 'Waiver' };

/** What an entry costs and where its payment stands. The caller has checked whose entry it is. */
export function loadPaymentPage(pool: Db, entryId: string): Promise<PaymentPage | undefined> {
  // One snapshot: an invoice read just before a settlement and its payment just after would look like money in suspense.
  return pool.transaction((db) => readPaymentPage(db, entryId), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function readPaymentPage(db: TxDb, entryId: string): Promise<PaymentPage | undefined> {
  const [bill] = await db
    .select()
    .from(invoice)
    .where(and(eq(invoice.entryId, entryId), ne(invoice.state, 'cancelled')))
    .orderBy(desc(invoice.createdAt))
    .limit(1);
  if (!bill) return undefined;
  const { currency } = bill;
  const lines = await db
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, bill.id))
    .orderBy(asc(invoiceLine.position));
  const given = await db
    .select({ id: waiver.id, amount: waiver.amount })
    .from(waiver)
    .where(and(eq(waiver.invoiceId, bill.id), eq(waiver.state, 'granted')))
    .orderBy(asc(waiver.createdAt));
  const waived = given.reduce((sum, { amount }) => sum + amount, 0n);
  const [last] = await db
    .select({
      id: payment.id,
      state: payment.state,
      lastError: payment.lastError,
      createdAt: payment.createdAt,
      settledAt: payment.settledAt,
    })
    .from(payment)
    .where(eq(payment.invoiceId, bill.id))
    .orderBy(desc(payment.createdAt))
    .limit(1);
  return {
    number: bill.number,
    state: bill.state,
    total: { minor: bill.total - waived, currency },
    lines: [
      ...lines.map(({ code, label, amount }) => ({ code, label, amount: { minor: amount, currency } })),
      ...given.map(({ id, amount }) => ({
        code: id,
        label: GIVEN_UP,
        amount: { minor: -amount, currency },
      })),
    ],
    payment: last ?? null,
  };
}
