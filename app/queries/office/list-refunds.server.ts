import { and, desc, eq, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { RefundState } from '#app/domain/fees/states.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { invoice, payment, refund, schoolInvoice, suspenseItem } from '#db/schema/fees.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { withinReach } from './within-reach.ts';

export const REFUNDS_PER_PAGE = 50;

export type RefundFilter = { readonly state?: RefundState | undefined; readonly page: number };

/** Refunds with what they give back and to whom; those that wait for somebody come first, then the newest. */
export async function listRefunds(db: Db, reach: Reach, { state, page }: RefundFilter) {
  const where = and(
    withinReach(reach, refund.organisationId),
    state === undefined ? undefined : eq(refund.state, state),
  );
  const rows = await db
    .select({
      id: refund.id,
      organisationId: refund.organisationId,
      state: refund.state,
      origin: refund.origin,
      amount: refund.amount,
      currency: refund.currency,
      reason: refund.reason,
      reference: refund.reference,
      lastError: refund.lastError,
      createdAt: refund.createdAt,
      settledAt: refund.settledAt,
      requestedBy: refund.requestedBy,
      askedBy: userAccount.displayName,
      provider: sql<string>`coalesce(${payment.provider}, ${suspenseItem.provider}, 'bank')`,
      paymentReference: payment.reference,
      invoice: sql<string | null>`coalesce(${invoice.number}, ${schoolInvoice.number})`,
      school: school.name,
      surname: entry.surname,
      givenNames: entry.givenNames,
    })
    .from(refund)
    .leftJoin(payment, eq(payment.id, refund.paymentId))
    .leftJoin(suspenseItem, eq(suspenseItem.refundId, refund.id))
    .leftJoin(invoice, eq(invoice.id, payment.invoiceId))
    .leftJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(schoolInvoice, eq(schoolInvoice.id, payment.schoolInvoiceId))
    .leftJoin(school, eq(school.id, schoolInvoice.schoolId))
    .leftJoin(userAccount, eq(userAccount.id, refund.requestedBy))
    .where(where)
    .orderBy(
      sql`array_position(array['requested','failed','approved','sent'], ${refund.state})`,
      desc(refund.createdAt),
      desc(refund.id),
    )
    .limit(REFUNDS_PER_PAGE)
    .offset((page - 1) * REFUNDS_PER_PAGE);
  return { rows, total: await db.$count(refund, where) };
}
