import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** What the addresses of refunds and reconciliations name. */
export type MoneyTargets = {
  /** Asked for, and not decided. */
  readonly refund: string;
  readonly refundInvoice: string;
  readonly reconciliation: string;
};

/** @param code the organisation's */
export async function loadMoneyTargets(db: Db, code: string): Promise<MoneyTargets> {
  const [asked] = await db.execute<{ id: string; number: string }>(
    sql`select r.id, i.number from refund r join payment p on p.id = r.payment_id join invoice i on i.id = p.invoice_id
      join organisation o on o.id = r.organisation_id where o.code = ${code} order by r.created_at limit 1`,
  );
  const [run] = await db.execute<{ id: string }>(
    sql`select id from reconciliation order by started_at limit 1`,
  );
  if (!asked || !run) throw new Error('the demonstration’s refunds lack something');
  return { refund: asked.id, refundInvoice: asked.number, reconciliation: run.id };
}
