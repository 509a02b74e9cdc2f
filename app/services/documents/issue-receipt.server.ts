import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { type ReceiptFacts, receiptClaims, receiptDraft } from '#app/domain/documents/receipt-document.ts';
import { receivableOf } from '#app/domain/fees/postings.ts';
import type { Ctx } from '#app/services/context.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import { invoice, invoiceLine, journal, payment, posting, waiver } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadSittingFacts } from './load-sitting-facts.server.ts';
import { requestDocument } from './request-document.server.ts';

const GIVEN_UP = { fr: 'Exonération', en: 'Exemption' };

export type IssueReceipt = {
  readonly paymentId?: string | undefined;
  /** The invoice of a candidate whose school paid; without it, the payment's own. */
  readonly invoiceId?: string | undefined;
};

/**
 * Gives a paid invoice its receipt, once: the payment's, or the invoice's when a school paid for many.
 * @throws when it isn't paid yet: the job is tried again.
 */
export async function issueReceipt(ctx: Ctx, { paymentId, invoiceId }: IssueReceipt): Promise<void> {
  const source = invoiceId === undefined ? `payment:${paymentId}` : `invoice:${invoiceId}`;
  const asked = await withTx(ctx, 'issueReceipt', { lock: [source] }, async (tx) => {
    const { entryId, organisationId, ...facts } = await loadFacts(ctx, tx, { paymentId, invoiceId });
    return requestDocument(ctx, tx, {
      organisationId,
      entryId,
      kind: 'receipt',
      source,
      bulk: invoiceId !== undefined,
      prefix: `RC-${facts.sitting.year}-${facts.exam.code}`,
      write: (numbered) => ({
        draft: receiptDraft(facts, numbered),
        claims: receiptClaims(facts, numbered),
      }),
    });
  });
  if (!asked.ok) throw new Error(`receipt of ${source}: ${asked.reason}`);
}

type Loaded = ReceiptFacts & { readonly entryId: string; readonly organisationId: string };

async function loadFacts(ctx: Ctx, tx: Tx, asked: IssueReceipt): Promise<Loaded> {
  const paid = await loadPaid(tx, asked);
  const [row] = await tx.db
    .select({ invoice, entry })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(eq(invoice.id, paid.invoiceId));
  const facts = row && (await loadSittingFacts(tx.db, row.entry.sittingId));
  if (!row || !facts || row.invoice.state !== 'paid') throw new Error(`${paid.invoiceId} is not paid`);
  const { number, surname, givenNames, birthDate, series } = row.entry;
  return {
    entryId: row.entry.id,
    organisationId: facts.organisation.id,
    organisation: facts.organisation,
    exam: facts.exam,
    sitting: facts.sitting,
    candidate: {
      number: number ?? '',
      surname: surname ?? '',
      givenNames: givenNames ?? '',
      birthDate: birthDate ?? '',
      series: series ?? '-',
    },
    currency: row.invoice.currency,
    lines: await linesOf(tx, row.invoice.id),
    total: (await amountDue(tx, row.invoice.id)).minor,
    paidAt: paid.at,
    provider: paid.provider,
    reference: paid.reference,
    host: ctx.settings.officialHost,
    style: facts.style,
  };
}

type Paid = {
  readonly invoiceId: string;
  readonly at: Date;
  readonly provider: string;
  readonly reference: string | null;
};

/** What paid the invoice. Money that a cashier found the owner of has no payment: the day is the journal's. */
async function loadPaid(tx: Tx, { paymentId, invoiceId }: IssueReceipt): Promise<Paid> {
  const [row] =
    paymentId === undefined ? [] : await tx.db.select().from(payment).where(eq(payment.id, paymentId));
  if (paymentId !== undefined && !row?.settledAt) throw new Error(`payment ${paymentId} is not settled`);
  const paidInvoice = invoiceId ?? row?.invoiceId;
  if (!paidInvoice) throw new Error('a receipt of nothing');
  const by = { provider: row?.provider ?? 'bank', reference: row?.reference ?? null };
  if (invoiceId === undefined && row?.settledAt) return { ...by, invoiceId: paidInvoice, at: row.settledAt };
  const [allocated] = await tx.db
    .select({ at: journal.at })
    .from(posting)
    .innerJoin(journal, eq(journal.id, posting.journalId))
    .where(and(eq(posting.account, receivableOf(paidInvoice)), lt(posting.amount, 0n)))
    .orderBy(desc(journal.id));
  if (!allocated) throw new Error(`invoice ${paidInvoice} was not paid`);
  return { ...by, invoiceId: paidInvoice, at: allocated.at };
}

/** The frozen lines, then what was given up of them. */
async function linesOf(tx: Tx, invoiceId: string): Promise<ReceiptFacts['lines']> {
  const lines = await tx.db
    .select({ label: invoiceLine.label, amount: invoiceLine.amount })
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, invoiceId))
    .orderBy(asc(invoiceLine.position));
  const givenUp = await tx.db
    .select({ amount: waiver.amount })
    .from(waiver)
    .where(and(eq(waiver.invoiceId, invoiceId), eq(waiver.state, 'granted')))
    .orderBy(asc(waiver.createdAt));
  return [...lines, ...givenUp.map(({ amount }) => ({ label: GIVEN_UP, amount: -amount }))];
}
