import { asc, eq } from 'drizzle-orm';
import { officeOf } from '#app/domain/documents/office.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, invoiceLine, payment } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { loadSittingFacts } from './load-sitting-facts.server.ts';
import { type Numbering, requestDocument } from './request-document.server.ts';

const MEANS: Readonly<Record<string, { fr: string; en: string }>> = {
  stripe: { fr: 'Carte bancaire, en ligne', en: 'Card, online' },
  cash: { fr: 'Espèces, au guichet', en: 'Cash, at the counter' },
};

/** Gives a settled payment its receipt, once. @throws when the payment isn't settled yet: the job is tried again. */
export async function issueReceipt(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<void> {
  const asked = await withTx(ctx, 'issueReceipt', { lock: [`payment:${paymentId}`] }, async (tx) => {
    const [row] = await tx.db
      .select({ payment, invoice, entry })
      .from(payment)
      .innerJoin(invoice, eq(invoice.id, payment.invoiceId))
      .innerJoin(entry, eq(entry.id, invoice.entryId))
      .where(eq(payment.id, paymentId));
    const facts = row && (await loadSittingFacts(tx.db, row.entry.sittingId));
    if (!row || !facts || !row.payment.settledAt) throw new Error(`payment ${paymentId} is not settled`);
    const { settledAt } = row.payment;
    const lines = await tx.db
      .select()
      .from(invoiceLine)
      .where(eq(invoiceLine.invoiceId, row.invoice.id))
      .orderBy(asc(invoiceLine.position));
    const { organisation, exam, sitting } = facts;
    const { timeZone } = organisation.profile;
    const holder = [row.entry.surname, row.entry.givenNames].filter(Boolean).join(' ').normalize('NFC');
    const number = row.entry.number ?? '';
    return requestDocument(ctx, tx, {
      organisationId: organisation.id,
      entryId: row.entry.id,
      kind: 'receipt',
      source: `payment:${paymentId}`,
      prefix: `RC-${sitting.year}-${exam.code}`,
      write: (numbering: Numbering) => ({
        draft: {
          kind: 'receipt',
          templateVersion: 1,
          languages: ['fr', 'en'],
          office: officeOf(organisation.profile),
          number: numbering.number,
          edition: numbering.edition,
          issuedOn: localDate(numbering.issuedAt, timeZone),
          verification: { host: ctx.settings.officialHost, typedCode: numbering.typedCode },
          payer: holder,
          subject: {
            fr: `${sitting.name.fr} — inscription ${number}`,
            en: `${sitting.name.en} — entry ${number}`,
          },
          currency: row.invoice.currency,
          lines: lines.map((line) => ({ label: line.label, amount: String(line.amount) })),
          total: String(row.invoice.total),
          paidOn: localDate(settledAt, timeZone),
          means: MEANS[row.payment.provider] ?? { fr: row.payment.provider },
          ...(row.payment.reference ? { paymentReference: row.payment.reference } : {}),
        },
        claims: {
          issuer: organisation.code,
          issuedAt: Math.floor(numbering.issuedAt.getTime() / 1000),
          holder,
          birthDate: (row.entry.birthDate ?? '').replace(/-/g, ''),
          type: 'receipt',
          exam: exam.code,
          series: row.entry.series ?? '-',
          year: sitting.year,
          honours: 'none',
          average: null,
          number: numbering.number,
          edition: numbering.edition,
          statusIndex: numbering.statusIndex,
        },
      }),
    });
  });
  if (!asked.ok) throw new Error(`receipt of ${paymentId}: ${asked.reason}`);
}
