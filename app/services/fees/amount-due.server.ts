import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Money, money } from '#app/domain/shared/money.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, waiver } from '#db/schema/fees.ts';

/**
 * What an invoice comes to: its total less its granted waivers, whether or not it is paid.
 * @throws when there is no such invoice.
 */
export async function amountDue({ db }: { readonly db: Db | TxDb }, invoiceId: string): Promise<Money> {
  const due = (await amountsDue({ db }, [invoiceId])).get(invoiceId);
  if (!due) throw new Error(`no invoice ${invoiceId}`);
  return due;
}

/** The same of many at once, by the invoice's id. */
export async function amountsDue(
  { db }: { readonly db: Db | TxDb },
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, Money>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: invoice.id,
      currency: invoice.currency,
      due: sql<string>`(${invoice.total} - coalesce(sum(${waiver.amount}), 0))::text`,
    })
    .from(invoice)
    .leftJoin(waiver, and(eq(waiver.invoiceId, invoice.id), eq(waiver.state, 'granted')))
    .where(inArray(invoice.id, [...invoiceIds]))
    .groupBy(invoice.id);
  return new Map(rows.map(({ id, currency, due }) => [id, money(BigInt(due), currency)]));
}
