import { z } from 'zod';
import { type Money, sumMoney } from '#app/domain/shared/money.ts';
import { type CandidateKind, concerns, type FeeLine, type FeeSchedule, minorUnits } from './fee-schedule.ts';

/** What of an entry decides its price. */
export type EntryFacts = {
  readonly series: string;
  readonly candidateKind: CandidateKind;
  /** Codes of the optional papers chosen; a code twice counts once. */
  readonly optionalPapers: readonly string[];
};

/** Exact amounts as decimal strings in JSON (`z.encode`), bigints in code (`z.decode`). */
export const quoteSchema = z.strictObject({
  currency: z.string(),
  lines: z.array(
    z.strictObject({
      code: z.string(),
      label: z.strictObject({ fr: z.string(), en: z.string() }),
      /** The optional paper it pays for. */
      paper: z.string().optional(),
      /** In the currency's smallest unit. */
      amount: minorUnits,
    }),
  ),
  total: minorUnits,
});

export type Quote = z.output<typeof quoteSchema>;
export type QuoteJson = z.input<typeof quoteSchema>;

/**
 * The price of an entry, line by line, in the order of the schedule, in minor units. Lines of amount 0 are kept: they
 * say that something is free.
 * @param today the office's local date, `YYYY-MM-DD`; a late fee is due from the day after its date.
 * @throws RangeError for a series the schedule is not for, or a date of another form: neither is ever free.
 */
export function quote(entry: EntryFacts, schedule: FeeSchedule, today: string): Quote {
  if (!schedule.series.includes(entry.series)) {
    throw new RangeError(`schedule ${schedule.code} has no series ${entry.series}`);
  }
  if (!z.iso.date().safeParse(today).success) throw new RangeError(`not a date: ${today}`);
  const lines = schedule.lines
    .filter((line) => concerns(line, entry.series, entry.candidateKind))
    .filter((line) => line.after === undefined || today > line.after)
    .flatMap((line) => quoteLine(line, new Set(entry.optionalPapers)));
  const amounts = lines.map(({ amount }): Money => ({ minor: amount, currency: schedule.currency }));
  return { currency: schedule.currency, lines, total: sumMoney(amounts, schedule.currency).minor };
}

export function serialiseQuote(value: Quote): QuoteJson {
  return z.encode(quoteSchema, value);
}

/** @throws ZodError for anything `serialiseQuote` can't have written. */
export function parseQuote(value: unknown): Quote {
  return quoteSchema.parse(value);
}

function quoteLine(line: FeeLine, optionalPapers: ReadonlySet<string>): Quote['lines'] {
  const { code, label, amount } = line;
  if (line.per === 'entry') return [{ code, label, amount }];
  return [...optionalPapers]
    .filter((paper) => line.papers?.includes(paper) ?? true)
    .map((paper) => ({ code, label, paper, amount }));
}
