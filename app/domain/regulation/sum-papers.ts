import type { MarkState, MarkValue } from '../shared/mark.ts';
import {
  add,
  compare,
  decimalText,
  divide,
  type Fraction,
  fromHundredths,
  multiply,
  smallest,
  subtract,
  ZERO,
} from './fraction.ts';
import type { PreparedPaper, PreparedRegulation, PreparedStage } from './prepare-regulation.ts';
import { roundingFor, roundValue } from './round-value.ts';
import type { Snapshot } from './snapshot.ts';
import type { TraceStep, Treatment } from './trace.ts';

/** A mark that counts, raw and on the regulation's scale. */
type Counted = { readonly paper: PreparedPaper; readonly mark: Fraction; readonly onScale: Fraction };

export type StageSum = {
  readonly counted: readonly Counted[];
  readonly total: Fraction;
  /** Σ coefficient. */
  readonly coefficients: Fraction;
  /** Σ coefficient × maximum: the highest total possible. */
  readonly possible: Fraction;
  readonly zeros: number;
  readonly absences: number;
  readonly frauds: number;
  readonly eliminatory: number;
  readonly belowMinimum: number;
  readonly awaited: readonly string[];
  readonly excludedBy: readonly string[];
};

type Taken = { readonly value: MarkValue; readonly replacedBy?: string };

/** A paper with no mark yet is awaited, except those nobody has to sit: optional papers and second-group papers. */
export function markOf(snapshot: Snapshot, paper: PreparedPaper): MarkValue {
  const known = snapshot.marks[paper.code];
  if (known) return known;
  return { state: paper.kind === 'optional' || paper.group === 2 ? 'notDue' : 'awaited' };
}

/** The second-group papers this candidate has to sit. */
export function chosenPapers(snapshot: Snapshot, papers: readonly PreparedPaper[]): readonly PreparedPaper[] {
  return papers.filter((paper) => paper.group === 2 && markOf(snapshot, paper).state !== 'notDue');
}

function stagePapers(stage: PreparedStage, papers: readonly PreparedPaper[], snapshot: Snapshot) {
  const ofKind = papers.filter(({ kind }) => !stage.kinds || stage.kinds.has(kind));
  const chosen = new Set(chosenPapers(snapshot, ofKind));
  const first = ofKind.filter(({ group }) => group === 1);
  switch (stage.mode) {
    case 'sum':
    case 'replaceBest':
      return { summed: first, chosen: [...chosen] };
    case 'add':
      return {
        summed: ofKind.filter((paper) => paper.group === 1 || chosen.has(paper)),
        chosen: [...chosen],
      };
    case 'standalone':
      return { summed: [...chosen], chosen: [...chosen] };
  }
}

function treatmentOf(state: MarkState, states: PreparedRegulation['source']['states']): Treatment {
  switch (state) {
    case 'mark':
      return 'counted';
    case 'absent':
      return states.absent === 'leaves' ? 'left' : states.absent === 'zero' ? 'zero' : 'excludes';
    case 'fraud':
      return states.fraud === 'zero' ? 'zero' : 'excludes';
    case 'excused':
    case 'exempt':
      return 'left';
    case 'notDue':
      return 'notDue';
    case 'awaited':
      return 'awaited';
  }
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

function bonusOf(mark: Fraction, paper: PreparedPaper, { optional, source }: PreparedRegulation) {
  const over = subtract(mark, optional.above);
  if (compare(over, ZERO) <= 0) return { points: ZERO, capped: false };
  const full = source.optional.withCoefficient ? multiply(over, paper.coefficient) : over;
  const points = optional.capPerPaper ? smallest(full, optional.capPerPaper) : full;
  return { points, capped: compare(points, full) < 0 };
}

/** Adds up one stage. Order of papers never matters: each step is exact. */
export function sumPapers(
  regulation: PreparedRegulation,
  stage: PreparedStage,
  papers: readonly PreparedPaper[],
  snapshot: Snapshot,
  trace: TraceStep[] | undefined,
): StageSum {
  const { summed, chosen } = stagePapers(stage, papers, snapshot);
  const replacements = new Map(
    stage.mode === 'replaceBest' ? chosen.map((paper) => [paper.replaces, paper] as const) : [],
  );
  const sum = emptySum();
  for (const paper of summed) {
    const first = markOf(snapshot, paper);
    const second = replacements.get(paper.code);
    const taken = second ? betterOf(first, second, markOf(snapshot, second)) : { value: first };
    addPaper(sum, regulation, paper, taken, snapshot.fit, trace);
  }
  addBonuses(sum, regulation, trace);
  const rule = roundingFor(sum.total, regulation.rounding.total);
  if (rule) {
    const before = sum.total;
    sum.total = roundValue(before, rule);
    trace?.push(roundingStep('total', before, sum.total, rule));
  }
  const coefficients = decimalText(sum.coefficients);
  trace?.push({ step: 'sum', points: decimalText(sum.total), coefficients });
  return sum;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };
type Running = Mutable<StageSum> & { bonus: Fraction; hasBonus: boolean };

function emptySum(): Running {
  const none = { counted: [], awaited: [], excludedBy: [] };
  const counts = { zeros: 0, absences: 0, frauds: 0, eliminatory: 0, belowMinimum: 0 };
  return {
    ...none,
    ...counts,
    total: ZERO,
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
  { value, replacedBy }: Taken,
  fit: boolean,
  trace: TraceStep[] | undefined,
): void {
  const coefficient = fit ? paper.coefficient : paper.coefficientUnfit;
  const treatment = coefficient === undefined ? 'left' : treatmentOf(value.state, regulation.source.states);
  if (paper.kind === 'optional' && value.state === 'absent') return;
  if (value.state === 'absent' && treatment !== 'left') sum.absences += 1;
  if (value.state === 'fraud') sum.frauds += 1;
  if (treatment === 'awaited') sum.awaited.push(replacedBy ?? paper.code);
  if (treatment === 'excludes') sum.excludedBy.push(replacedBy ?? paper.code);
  const counts = coefficient !== undefined && (treatment === 'counted' || treatment === 'zero');
  if (paper.kind === 'optional') {
    if (counts && value.state === 'mark') addBonus(sum, regulation, paper, value.value, trace);
    return;
  }
  const points = counts ? addCounted(sum, regulation, paper, coefficient, value, trace) : ZERO;
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
  value: MarkValue,
  trace: TraceStep[] | undefined,
): Fraction {
  const mark = numberOf(value);
  if (paper.kind === 'sport' && regulation.source.sport.whenFit === 'plusMinus') {
    const points = subtract(mark, regulation.sportBase);
    sum.total = add(sum.total, points);
    return points;
  }
  let points = multiply(mark, coefficient);
  const rule = roundingFor(points, regulation.rounding.points);
  if (rule) {
    const before = points;
    points = roundValue(before, rule);
    trace?.push({ ...roundingStep('points', before, points, rule), paper: paper.code });
  }
  sum.total = add(sum.total, points);
  sum.coefficients = add(sum.coefficients, coefficient);
  sum.possible = add(sum.possible, multiply(coefficient, paper.maximum));
  sum.counted.push({ paper, mark, onScale: divide(multiply(mark, regulation.scale), paper.maximum) });
  if (value.state === 'mark' && value.value === 0) sum.zeros += 1;
  if (paper.eliminatoryBelow && compare(mark, paper.eliminatoryBelow) < 0) sum.eliminatory += 1;
  if (paper.minimum && compare(mark, paper.minimum) < 0) sum.belowMinimum += 1;
  return points;
}

function addBonus(
  sum: Running,
  regulation: PreparedRegulation,
  paper: PreparedPaper,
  mark: number,
  trace: TraceStep[] | undefined,
): void {
  const { points, capped } = bonusOf(fromHundredths(mark), paper, regulation);
  sum.bonus = add(sum.bonus, points);
  sum.hasBonus = true;
  const above = decimalText(regulation.optional.above);
  trace?.push({ step: 'bonus', paper: paper.code, mark, above, points: decimalText(points), capped });
}

function addBonuses(sum: Running, { optional }: PreparedRegulation, trace: TraceStep[] | undefined): void {
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
