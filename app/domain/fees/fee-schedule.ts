import { z } from 'zod';
import { decimalsOf } from '#app/domain/shared/money.ts';

export const CANDIDATE_KINDS = ['official', 'free'] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];

/** "6000" in a file, 6000n in code: JSON has no exact whole number of any size. */
export const minorUnits = z.codec(z.string().regex(/^(0|[1-9]\d{0,17})$/), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (minor) => minor.toString(),
});

const code = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const label = z.strictObject({ fr: z.string().trim().min(1), en: z.string().trim().min(1) });

const feeLine = z.strictObject({
  code,
  label,
  /** In the currency's smallest unit. "0" says free of charge, which differs from no line at all. */
  amount: minorUnits.refine((minor) => minor <= 1_000_000_000_000n, 'amount too large'),
  /** `entry`: once; `optionalPaper`: once for each optional paper chosen. */
  per: z.enum(['entry', 'optionalPaper']),
  /** Whom it concerns; what is left out concerns everyone. */
  series: z.array(code).min(1).optional(),
  candidateKinds: z.array(z.enum(CANDIDATE_KINDS)).min(1).optional(),
  /** For `optionalPaper` only: the papers concerned. */
  papers: z.array(code).min(1).optional(),
  /** A late fee: due from the day after this one. */
  after: z.iso.date().optional(),
});

/**
 * What an entry costs, as data: fees differ by series, candidate kind, optional paper and lateness. Every series and
 * candidate kind must have a line due at any date, so that a spelling mistake never makes an exam free.
 */
export const feeScheduleSchema = z
  .strictObject({
    code,
    title: label,
    currency: z.string().refine(isKnownCurrency, 'unknown currency'),
    /** Where the amounts come from, or that they are an example. */
    source: z.string().trim().min(1),
    series: z.array(code).min(1),
    lines: z.array(feeLine).min(1),
  })
  .superRefine((schedule, context) => {
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const codes = schedule.lines.map((line) => line.code);
    schedule.lines.forEach((line, index) => {
      if (codes.indexOf(line.code) !== index) refuse(['lines', index, 'code'], `${line.code} is used twice`);
      if (line.papers && line.per === 'entry')
        refuse(['lines', index, 'papers'], 'papers need per optionalPaper');
      for (const series of line.series ?? []) {
        if (!schedule.series.includes(series)) refuse(['lines', index, 'series'], `unknown series ${series}`);
      }
    });
    for (const series of schedule.series) {
      for (const kind of CANDIDATE_KINDS) {
        const covered = schedule.lines.some(
          (line) => line.per === 'entry' && line.after === undefined && concerns(line, series, kind),
        );
        if (!covered) refuse(['lines'], `no fee for series ${series}, ${kind} candidates`);
      }
    }
  });

export type FeeSchedule = z.output<typeof feeScheduleSchema>;
export type FeeLine = FeeSchedule['lines'][number];

/** Whether a line is for candidates of this series and kind. */
export function concerns(
  line: Pick<FeeLine, 'series' | 'candidateKinds'>,
  series: string,
  kind: CandidateKind,
): boolean {
  return (line.series?.includes(series) ?? true) && (line.candidateKinds?.includes(kind) ?? true);
}

function isKnownCurrency(currency: string): boolean {
  try {
    return decimalsOf(currency) >= 0;
  } catch {
    return false;
  }
}
