import { sql } from 'drizzle-orm';
import { invoice, schoolInvoice } from '#db/schema/fees.ts';

/** What an invoice comes to now: its total less its granted waivers. As text: JSON has no whole number of any size. */
export const invoiceDue = sql<string>`(${invoice.total} - coalesce((
  select sum(w.amount) from waiver w where w.invoice_id = ${invoice.id} and w.state = 'granted'), 0))::text`;

/** What a school has paid of an invoice, by whatever way. */
export const schoolPaid = sql<string>`coalesce((
  select sum(p.amount - p.refunded) from payment p
  where p.school_invoice_id = ${schoolInvoice.id} and p.state = 'succeeded'), 0)::text`;
