import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** What the addresses of counters, tills and schools' invoices name. */
export type CounterTargets = {
  /** Of a submitted entry: waits to be paid, and nobody gathers it. */
  readonly openInvoice: string;
  readonly openInvoiceNumber: string;
  /** Closed, and not handed over yet. */
  readonly closedTill: string;
  /** Taken into it. */
  readonly cashPayment: string;
  readonly cashReceipt: string;
  readonly schoolInvoice: string;
  readonly schoolInvoiceNumber: string;
  readonly schoolOfInvoice: string;
  readonly bankFile: string;
  readonly waiver: string;
  /** Nothing waits to be given back in the demonstration. */
  readonly cashRefund: string;
};

/** The demonstration's things of one organisation, as its seed made them. @param code the organisation's */
export async function loadCounterTargets(db: Db, code: string): Promise<CounterTargets> {
  const one = async (query: ReturnType<typeof sql>): Promise<Record<string, string>> => {
    const [row] = await db.execute<Record<string, string>>(query);
    if (!row) throw new Error('The demonstration’s counter lacks something');
    return row;
  };
  const office = sql`(select id from organisation where code = ${code})`;
  const till = await one(
    sql`select id from till where organisation_id = ${office} and state = 'closed' order by day, id limit 1`,
  );
  const taken = await one(
    sql`select p.id, p.reference from payment p join document d on d.source = 'payment:' || p.id and d.state = 'issued'
      where p.till_id = ${till.id} order by p.reference limit 1`,
  );
  const bill = await one(
    sql`select i.id, i.number from invoice i join entry e on e.id = i.entry_id and e.state = 'submitted'
      join candidate c on c.id = e.candidate_id and c.user_id is null
      where i.organisation_id = ${office} and i.state = 'open'
        and not exists (select 1 from school_invoice_item s where s.invoice_id = i.id and s.released_at is null)
        and not exists (select 1 from waiver w where w.invoice_id = i.id)
      order by i.number desc limit 1`,
  );
  const school = await one(
    sql`select id, number, school_id from school_invoice where organisation_id = ${office} and state = 'open' order by number limit 1`,
  );
  const file = await one(sql`select id from bank_file where organisation_id = ${office} order by id limit 1`);
  const waiver = await one(
    sql`select id from waiver where organisation_id = ${office} and state = 'requested' order by id limit 1`,
  );
  return {
    openInvoice: bill.id ?? '',
    openInvoiceNumber: bill.number ?? '',
    closedTill: till.id ?? '',
    cashPayment: taken.id ?? '',
    cashReceipt: taken.reference ?? '',
    schoolInvoice: school.id ?? '',
    schoolInvoiceNumber: school.number ?? '',
    schoolOfInvoice: school.school_id ?? '',
    bankFile: file.id ?? '',
    waiver: waiver.id ?? '',
    cashRefund: crypto.randomUUID(),
  };
}
