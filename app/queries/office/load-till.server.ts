import { and, desc, eq, ilike, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { PaymentState } from '#app/domain/fees/states.ts';
import type { Db } from '#db/client.ts';
import { invoice, journal, payment, posting, schoolInvoice, suspenseItem } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { containing, withinReach } from './within-reach.ts';

export type PaymentFilter = {
  readonly state?: PaymentState | undefined;
  /** Part of an invoice number, a provider's reference or a surname. */
  readonly text?: string | undefined;
};

export const PAYMENTS_PER_PAGE = 50;
const EXPORTED_AT_ONCE = 2000;

function conditions(reach: Reach, { state, text }: PaymentFilter): SQL | undefined {
  return and(
    withinReach(reach, payment.organisationId),
    state === undefined ? undefined : eq(payment.state, state),
    text === undefined
      ? undefined
      : or(
          ilike(invoice.number, containing(text)),
          ilike(schoolInvoice.number, containing(text)),
          ilike(school.name, containing(text)),
          ilike(payment.reference, containing(text)),
          ilike(entry.surname, containing(text)),
        ),
  );
}

const billNumber = sql<string | null>`coalesce(${invoice.number}, ${schoolInvoice.number})`;

const columns = {
  id: payment.id,
  state: payment.state,
  provider: payment.provider,
  reference: payment.reference,
  amount: payment.amount,
  currency: payment.currency,
  createdAt: payment.createdAt,
  settledAt: payment.settledAt,
  invoice: billNumber,
  school: school.name,
  entryId: entry.id,
  entryNumber: entry.number,
  surname: entry.surname,
  givenNames: entry.givenNames,
};

export async function listPayments(db: Db, reach: Reach, filter: PaymentFilter & { readonly page: number }) {
  const where = conditions(reach, filter);
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(payment)
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(where);
  const rows = await db
    .select(columns)
    .from(payment)
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(where)
    .orderBy(desc(payment.createdAt), desc(payment.id))
    .limit(PAYMENTS_PER_PAGE)
    .offset((filter.page - 1) * PAYMENTS_PER_PAGE);
  return { rows, total: counted?.total ?? 0 };
}

/** Every payment of a filter, in pages, the newest first: what an export writes. */
export async function* eachPayment(db: Db, reach: Reach, filter: PaymentFilter) {
  const where = conditions(reach, filter);
  let last: { createdAt: Date; id: string } | undefined;
  for (;;) {
    const after = last
      ? or(
          lt(payment.createdAt, last.createdAt),
          and(eq(payment.createdAt, last.createdAt), lt(payment.id, last.id)),
        )
      : undefined;
    const rows = await db
      .select(columns)
      .from(payment)
      .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
      .leftJoin(entry, eq(entry.id, invoice.entryId))
      .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
      .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
      .where(and(where, after))
      .orderBy(desc(payment.createdAt), desc(payment.id))
      .limit(EXPORTED_AT_ONCE);
    yield rows;
    last = rows.at(-1);
    if (!last || rows.length < EXPORTED_AT_ONCE) return;
  }
}

export type Balance = { readonly account: string; readonly currency: string; readonly amount: bigint };

/**
 * The ledger's accounts, those of candidates, schools, refunds and drawers taken together, debits positive: they sum to
 * zero in each currency. `matches` says whether what still waits is what the suspense account holds.
 */
export async function loadLedger(db: Db, reach: Reach) {
  const account = sql<string>`case when ${posting.account} ~ '^(receivable|credit|refund|till):' then split_part(${posting.account}, ':', 1) else ${posting.account} end`;
  const sums = await db
    .select({ account, currency: posting.currency, amount: sql<string>`sum(${posting.amount})::text` })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .where(withinReach(reach, journal.organisationId))
    .groupBy(account, posting.currency)
    .orderBy(account, posting.currency);
  const balances: Balance[] = sums.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  const open = await db
    .select({ currency: suspenseItem.currency, amount: sql<string>`sum(${suspenseItem.amount})::text` })
    .from(suspenseItem)
    .where(and(withinReach(reach, suspenseItem.organisationId), isNull(suspenseItem.resolvedAt)))
    .groupBy(suspenseItem.currency);
  const waiting = new Map(open.map(({ currency, amount }) => [currency, BigInt(amount)]));
  const suspended = new Map(
    balances.filter((row) => row.account === 'suspense').map(({ currency, amount }) => [currency, -amount]),
  );
  const currencies = [...new Set([...waiting.keys(), ...suspended.keys()])];
  const matches = currencies.every((one) => (waiting.get(one) ?? 0n) === (suspended.get(one) ?? 0n));
  return { balances, matches };
}

/** Money that fitted nothing: what waits first, then what was settled last. */
export async function listSuspense(db: Db, reach: Reach) {
  return db
    .select({
      id: suspenseItem.id,
      reason: suspenseItem.reason,
      amount: suspenseItem.amount,
      currency: suspenseItem.currency,
      createdAt: suspenseItem.createdAt,
      resolvedAt: suspenseItem.resolvedAt,
      resolution: suspenseItem.resolution,
      organisationId: suspenseItem.organisationId,
      provider: suspenseItem.provider,
      source: suspenseItem.source,
      reference: payment.reference,
      invoice: billNumber,
      school: school.name,
      surname: entry.surname,
      givenNames: entry.givenNames,
    })
    .from(suspenseItem)
    .leftJoin(payment, eq(payment.id, suspenseItem.paymentId))
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .where(withinReach(reach, suspenseItem.organisationId))
    .orderBy(sql`${suspenseItem.resolvedAt} desc nulls first`, suspenseItem.createdAt)
    .limit(100);
}
