import { asc, eq } from 'drizzle-orm';
import { type ReceiptFacts, receiptClaims, receiptDraft } from '#app/domain/documents/receipt-document.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, invoiceLine, payment } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadSittingFacts } from './load-sitting-facts.server.ts';
import { requestDocument } from './request-document.server.ts';

/** Gives a settled payment its receipt, once. @throws when the payment isn't settled yet: the job is tried again. */
export async function issueReceipt(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<void> {
  const asked = await withTx(ctx, 'issueReceipt', { lock: [`payment:${paymentId}`] }, async (tx) => {
    const { entryId, organisationId, ...facts } = await loadFacts(ctx, tx, paymentId);
    return requestDocument(ctx, tx, {
      organisationId,
      entryId,
      kind: 'receipt',
      source: `payment:${paymentId}`,
      prefix: `RC-${facts.sitting.year}-${facts.exam.code}`,
      write: (numbered) => ({
        draft: receiptDraft(facts, numbered),
        claims: receiptClaims(facts, numbered),
      }),
    });
  });
  if (!asked.ok) throw new Error(`receipt of ${paymentId}: ${asked.reason}`);
}

type Loaded = ReceiptFacts & { readonly entryId: string; readonly organisationId: string };

async function loadFacts(ctx: Ctx, tx: Tx, paymentId: string): Promise<Loaded> {
  const [row] = await tx.db
    .select({ payment, invoice, entry })
    .from(payment)
    .innerJoin(invoice, eq(invoice.id, payment.invoiceId))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(eq(payment.id, paymentId));
  const facts = row && (await loadSittingFacts(tx.db, row.entry.sittingId));
  if (!row || !facts || !row.payment.settledAt) throw new Error(`payment ${paymentId} is not settled`);
  const lines = await tx.db
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, row.invoice.id))
    .orderBy(asc(invoiceLine.position));
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
    lines,
    total: row.invoice.total,
    paidAt: row.payment.settledAt,
    provider: row.payment.provider,
    reference: row.payment.reference,
    host: ctx.settings.officialHost,
  };
}
