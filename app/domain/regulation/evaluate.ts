import { compare, decimalText, divide, exactText, multiply, toHundredths } from './fraction.ts';
import { isLowered } from './is-lowered.ts';
import {
  type PreparedRegulation,
  type PreparedRule,
  type PreparedStage,
  prepareRegulation,
} from './prepare-regulation.ts';
import { roundingFor, roundValue } from './round-value.ts';
import type { Decision, Regulation } from './schema.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';
import { hasChosen, roundingStep, type StageSum, sumPapers } from './sum-papers.ts';
import { type Decided, quantityOf, testCondition } from './test-condition.ts';
import type { Evaluation, Outcome, Test, TraceStep } from './trace.ts';

type Trace = TraceStep[] | undefined;
type Ending = Pick<Outcome, 'decision' | 'name' | 'final' | 'pendingStage'> & {
  readonly why: Extract<TraceStep, { step: 'decision' }>['why'];
  readonly papers: readonly string[];
};

/**
 * Applies a regulation to one candidate's frozen marks. Exact and pure: the same two values give the same outcome
 * and the same trace anywhere, for ever.
 * @throws RangeError for a snapshot that `checkSnapshot` finds wrong, or a regulation that `checkRegulation` refuses.
 */
export function evaluate(snapshot: Snapshot, regulation: Regulation): Evaluation {
  const [problem] = checkSnapshot(snapshot, regulation);
  if (problem) throw new RangeError(`${problem.reason} at ${problem.place}`);
  const trace: TraceStep[] = [];
  const outcome = evaluatePrepared(snapshot, prepareRegulation(regulation), trace);
  return { outcome, trace };
}

/** For many candidates: the regulation prepared once, the snapshot already checked, the trace only if asked for. */
export function evaluatePrepared(
  snapshot: Snapshot,
  regulation: PreparedRegulation,
  trace?: TraceStep[],
): Outcome {
  return judge(snapshot, regulation, trace).outcome;
}

/** An outcome and what it was decided on, for quantities beyond those it carries. */
export type Judged = { readonly outcome: Outcome; readonly decided: Decided | undefined };

/** As `evaluatePrepared`. Papers sat again never lower a decision: where they would, the first marks alone stand. */
export function judge(snapshot: Snapshot, regulation: PreparedRegulation, trace?: TraceStep[]): Judged {
  const [first] = regulation.stages;
  if (!first) throw new RangeError('a regulation has at least one stage');
  if (snapshot.resat) {
    const { resat: _, ...before } = snapshot;
    const without = evaluateStage(first, undefined, before, regulation, undefined);
    const withThem = evaluateStage(first, undefined, snapshot, regulation, undefined);
    if (isLowered(without.outcome, withThem.outcome, regulation)) {
      trace?.push({ step: 'resitLeftOut' });
      return trace ? evaluateStage(first, undefined, before, regulation, trace) : without;
    }
  }
  return evaluateStage(first, undefined, snapshot, regulation, trace);
}

function evaluateStage(
  stage: PreparedStage,
  from: PreparedRule | undefined,
  snapshot: Snapshot,
  regulation: PreparedRegulation,
  trace: Trace,
): Judged {
  const papers = regulation.series.get(snapshot.series);
  if (!papers) throw new RangeError(`series ${snapshot.series} is not in the regulation`);
  trace?.push({ step: 'stage', stage: stage.code });
  const sum = sumPapers(regulation, stage, snapshot, trace);
  const decided = decide(sum, snapshot, regulation, trace);
  const early = endEarly(sum, decided, stage, from);
  if (early || !decided) {
    return finish(stage, sum, decided, early ?? nothingCounts(stage), regulation, trace);
  }
  const rule = applyRules(stage, decided, trace);
  const next = stageAfter(rule, stage, snapshot, regulation);
  if (next && (next.mode === 'sum' || hasChosen(snapshot, papers)))
    return evaluateStage(next, rule, snapshot, regulation, trace);
  const decision = rule.decision ?? 'secondGroup';
  const ending: Ending = {
    decision,
    name: rule.name,
    final: next === undefined && decision !== 'reserved',
    pendingStage: next?.code ?? null,
    why: next ? 'nextStage' : 'rule',
    papers: [],
  };
  return finish(stage, sum, decided, ending, regulation, trace);
}

/**
 * The stage a rule leads to. Where it fails a candidate whom a jury called to the second group, the stage they were called
 * to, once there are marks of it.
 */
function stageAfter(
  { next, decision }: PreparedRule,
  stage: PreparedStage,
  snapshot: Snapshot,
  { stages, series }: PreparedRegulation,
): PreparedStage | undefined {
  if (next !== undefined) return stages.find(({ code }) => code === next);
  if (snapshot.calledTo === undefined || decision !== 'failed') return undefined;
  const called = stages.findIndex(({ code }) => code === snapshot.calledTo);
  const sat = hasChosen(snapshot, series.get(snapshot.series) ?? []);
  return sat && called > stages.indexOf(stage) ? stages[called] : undefined;
}

/** The average on the regulation's scale, rounded as it says; `undefined` when no coefficient is left. */
function decide(
  sum: StageSum,
  snapshot: Snapshot,
  regulation: PreparedRegulation,
  trace: Trace,
): Decided | undefined {
  if (sum.possible.n === 0n) return undefined;
  const exact = divide(multiply(sum.total, regulation.scale), sum.possible);
  trace?.push({ step: 'average', value: decimalText(exact), exact: exactText(exact) });
  const rule = roundingFor(exact, regulation.rounding.average);
  const average = rule ? roundValue(exact, rule) : exact;
  if (rule) trace?.push(roundingStep('average', exact, average, rule));
  return { sum, average, attempts: snapshot.attempts ?? 1, regulation };
}

/** Exclusion comes before anything awaited; with a mark awaited no rule is applied, so nothing final is said. */
function endEarly(
  sum: StageSum,
  decided: Decided | undefined,
  stage: PreparedStage,
  from: PreparedRule | undefined,
): Ending | undefined {
  const open = { final: false, pendingStage: stage.code } as const;
  if (sum.excludedBy.length > 0)
    return {
      decision: 'excluded',
      name: null,
      final: true,
      pendingStage: null,
      why: 'excluded',
      papers: sum.excludedBy,
    };
  if (sum.awaited.length > 0)
    return {
      ...open,
      decision: from?.decision ?? 'reserved',
      name: from?.name ?? null,
      why: 'awaited',
      papers: sum.awaited,
    };
  return decided ? undefined : nothingCounts(stage);
}

function nothingCounts(stage: PreparedStage): Ending {
  return {
    decision: 'reserved',
    name: null,
    final: false,
    pendingStage: stage.code,
    why: 'nothing',
    papers: [],
  };
}

/** The first rule that holds. @throws RangeError when none does, which `checkRegulation` makes impossible. */
function applyRules(stage: PreparedStage, decided: Decided, trace: Trace): PreparedRule {
  for (const rule of stage.rules) {
    if (!rule.when) return rule;
    const tests: Test[] | undefined = trace && [];
    const held = testCondition(rule.when, decided, tests);
    trace?.push({ step: 'condition', place: rule.place, tests: tests ?? [], held });
    if (held) return rule;
  }
  throw new RangeError(`stage ${stage.code} decides nothing for this candidate`);
}

function finish(
  stage: PreparedStage,
  sum: StageSum,
  decided: Decided | undefined,
  ending: Ending,
  regulation: PreparedRegulation,
  trace: Trace,
): Judged {
  const { decision, name, final, pendingStage, why, papers } = ending;
  trace?.push({ step: 'decision', stage: stage.code, decision, name, why, papers });
  const honours =
    decision === 'passed' && final && stage.honours && decided
      ? honoursOf(decided, regulation, trace)
      : undefined;
  const open = decided && (why === 'nextStage' || (why === 'rule' && final));
  const outcome: Outcome = {
    decision,
    name,
    final,
    stage: stage.code,
    pendingStage,
    total: decided ? toHundredths(sum.total) : null,
    average: decided ? toHundredths(decided.average) : null,
    coefficients: toHundredths(sum.coefficients),
    exact: decided ? { total: exactText(sum.total), average: exactText(decided.average) } : null,
    honours: honours ?? null,
    awaited: sum.awaited,
    rescuable: open ? rescuable(stage, decision, decided, regulation) : NONE,
  };
  return { outcome, decided };
}

const NONE: readonly Decision[] = [];

/** The code of the highest honours reached; none with marks kept from earlier sittings where the regulation says so. */
function honoursOf(decided: Decided, regulation: PreparedRegulation, trace: Trace): string | undefined {
  const value = quantityOf(regulation.honoursOn, decided);
  const honours = value && regulation.honours.find(({ from }) => compare(value, from) >= 0);
  if (!honours) return undefined;
  if (decided.sum.kept > 0 && regulation.kept?.honours === false) {
    trace?.push({ step: 'noHonours', why: 'kept' });
    return undefined;
  }
  trace?.push({ step: 'honours', code: honours.code, name: honours.name, from: decimalText(honours.from) });
  return honours.code;
}

function rescuable(
  stage: PreparedStage,
  decision: Decision,
  decided: Decided,
  { rescue }: PreparedRegulation,
): readonly Decision[] {
  if (rescue.length === 0 || decision === 'passed' || decision === 'excluded') return NONE;
  const open = rescue.filter((band) => {
    const value = quantityOf(band.quantity, decided);
    const inBand = value && compare(value, band.from) >= 0 && compare(value, band.below) < 0;
    return (
      band.stage === stage.code && inBand && (!band.when || testCondition(band.when, decided, undefined))
    );
  });
  return [...new Set(open.map((band) => band.decision))].filter((other) => other !== decision);
}
