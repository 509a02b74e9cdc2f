import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Reach } from '#app/domain/access/reach.ts';
import type { TillState } from '#app/domain/fees/states.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { invoice, payment, refund, schoolInvoice } from '#db/schema/fees.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { till } from '#db/schema/till.ts';

const reconciler = alias(userAccount, 'reconciler');

const booked = sql<string>`coalesce((select sum(p.amount) from posting p where p.account = 'till:' || ${till.id}), 0)::text`;

const head = {
  id: till.id,
  organisationId: till.organisationId,
  office: organisation.profile,
  cashierId: till.cashierId,
  cashier: userAccount.displayName,
  day: till.day,
  currency: till.currency,
  float: till.float,
  state: till.state,
  openedAt: till.openedAt,
  closedAt: till.closedAt,
  counted: till.counted,
  differenceReason: till.differenceReason,
  reconciledAt: till.reconciledAt,
  reconciledBy: reconciler.displayName,
  depositReference: till.depositReference,
  booked,
};

export type JournalLine = {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly at: Date;
  /** The receipt's number, or the voucher's. */
  readonly reference: string;
  readonly bill: string;
  readonly name: string;
  /** Negative for money given back. */
  readonly amount: bigint;
};

/** A cashier's day: the drawer, what came in and went out in order, and its totals. */
export async function loadJournal(db: Db, reach: Reach, tillId: string) {
  const [row] = await db
    .select(head)
    .from(till)
    .innerJoin(organisation, eq(organisation.id, till.organisationId))
    .innerJoin(userAccount, eq(userAccount.id, till.cashierId))
    .leftJoin(reconciler, eq(reconciler.id, till.reconciledBy))
    .where(and(eq(till.id, tillId), withinReach(reach, till.organisationId)));
  if (!row) return undefined;
  const lines = [...(await paymentsOf(db, tillId)), ...(await refundsOf(db, tillId))].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.reference.localeCompare(b.reference),
  );
  const sum = (kind: JournalLine['kind']) =>
    lines.reduce((total, line) => (line.kind === kind ? total + line.amount : total), 0n);
  const taken = sum('payment');
  const given = sum('refund');
  const { office, booked: inBooks, ...rest } = row;
  const expected = row.float + taken + given;
  return {
    ...rest,
    office: office.name,
    city: office.city,
    lines,
    taken,
    given,
    expected,
    difference: row.counted === null ? null : row.counted - expected,
    /** What the ledger holds in the drawer now: once handed over, nothing. */
    inBooks: BigInt(inBooks),
  };
}

async function paymentsOf(db: Db, tillId: string): Promise<JournalLine[]> {
  const rows = await db
    .select({
      id: payment.id,
      at: sql<Date>`coalesce(${payment.settledAt}, ${payment.createdAt})`.mapWith(payment.createdAt),
      reference: payment.reference,
      invoice: invoice.number,
      schoolInvoice: schoolInvoice.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      school: school.name,
      amount: payment.amount,
    })
    .from(payment)
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(and(eq(payment.tillId, tillId), eq(payment.state, 'succeeded')))
    .orderBy(asc(payment.createdAt), asc(payment.id));
  return rows.map((row) => ({
    id: row.id,
    kind: 'payment',
    at: row.at,
    reference: row.reference ?? '',
    bill: row.invoice ?? row.schoolInvoice ?? '',
    name: row.school ?? `${row.surname ?? ''} ${row.givenNames ?? ''}`.trim(),
    amount: row.amount,
  }));
}

async function refundsOf(db: Db, tillId: string): Promise<JournalLine[]> {
  const rows = await db
    .select({
      id: refund.id,
      at: sql<Date>`coalesce(${refund.settledAt}, ${refund.createdAt})`.mapWith(refund.createdAt),
      reference: refund.reference,
      invoice: invoice.number,
      schoolInvoice: schoolInvoice.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      school: school.name,
      amount: refund.amount,
    })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(and(eq(refund.tillId, tillId), eq(refund.state, 'succeeded')))
    .orderBy(asc(refund.createdAt), asc(refund.id));
  return rows.map((row) => ({
    id: row.id,
    kind: 'refund',
    at: row.at,
    reference: row.reference ?? '',
    bill: row.invoice ?? row.schoolInvoice ?? '',
    name: row.school ?? `${row.surname ?? ''} ${row.givenNames ?? ''}`.trim(),
    amount: -row.amount,
  }));
}

export const TILLS_PER_PAGE = 50;

export type TillFilter = { readonly state?: TillState | undefined; readonly page: number };

/** Drawers by day, those that wait for somebody first: closed, then open, then handed over. */
export async function listTills(db: Db, reach: Reach, { state, page }: TillFilter) {
  const shown = and(withinReach(reach, till.organisationId), state ? eq(till.state, state) : undefined);
  const order = sql`array_position(array['closed', 'open', 'reconciled'], ${till.state})`;
  const rows = await db
    .select(head)
    .from(till)
    .innerJoin(organisation, eq(organisation.id, till.organisationId))
    .innerJoin(userAccount, eq(userAccount.id, till.cashierId))
    .leftJoin(reconciler, eq(reconciler.id, till.reconciledBy))
    .where(shown)
    .orderBy(order, desc(till.day), asc(userAccount.displayName))
    .limit(TILLS_PER_PAGE)
    .offset((page - 1) * TILLS_PER_PAGE);
  return {
    rows: rows.map(({ office, booked: inBooks, ...row }) => ({
      ...row,
      office: office.shortName,
      inBooks: BigInt(inBooks),
    })),
    total: await db.$count(till, shown),
  };
}
