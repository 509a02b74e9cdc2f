import type { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { invoiceLines } from '#app/domain/fees/invoice-lines.ts';
import { heldBy, invoicePostings, type Posting, settlementPostings } from '#app/domain/fees/postings.ts';
import { type Quote, quote } from '#app/domain/fees/quote.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import { money } from '#app/domain/shared/money.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, invoiceLine, journal, payment, posting } from '#db/schema/fees.ts';
import type { Tx } from '#db/tx.ts';
import type { EntriesPlan, EntryRow } from './demo-entries.ts';

const PAID: ReadonlySet<string> = new Set<EntryState>(['paid', 'validated', 'returned', 'rejected']);

type Bill = {
  readonly id: string;
  readonly row: EntryRow;
  readonly at: Date;
  readonly priced: Quote;
  /** Absent while nobody has paid. */
  readonly paymentId: string | null;
};

type Schedule = ReturnType<typeof feeScheduleSchema.parse>;

/** Invoices, payments at the counter and the ledger of entries that were sent, as their states say. */
export async function seedMoney(
  ctx: Ctx,
  tx: Tx,
  plan: EntriesPlan,
  rows: readonly EntryRow[],
  schedule: Schedule,
): Promise<void> {
  const { random } = ctx.adapters;
  const bills = rows
    .filter((row) => row.number)
    .map((row): Bill => {
      const at = row.submittedAt ?? tx.now;
      const facts = {
        series: row.series ?? '',
        candidateKind: row.kind ?? 'free',
        optionalPapers: row.options ?? [],
      };
      const paymentId = PAID.has(row.state) ? random.uuid() : null;
      return {
        id: random.uuid(),
        row,
        at,
        paymentId,
        priced: quote(facts, schedule, at.toISOString().slice(0, 10)),
      };
    });
  if (bills.length === 0) return;
  await writeInvoices(tx, plan, bills);
  await writePayments(tx, plan, bills);
  await writeLedger(tx, plan.organisation.id, bills.flatMap(journalsOf));
}

async function writeInvoices(
  tx: Tx,
  { organisation, sitting }: EntriesPlan,
  bills: readonly Bill[],
): Promise<void> {
  await tx.db.insert(invoice).values(
    bills.map(({ id, row, at, priced, paymentId }) => ({
      id,
      organisationId: organisation.id,
      entryId: row.id,
      number: `F-${row.number}`,
      feeScheduleId: sitting.feeScheduleId,
      currency: priced.currency,
      total: priced.total,
      state: paymentId ? ('paid' as const) : ('open' as const),
      createdAt: at,
    })),
  );
  const { papers } = sitting.regulation;
  await tx.db
    .insert(invoiceLine)
    .values(
      bills.flatMap(({ id, priced }) =>
        invoiceLines(priced, papers).map((line) => ({ ...line, invoiceId: id })),
      ),
    );
}

async function writePayments(tx: Tx, { organisation }: EntriesPlan, bills: readonly Bill[]): Promise<void> {
  const payments = bills.flatMap(({ id, row, at, priced, paymentId }) =>
    paymentId
      ? {
          id: paymentId,
          organisationId: organisation.id,
          invoiceId: id,
          provider: 'cash',
          reference: `guichet-${row.number}`,
          currency: priced.currency,
          amount: priced.total,
          state: 'succeeded' as const,
          locale: 'fr' as const,
          expiresAt: at,
          createdAt: at,
          settledAt: at,
        }
      : [],
  );
  if (payments.length > 0) await tx.db.insert(payment).values(payments);
}

type Journal = { at: Date; reference: string; memo: string; postings: Posting[] };

function journalsOf({ id, row, at, priced, paymentId }: Bill): Journal[] {
  const memo = `F-${row.number}`;
  const total = money(priced.total, priced.currency);
  const issued = { at, memo, reference: `invoice:${id}:issued`, postings: invoicePostings(id, total) };
  if (!paymentId) return [issued];
  const postings = settlementPostings(id, heldBy({ provider: 'cash' }), total);
  return [issued, { at, memo, reference: `payment:${paymentId}:settled`, postings }];
}

async function writeLedger(tx: Tx, organisationId: string, journals: readonly Journal[]): Promise<void> {
  const heads = await tx.db
    .insert(journal)
    .values(journals.map(({ at, reference, memo }) => ({ organisationId, at, reference, memo })))
    .returning({ id: journal.id, reference: journal.reference });
  const idOf = new Map(heads.map(({ id, reference }) => [reference, id]));
  const lines = journals.flatMap(({ reference, postings }) =>
    postings.map((line) => ({ ...line, journalId: idOf.get(reference) ?? 0n })),
  );
  for (let start = 0; start < lines.length; start += 1000)
    await tx.db.insert(posting).values(lines.slice(start, start + 1000));
}
