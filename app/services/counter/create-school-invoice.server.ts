import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { schoolInvoiceNumber } from '#app/domain/counter/read-number.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { amountsDue } from '#app/services/fees/amount-due.server.ts';
import { invoice, schoolInvoice, schoolInvoiceCounter, schoolInvoiceItem } from '#db/schema/fees.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';

export type CreateSchoolInvoice = {
  readonly schoolId: string;
  readonly sittingId: string;
  /** Whom to pay for; everyone who owes when left out. Who has paid meanwhile is left out. */
  readonly entryIds?: readonly string[];
};
export type SchoolInvoiceRefusal = 'school.notFound' | 'schoolInvoice.nothingDue' | 'schoolInvoice.closed';

/** One invoice of a school for so many candidates: more than any school has, and what one payment can lock. */
export const MOST_CANDIDATES = 1000;

/**
 * One invoice of a school for its candidates who owe, in the order of their numbers, at most 1,000 of them; each one's
 * own invoice stays theirs. An invoice is gathered once at a time. Who: the school's head (`entry.school`), or
 * `money.work`.
 */
export async function createSchoolInvoice(
  ctx: Ctx,
  command: CreateSchoolInvoice,
): Promise<Verdict<{ schoolInvoiceId: string; number: string; candidates: number }, SchoolInvoiceRefusal>> {
  const { schoolId, sittingId } = command;
  const [known] = await ctx.db.select().from(school).where(eq(school.id, schoolId));
  if (!known || !mayBill(ctx, known)) return refuse('school.notFound');
  const lock = [`schoolInvoices:${schoolId}`];
  return withTx(ctx, 'createSchoolInvoice', { lock }, async (tx) => {
    const [office] = await tx.db
      .select({ profile: organisation.profile, closesAt: sitting.entriesCloseAt })
      .from(sitting)
      .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
      .where(and(eq(sitting.id, sittingId), eq(sitting.organisationId, known.organisationId)));
    if (!office) return refuse('school.notFound');
    if (tx.now > office.closesAt) return refuse('schoolInvoice.closed');
    const { timeZone, currency } = office.profile;
    const year = Number(localDate(tx.now, timeZone).slice(0, 4));
    return gatherInvoices(ctx, tx, { ...command, organisationId: known.organisationId, year, currency });
  });
}

export function mayBill(
  { actor }: Pick<Ctx, 'actor'>,
  { id: schoolId, organisationId }: { readonly id: string; readonly organisationId: string },
): boolean {
  return (
    authorise(actor, 'entry.school', { organisationId, schoolId }).ok ||
    authorise(actor, 'money.work', { organisationId }).ok
  );
}

type Gathering = CreateSchoolInvoice & {
  readonly organisationId: string;
  readonly year: number;
  readonly currency: string;
};

/** The caller holds the lock of the school's invoices. */
export async function gatherInvoices(
  { actor }: Pick<Ctx, 'actor'>,
  tx: Tx,
  { schoolId, sittingId, entryIds, organisationId, year, currency }: Gathering,
): Promise<Verdict<{ schoolInvoiceId: string; number: string; candidates: number }, SchoolInvoiceRefusal>> {
  const owing = await openInvoices(tx, { schoolId, sittingId, currency, entryIds });
  const total = owing.reduce((sum, { due }) => sum + due, 0n);
  if (total === 0n) return refuse('schoolInvoice.nothingDue');
  const number = schoolInvoiceNumber(year, await takePosition(tx, organisationId, year));
  const [row] = await tx.db
    .insert(schoolInvoice)
    .values({
      organisationId,
      schoolId,
      sittingId,
      number,
      currency,
      total,
      state: 'open',
      createdBy: actor.kind === 'user' ? actor.id : null,
      createdAt: tx.now,
    })
    .returning({ id: schoolInvoice.id });
  if (!row) throw new Error('the school invoice was not written');
  await tx.db.insert(schoolInvoiceItem).values(
    owing.map(({ invoiceId, due }, position) => ({
      schoolInvoiceId: row.id,
      invoiceId,
      position,
      amount: due,
    })),
  );
  tx.audit({
    organisationId,
    action: 'schoolInvoice.create',
    subject: { type: 'schoolInvoice', id: row.id },
    detail: { number, candidates: owing.length, total: total.toString(), currency },
  });
  return accept({ schoolInvoiceId: row.id, number, candidates: owing.length });
}

type Wanted = Pick<Gathering, 'schoolId' | 'sittingId' | 'currency' | 'entryIds'>;

/** Open invoices of submitted entries that no school's gathers, with what each comes to now, by candidate's number. */
async function openInvoices(tx: Tx, { schoolId, sittingId, currency, entryIds }: Wanted) {
  const rows = await tx.db
    .select({ invoiceId: invoice.id })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .leftJoin(
      schoolInvoiceItem,
      and(eq(schoolInvoiceItem.invoiceId, invoice.id), isNull(schoolInvoiceItem.releasedAt)),
    )
    .where(
      and(
        eq(entry.schoolId, schoolId),
        eq(entry.sittingId, sittingId),
        eq(entry.state, 'submitted'),
        eq(invoice.state, 'open'),
        eq(invoice.currency, currency),
        isNull(schoolInvoiceItem.invoiceId),
        entryIds ? inArray(entry.id, [...entryIds]) : undefined,
      ),
    )
    .orderBy(asc(entry.number), asc(invoice.number))
    .limit(MOST_CANDIDATES)
    // Whoever is paying one of them finishes first, and then it owes nothing.
    .for('update', { of: invoice });
  const dues = await amountsDue(
    tx,
    rows.map(({ invoiceId }) => invoiceId),
  );
  return rows.flatMap(({ invoiceId }) => {
    const due = dues.get(invoiceId)?.minor ?? 0n;
    return due > 0n ? [{ invoiceId, due }] : [];
  });
}

/** The counter's row is locked until commit, so a number taken by an invoice that fails is taken by the next. */
async function takePosition(tx: Tx, organisationId: string, year: number): Promise<number> {
  const [counter] = await tx.db
    .insert(schoolInvoiceCounter)
    .values({ organisationId, year, last: 1 })
    .onConflictDoUpdate({
      target: [schoolInvoiceCounter.organisationId, schoolInvoiceCounter.year],
      set: { last: sql`${schoolInvoiceCounter.last} + 1` },
    })
    .returning({ last: schoolInvoiceCounter.last });
  if (!counter) throw new Error('no number was taken');
  return counter.last;
}
