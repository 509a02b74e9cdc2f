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
      /** The paper it pays for: an optional one, or one to be reviewed. */
      paper: z.string().optional(),
      /** A deposit: given back when the review finds for the candidate. */
      refundable: z.literal(true).optional(),
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
 * say that something is free. What a review costs is never among them: `quoteClaim` says it.
 * @param today the office's local date, `YYYY-MM-DD`; a late fee is due from the day after its date.
 * @throws RangeError for a series the schedule is not for, or a date of another form: neither is ever free.
 */
export function quote(entry: EntryFacts, schedule: FeeSchedule, today: string): Quote {
  if (!schedule.series.includes(entry.series)) {
    throw new RangeError(`schedule ${schedule.code} has no series ${entry.series}`);
  }
  if (!z.iso.date().safeParse(today).success) throw new RangeError(`not a date: ${today}`);
  const lines = schedule.lines
    .filter((line) => line.per !== 'claim')
    .filter((line) => concerns(line, entry.series, entry.candidateKind))
    .filter((line) => line.after === undefined || today > line.after)
    .flatMap((line) => quoteLine(line, new Set(entry.optionalPapers)));
  return summed(lines, schedule.currency);
}

/**
 * What a review of these papers costs, in minor units: each `claim` line once for each paper it concerns, its deposits
 * marked `refundable`. A paper twice counts once. No line at all: the schedule does not say what a review costs.
 */
export function quoteClaim(schedule: FeeSchedule, papers: readonly string[]): Quote {
  const lines = schedule.lines
    .filter((line) => line.per === 'claim')
    .flatMap((line) => quoteLine(line, new Set(papers)));
  return summed(lines, schedule.currency);
}

function summed(lines: Quote['lines'], currency: string): Quote {
  const amounts = lines.map(({ amount }): Money => ({ minor: amount, currency }));
  return { currency, lines, total: sumMoney(amounts, currency).minor };
}

export function serialiseQuote(value: Quote): QuoteJson {
  return z.encode(quoteSchema, value);
}

/** @throws ZodError for anything `serialiseQuote` can't have written. */
export function parseQuote(value: unknown): Quote {
  return quoteSchema.parse(value);
}

function quoteLine(line: FeeLine, papers: ReadonlySet<string>): Quote['lines'] {
  const { code, label, amount, refundable } = line;
  if (line.per === 'entry') return [{ code, label, amount }];
  return [...papers]
    .filter((paper) => line.papers?.includes(paper) ?? true)
    .map((paper) => ({ code, label, paper, amount, ...(refundable ? { refundable } : {}) }));
}
