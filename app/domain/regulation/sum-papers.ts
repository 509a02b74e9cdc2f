import type { MarkValue } from '../shared/mark.ts';
import { type Converted, convertMark } from './convert-mark.ts';
import {
  add,
  compare,
  decimalText,
  type Fraction,
  fromHundredths,
  multiply,
  smallest,
  subtract,
  ZERO,
} from './fraction.ts';
import { type Best, pickBest } from './pick-best.ts';
import type { PreparedPaper, PreparedRegulation, PreparedStage } from './prepare-regulation.ts';
import { roundingFor, roundValue } from './round-value.ts';
import type { Snapshot } from './snapshot.ts';
import { isKept, markOf, takeMark } from './take-mark.ts';
import type { TraceStep } from './trace.ts';
import { treatmentOf } from './treat-state.ts';

type Trace = TraceStep[] | undefined;

/** A mark that counts: raw, and as it counts once converted. */
export type Counted = {
  readonly paper: PreparedPaper;
  readonly mark: Fraction;
  readonly value: Fraction;
  readonly points: Fraction;
  readonly possible: Fraction;
};

export type StageSum = {
  readonly counted: readonly Counted[];
  readonly total: Fraction;
  /** The total before optional papers add to it. */
  readonly base: Fraction;
  /** Σ coefficient. */
  readonly coefficients: Fraction;
  /** Σ coefficient × maximum: the highest total possible. */
  readonly possible: Fraction;
  readonly zeros: number;
  readonly absences: number;
  readonly frauds: number;
  readonly eliminatory: number;
  readonly belowMinimum: number;
  readonly unfilled: number;
  /** Marks that count and were kept from an earlier sitting. */
  readonly kept: number;
  readonly awaited: readonly string[];
  readonly excludedBy: readonly string[];
};

type Taken = { readonly value: MarkValue; readonly replacedBy?: string };

/** The second-group papers this candidate has to sit. */
export function hasChosen(snapshot: Snapshot, papers: readonly PreparedPaper[]): boolean {
  return papers.some((paper) => paper.group === 2 && markOf(snapshot, paper).state !== 'notDue');
}

const numberOf = (value: MarkValue): Fraction =>
  value.state === 'mark' ? fromHundredths(value.value) : ZERO;

/** The better of the two marks (France, D336-28); an exempt paper stays out of the sum. */
function betterOf(first: MarkValue, paper: PreparedPaper, second: MarkValue): Taken {
  const replaceable = first.state === 'mark' || first.state === 'absent';
  if (second.state === 'awaited') return { value: second, replacedBy: paper.code };
  if (second.state === 'fraud') return { value: second, replacedBy: paper.code };
  if (second.state !== 'mark' || !replaceable || compare(numberOf(second), numberOf(first)) <= 0)
    return { value: first };
  return { value: second, replacedBy: paper.code };
}

/** Adds up one stage. Order of papers never matters: each step is exact. */
export function sumPapers(
  regulation: PreparedRegulation,
  stage: PreparedStage,
  snapshot: Snapshot,
  trace: Trace,
): StageSum {
  const plan = stage.plans.get(snapshot.series);
  if (!plan) throw new RangeError(`series ${snapshot.series} is not in the regulation`);
  const sum = emptySum();
  const best = pickBest(plan, snapshot, regulation);
  if (best) sum.unfilled = best.unfilled;
  for (const paper of plan.summed) {
    if (paper.group === 2 && markOf(snapshot, paper).state === 'notDue') continue;
    const first = takeMark(snapshot, paper, regulation, trace);
    if (snapshot.kept && isKept(snapshot, paper)) sum.kept += 1;
    const second = plan.replacements?.get(paper.code);
    const taken =
      second && markOf(snapshot, second).state !== 'notDue'
        ? betterOf(first, second, takeMark(snapshot, second, regulation, trace))
        : undefined;
    addPaper(sum, regulation, paper, taken?.value ?? first, taken?.replacedBy, snapshot.fit, best, trace);
  }
  sum.base = sum.total;
  addBonuses(sum, regulation, trace);
  sum.total = roundTotal(sum.total, regulation, trace);
  trace?.push({
    step: 'sum',
    points: decimalText(sum.total),
    coefficients: decimalText(sum.coefficients),
  });
  return sum;
}

/** A total as the regulation rounds totals. */
export function roundTotal(total: Fraction, { rounding }: PreparedRegulation, trace: Trace): Fraction {
  const rule = roundingFor(total, rounding.total);
  if (!rule) return total;
  const rounded = roundValue(total, rule);
  trace?.push(roundingStep('total', total, rounded, rule));
  return rounded;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };
type Running = Mutable<StageSum> & { bonus: Fraction; hasBonus: boolean };

function emptySum(): Running {
  return {
    counted: [],
    awaited: [],
    excludedBy: [],
    zeros: 0,
    absences: 0,
    frauds: 0,
    eliminatory: 0,
    belowMinimum: 0,
    unfilled: 0,
    kept: 0,
    total: ZERO,
    base: ZERO,
    coefficients: ZERO,
    possible: ZERO,
    bonus: ZERO,
    hasBonus: false,
  };
}

function addPaper(
  sum: Running,
  regulation: PreparedRegulation,
  paper: PreparedPaper,
  value: MarkValue,
  replacedBy: string | undefined,
  fit: boolean,
  best: Best | undefined,
  trace: Trace,
): void {
  const coefficient = fit ? paper.coefficient : paper.coefficientUnfit;
  const treated = coefficient === undefined ? 'left' : treatmentOf(value.state, regulation.source.states);
  if (paper.kind === 'optional' && value.state === 'absent') return;
  const couldCount = coefficient !== undefined && (treated === 'counted' || treated === 'zero');
  const treatment = couldCount && best && !best.picked.has(paper) ? 'notBest' : treated;
  if (value.state === 'absent' && treatment !== 'left') sum.absences += 1;
  if (value.state === 'fraud') sum.frauds += 1;
  if (treatment === 'awaited') sum.awaited.push(replacedBy ?? paper.code);
  if (treatment === 'excludes') sum.excludedBy.push(replacedBy ?? paper.code);
  const counts = couldCount && treatment !== 'notBest';
  if (paper.kind === 'optional') {
    if (couldCount && value.state === 'mark') addBonus(sum, regulation, paper, value.value, trace);
    return;
  }
  const points = counts ? addCounted(sum, regulation, paper, coefficient, value, fit, trace) : ZERO;
  trace?.push({
    step: 'paper',
    paper: paper.code,
    state: value.state,
    treatment,
    mark: value.state === 'mark' ? value.value : null,
    maximum: decimalText(paper.maximum),
    coefficient: decimalText(coefficient ?? ZERO),
    points: decimalText(points),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  });
}

function addCounted(
  sum: Running,
  regulation: PreparedRegulation,
  paper: PreparedPaper,
  coefficient: Fraction,
  taken: MarkValue,
  fit: boolean,
  trace: Trace,
): Fraction {
  const mark = numberOf(taken);
  if (paper.kind === 'sport' && regulation.source.sport.whenFit === 'plusMinus') {
    const points = subtract(mark, regulation.sportBase);
    sum.total = add(sum.total, points);
    return points;
  }
  const value = paper.conversion ? convert(paper, paper.conversion, taken, mark, trace) : mark;
  let points = multiply(value, coefficient);
  const rule = roundingFor(points, regulation.rounding.points);
  if (rule) {
    const before = points;
    points = roundValue(before, rule);
    trace?.push({ ...roundingStep('points', before, points, rule), paper: paper.code });
  }
  const possible = (fit ? paper.possible : paper.possibleUnfit) ?? ZERO;
  sum.total = add(sum.total, points);
  sum.coefficients = add(sum.coefficients, coefficient);
  sum.possible = add(sum.possible, possible);
  sum.counted.push({ paper, mark, value, points, possible });
  if (taken.state === 'mark' && taken.value === 0) sum.zeros += 1;
  if (paper.eliminatoryBelow && compare(mark, paper.eliminatoryBelow) < 0) sum.eliminatory += 1;
  if (paper.minimum && compare(mark, paper.minimum) < 0) sum.belowMinimum += 1;
  return points;
}

function convert(
  { code }: PreparedPaper,
  conversion: NonNullable<PreparedPaper['conversion']>,
  taken: MarkValue,
  mark: Fraction,
  trace: Trace,
): Fraction {
  const { value, grade }: Converted = convertMark(mark, conversion);
  if (taken.state === 'mark')
    trace?.push({ step: 'converted', paper: code, mark: taken.value, value: decimalText(value), grade });
  return value;
}

function bonusOf(mark: Fraction, paper: PreparedPaper, { optional, source }: PreparedRegulation) {
  const over = subtract(mark, optional.above);
  if (compare(over, ZERO) <= 0) return { points: ZERO, capped: false };
  const full = source.optional.withCoefficient ? multiply(over, paper.coefficient) : over;
  const points = optional.capPerPaper ? smallest(full, optional.capPerPaper) : full;
  return { points, capped: compare(points, full) < 0 };
}

function addBonus(
  sum: Running,
  regulation: PreparedRegulation,
  paper: PreparedPaper,
  mark: number,
  trace: Trace,
): void {
  const { points, capped } = bonusOf(fromHundredths(mark), paper, regulation);
  sum.bonus = add(sum.bonus, points);
  sum.hasBonus = true;
  const above = decimalText(regulation.optional.above);
  trace?.push({ step: 'bonus', paper: paper.code, mark, above, points: decimalText(points), capped });
}

function addBonuses(sum: Running, { optional }: PreparedRegulation, trace: Trace): void {
  if (!sum.hasBonus) return;
  const points = optional.capTotal ? smallest(sum.bonus, optional.capTotal) : sum.bonus;
  const capped = compare(points, sum.bonus) < 0;
  trace?.push({ step: 'bonusTotal', points: decimalText(points), capped });
  sum.total = add(sum.total, points);
}

export function roundingStep(
  of: 'points' | 'total' | 'average',
  before: Fraction,
  after: Fraction,
  rule: { mode: 'none' | 'halfUp' | 'halfEven' | 'truncate'; decimals: number },
): Extract<TraceStep, { step: 'rounding' }> {
  const mode = rule.mode === 'none' ? 'truncate' : rule.mode;
  return {
    step: 'rounding',
    of,
    before: decimalText(before),
    after: decimalText(after),
    mode,
    decimals: rule.decimals,
  };
}
