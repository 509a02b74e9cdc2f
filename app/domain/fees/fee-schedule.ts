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
  /** `entry`: once; `optionalPaper`: once for each optional paper chosen; `claim`: once for each paper reviewed. */
  per: z.enum(['entry', 'optionalPaper', 'claim']),
  /** For `claim` only: a deposit, given back when the review finds for the candidate. */
  refundable: z.literal(true).optional(),
  /** Whom it concerns; what is left out concerns everyone. */
  series: z.array(code).min(1).optional(),
  candidateKinds: z.array(z.enum(CANDIDATE_KINDS)).min(1).optional(),
  /** For `optionalPaper` and `claim` only: the papers concerned. */
  papers: z.array(code).min(1).optional(),
  /** A late fee: due from the day after this one. */
  after: z.iso.date().optional(),
});

/** Fees that may be given up, with a reason, such as for an orphan. */
const exemption = z.strictObject({
  code,
  label,
  /** Codes of the lines it is about; `all` is every line of an invoice, late fees too. */
  lines: z.union([z.literal('all'), z.array(code).min(1)]),
  /** How much of them is given up. */
  percent: z.int().min(1).max(100),
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
    exemptions: z.array(exemption).min(1).optional(),
  })
  .superRefine((schedule, context) => {
    const refuse = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const codes = schedule.lines.map((line) => line.code);
    schedule.lines.forEach((line, index) => {
      if (codes.indexOf(line.code) !== index) refuse(['lines', index, 'code'], `${line.code} is used twice`);
      for (const [property, message] of lineProblems(line)) refuse(['lines', index, property], message);
      for (const series of line.series ?? []) {
        if (!schedule.series.includes(series)) refuse(['lines', index, 'series'], `unknown series ${series}`);
      }
    });
    for (const [index, property, message] of exemptionProblems(schedule.exemptions ?? [], schedule.lines))
      refuse(['exemptions', index, property], message);
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
export type Exemption = z.output<typeof exemption>;

/** Whether a line is for candidates of this series and kind. */
export function concerns(
  line: Pick<FeeLine, 'series' | 'candidateKinds'>,
  series: string,
  kind: CandidateKind,
): boolean {
  return (line.series?.includes(series) ?? true) && (line.candidateKinds?.includes(kind) ?? true);
}

/** What a line says that its kind cannot mean: a claim is priced by its papers alone. */
function lineProblems(line: z.output<typeof feeLine>): readonly (readonly [string, string])[] {
  const problems: (readonly [string, string])[] = [];
  if (line.papers && line.per === 'entry')
    problems.push(['papers', 'papers need per optionalPaper or claim']);
  if (line.per !== 'claim') {
    if (line.refundable) problems.push(['refundable', 'only a claim has a deposit']);
    return problems;
  }
  for (const property of ['series', 'candidateKinds', 'after'] as const)
    if (line[property] !== undefined) problems.push([property, `${property} has no meaning for a claim`]);
  return problems;
}

function exemptionProblems(
  exemptions: readonly Exemption[],
  lines: readonly z.output<typeof feeLine>[],
): readonly (readonly [number, string, string])[] {
  const codes = exemptions.map((one) => one.code);
  return exemptions.flatMap((one, index) => [
    ...(codes.indexOf(one.code) === index ? [] : [[index, 'code', `${one.code} is used twice`] as const]),
    ...(one.lines === 'all' ? [] : one.lines)
      .filter((wanted) => !lines.some((line) => line.code === wanted && line.per !== 'claim'))
      .map((wanted) => [index, 'lines', `no fee ${wanted}`] as const),
  ]);
}

function isKnownCurrency(currency: string): boolean {
  try {
    return decimalsOf(currency) >= 0;
  } catch {
    return false;
  }
}
