import { convertMark } from './convert-mark.ts';
import { compare, type Fraction, fromHundredths, ZERO } from './fraction.ts';
import type { StagePlan } from './plan-stage.ts';
import type { PreparedPaper, PreparedRegulation } from './prepare-regulation.ts';
import type { Snapshot } from './snapshot.ts';
import { takeMark } from './take-mark.ts';
import { treatmentOf } from './treat-state.ts';

/** The papers that count where only the best do, and how many are missing. */
export type Best = { readonly picked: ReadonlySet<PreparedPaper>; readonly unfilled: number };

type Worth = { readonly paper: PreparedPaper; readonly value: Fraction };

/**
 * Picks in the order of the regulation's lines. Of two equal papers the one whose code comes first is picked, so that
 * the order of papers changes nothing; their coefficients are equal, so neither does the choice.
 */
export function pickBest(
  { best }: StagePlan,
  snapshot: Snapshot,
  regulation: PreparedRegulation,
): Best | undefined {
  if (!best) return undefined;
  const picked = new Set<PreparedPaper>();
  let unfilled = 0;
  for (const { among, count } of best) {
    const found = among
      .filter((paper) => !picked.has(paper))
      .flatMap((paper) => worthOf(paper, snapshot, regulation))
      .sort((a, b) => order(a, b, regulation.lowerIsBetter))
      .slice(0, count);
    for (const { paper } of found) picked.add(paper);
    unfilled += count - found.length;
  }
  return { picked, unfilled };
}

function worthOf(paper: PreparedPaper, snapshot: Snapshot, regulation: PreparedRegulation): readonly Worth[] {
  const value = takeMark(snapshot, paper, regulation, undefined);
  const treatment = treatmentOf(value.state, regulation.source.states);
  if (treatment !== 'counted' && treatment !== 'zero') return [];
  const mark = value.state === 'mark' ? fromHundredths(value.value) : ZERO;
  return [{ paper, value: paper.conversion ? convertMark(mark, paper.conversion).value : mark }];
}

function order(a: Worth, b: Worth, lowerIsBetter: boolean): number {
  const apart = lowerIsBetter ? compare(a.value, b.value) : compare(b.value, a.value);
  return apart || (a.paper.code < b.paper.code ? -1 : 1);
}
