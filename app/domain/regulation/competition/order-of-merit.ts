import { judge } from '../evaluate.ts';
import { compare, type Fraction, fromHundredths, subtract, ZERO } from '../fraction.ts';
import { prepareQuantity } from '../prepare-condition.ts';
import type { PreparedRegulation } from '../prepare-regulation.ts';
import type { Decision } from '../schema.ts';
import type { TieBreak } from '../schema-competition.ts';
import type { Snapshot } from '../snapshot.ts';
import { takeMark } from '../take-mark.ts';
import { type Decided, quantityOf } from '../test-condition.ts';

/** Someone who competes: what they are ranked on, and what they may be given. Only `passed` candidates are ranked. */
export type Competitor = {
  readonly id: string;
  readonly decision: Decision;
  /** The average, then the tie-breaks in sequence; the higher comes first. */
  readonly merit: readonly Fraction[];
  readonly category?: string;
  readonly region?: string;
  readonly choices?: readonly string[];
  /** A lot drawn by the jury between equals: the lower comes first, after every tie-break. */
  readonly lot?: number;
};

export type Ranked = { readonly competitor: Competitor; readonly rank: number };

/** What a candidate competes with. The jury's own decision, where there is one, replaces the regulation's. */
export function competitorOf(id: string, snapshot: Snapshot, regulation: PreparedRegulation): Competitor {
  const { outcome, decided } = judge(snapshot, regulation);
  const { category, region, choices } = snapshot;
  return {
    id,
    decision: outcome.decision,
    merit: decided ? meritOf(decided, snapshot, regulation) : [],
    ...(category === undefined ? {} : { category }),
    ...(region === undefined ? {} : { region }),
    ...(choices === undefined ? {} : { choices }),
  };
}

const negated = (value: Fraction): Fraction => subtract(ZERO, value);

function meritOf(decided: Decided, snapshot: Snapshot, regulation: PreparedRegulation): readonly Fraction[] {
  const average = regulation.lowerIsBetter ? negated(decided.average) : decided.average;
  const tieBreaks = regulation.source.competition?.tieBreaks ?? [];
  return [average, ...tieBreaks.map((tieBreak) => tieBreakValue(tieBreak, decided, snapshot, regulation))];
}

/** A quantity without a value and a paper without a mark count 0. */
function tieBreakValue(
  tieBreak: TieBreak,
  decided: Decided,
  snapshot: Snapshot,
  regulation: PreparedRegulation,
): Fraction {
  if ('quantity' in tieBreak) {
    const quantity = prepareQuantity(tieBreak.quantity, regulation.source.quantities);
    const value = quantityOf(quantity, decided) ?? ZERO;
    return tieBreak.first === 'lower' ? negated(value) : value;
  }
  const paper = regulation.series.get(snapshot.series)?.find(({ code }) => code === tieBreak.paper);
  const mark = paper && takeMark(snapshot, paper, regulation, undefined);
  return mark?.state === 'mark' ? fromHundredths(mark.value) : ZERO;
}

/** Negative when `a` comes before `b`; 0 between equals no tie-break and no lot sets apart. */
export function compareMerit(a: Competitor, b: Competitor): number {
  for (const [i, value] of a.merit.entries()) {
    const apart = compare(b.merit[i] ?? ZERO, value);
    if (apart !== 0) return apart;
  }
  return a.lot === undefined || b.lot === undefined ? 0 : a.lot - b.lot;
}

/** Candidates who passed, best first; equals share a rank (1, 2, 2, 4) and stand in the order of their codes. */
export function orderOfMerit(competitors: readonly Competitor[]): readonly Ranked[] {
  const ordered = competitors
    .filter(({ decision }) => decision === 'passed')
    .sort((a, b) => compareMerit(a, b) || (a.id < b.id ? -1 : 1));
  let rank = 0;
  return ordered.map((competitor, i) => {
    const before = ordered[i - 1];
    if (!before || compareMerit(before, competitor) !== 0) rank = i + 1;
    return { competitor, rank };
  });
}
