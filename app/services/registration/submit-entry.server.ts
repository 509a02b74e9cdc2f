import { eq, sql } from 'drizzle-orm';
import { invoiceLines } from '#app/domain/fees/invoice-lines.ts';
import { invoicePostings } from '#app/domain/fees/postings.ts';
import { type Quote, quote } from '#app/domain/fees/quote.ts';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import {
  type CompleteAnswers,
  type EligibilityRefusal,
  eligibility,
  takesEntries,
  type WindowRefusal,
} from '#app/domain/registration/eligibility.ts';
import { entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import { beyondProgramme } from '#app/domain/registration/papers.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { findDuplicates } from '#app/services/duplicates/find-duplicates.server.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { loadFeeSchedule } from '#app/services/sitting/frozen-parts.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, invoiceLine } from '#db/schema/fees.ts';
import { entry, entryCounter } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadOwnEntry, type OwnEntry } from './load-own-entry.server.ts';
import { type Period, refuseSamePeriod } from './same-period.server.ts';
import { type QuotaRefusal, takePlace } from './take-place.server.ts';

export type SubmitEntry = { readonly entryId: string; readonly version: number };
export type SubmitRefusal =
  | 'entry.notFound'
  | 'entry.changedElsewhere'
  | EligibilityRefusal
  | QuotaRefusal
  | 'entry.samePeriod'
  | 'state.refused'
  | WindowRefusal;

export type Submitted = { readonly number: string; readonly total: bigint };

/**
 * Sends a draft, by its candidate or the head of its school: judged as a whole, given a place where places are limited
 * (`quota.full`), numbered without a gap in its sitting, priced line by line at today's date, the price frozen as an
 * invoice and posted. An identity number already entered in the period is `entry.samePeriod`. Sent twice, it answers with the number it has. A free entry is paid at once.
 */
export async function submitEntry(
  ctx: Ctx,
  { entryId, version }: SubmitEntry,
): Promise<Verdict<Submitted, SubmitRefusal>> {
  return withTx(ctx, 'submitEntry', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    return own.ok ? submitHeld(tx, own.value, version) : own;
  });
}

/** As `submitEntry`, for who holds the entry's lock and has loaded it within it. */
export async function submitHeld(
  tx: Tx,
  own: OwnEntry,
  version: number,
): Promise<Verdict<Submitted, SubmitRefusal>> {
  const { entry: row, regulation, examStartsOn } = own;
  if (row.number !== null && (row.state === 'submitted' || row.state === 'paid'))
    return accept({ number: row.number, total: await invoicedTotal(tx, row.id) });
  const state = nextState(ENTRY_TABLE, row.state, 'submit');
  if (!state.ok) return state;
  if (row.version !== version) return refuse('entry.changedElsewhere');
  const sittingNow = await holdSitting(tx, row.sittingId);
  const window = takesEntries(sittingNow, tx.now);
  if (!window.ok) return window;
  const rules = entryRulesSchema.parse(sittingNow.entryRules);
  const answers = eligibility(own.answers, regulation, examStartsOn, rules);
  if (!answers.ok) return answers;
  const alone = await refuseSamePeriod(tx, periodOf(own), row);
  if (!alone.ok) return alone;
  const place = await takePlace(tx, { sittingId: row.sittingId, series: answers.value.series }, rules);
  if (!place.ok) return place;
  const priced = await priceOf(tx.db, own, answers.value, tx.now);
  const number = await takeNumber(tx, own);
  const paid = priced.total === 0n;
  await tx.db
    .update(entry)
    .set({
      state: paid ? 'paid' : state.value,
      number,
      submittedAt: tx.now,
      updatedAt: tx.now,
      version: version + 1,
      ...searchKeys(answers.value),
    })
    .where(eq(entry.id, row.id));
  await writeInvoice(tx, own, number, priced);
  await findDuplicates(tx.db, { sittingId: row.sittingId, entryIds: [row.id], now: tx.now });
  tx.audit({
    organisationId: row.organisationId,
    action: 'entry.submit',
    subject: { type: 'entry', id: row.id },
    after: answers.value,
    detail: { number, total: priced.total.toString(), currency: priced.currency },
  });
  return accept({ number, total: priced.total });
}

/** Of which period an entry is. */
export function periodOf({ exam, sitting: { year } }: OwnEntry): Period {
  return { examCode: exam.code, year };
}

/** The sitting as it stands, kept from closing until this entry is in. */
async function holdSitting(tx: Tx, sittingId: string) {
  const [row] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId)).for('share');
  if (!row) throw new Error(`no sitting ${sittingId}`);
  return row;
}

/** What an entry costs on a day, by its sitting's fee schedule. @throws RangeError for a series without a fee. */
export async function priceOf(
  db: Db | TxDb,
  { sitting: { feeScheduleId }, profile, regulation }: Pick<OwnEntry, 'sitting' | 'profile' | 'regulation'>,
  { series, kind, options }: Pick<CompleteAnswers, 'series' | 'kind' | 'options'>,
  day: Date,
): Promise<Quote> {
  const facts = { series, candidateKind: kind, optionalPapers: beyondProgramme(regulation, options) };
  return quote(facts, await loadFeeSchedule(db, feeScheduleId), localDate(day, profile.timeZone));
}

/** The counter's row is locked until commit, so a number taken by a submission that fails is taken by the next. */
async function takeNumber(tx: Tx, { entry: row, exam, sitting: { year } }: OwnEntry): Promise<string> {
  const [counter] = await tx.db
    .insert(entryCounter)
    .values({ sittingId: row.sittingId, last: 1 })
    .onConflictDoUpdate({ target: entryCounter.sittingId, set: { last: sql`${entryCounter.last} + 1` } })
    .returning({ last: entryCounter.last });
  if (!counter) throw new Error('no number was taken');
  return candidateNumber(exam.code, year, counter.last);
}

async function writeInvoice(tx: Tx, own: OwnEntry, number: string, priced: Quote): Promise<void> {
  const { currency, total } = priced;
  const { organisationId, id: entryId } = own.entry;
  const [row] = await tx.db
    .insert(invoice)
    .values({
      organisationId,
      entryId,
      number: `F-${number}`,
      feeScheduleId: own.sitting.feeScheduleId,
      currency,
      total,
      state: total === 0n ? 'paid' : 'open',
      createdAt: tx.now,
    })
    .returning({ id: invoice.id });
  if (!row) throw new Error('the invoice was not written');
  const lines = invoiceLines(priced, own.regulation.papers);
  await tx.db.insert(invoiceLine).values(lines.map((line) => ({ ...line, invoiceId: row.id })));
  if (total === 0n) return;
  const postings = invoicePostings(row.id, money(total, currency));
  await postJournal(tx, {
    organisationId,
    reference: `invoice:${row.id}:issued`,
    memo: `F-${number}`,
    postings,
  });
}

async function invoicedTotal(tx: Tx, entryId: string): Promise<bigint> {
  const rows = await tx.db.select({ total: invoice.total }).from(invoice).where(eq(invoice.entryId, entryId));
  return rows.reduce((sum, { total }) => sum + total, 0n);
}
