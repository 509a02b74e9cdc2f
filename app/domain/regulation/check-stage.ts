import { checkCondition } from './check-condition.ts';
import { parseDecimal } from './fraction.ts';
import { EVERYTHING, type Interval, intersect, intervalOf, isEmpty, subtractInterval } from './interval.ts';
import { isBuiltIn } from './prepare-condition.ts';
import type { Problem } from './problem.ts';
import type { Regulation, Stage } from './schema.ts';
import type { Condition } from './schema-parts.ts';

/** A conjunction as one interval per quantity. */
type Box = ReadonlyMap<string, Interval>;

/** Checks one stage: papers to sum, rules that can hold, nobody left without a decision. */
export function checkStage(regulation: Regulation, stage: Stage, index: number): readonly Problem[] {
  const place = `stages[${index}]`;
  return [
    ...checkPapers(regulation, stage, place),
    ...checkBest(regulation, stage, place),
    ...checkDecisions(regulation, stage, place),
    ...stage.decisions.flatMap(({ when }, i) =>
      when ? checkCondition(regulation, when, `${place}.decisions[${i}].when`) : [],
    ),
  ];
}

function checkPapers(regulation: Regulation, stage: Stage, place: string): readonly Problem[] {
  const wanted = stage.mode === 'standalone' ? 2 : 1;
  return Object.entries(regulation.series).flatMap(([series, { papers }]) => {
    const ofKind = papers.filter(({ paper }) => {
      const kind = regulation.papers[paper]?.kind;
      return kind !== undefined && kind !== 'optional' && (!stage.kinds || stage.kinds.includes(kind));
    });
    const problems: Problem[] = [];
    const detail = { series };
    if (!ofKind.some(({ group, coefficient }) => group === wanted && parseDecimal(coefficient).n > 0n))
      problems.push({ place, reason: 'regulation.stageWithoutPaper', detail });
    const second = ofKind.filter(({ group }) => group === 2);
    if (stage.mode === 'replaceBest' && !second.some(({ replaces }) => replaces !== undefined))
      problems.push({ place, reason: 'regulation.nothingReplaces', detail });
    if (stage.chosenAtMost !== undefined && second.length === 0 && stage.mode !== 'sum')
      problems.push({ place: `${place}.chosenAtMost`, reason: 'regulation.nothingToChoose', detail });
    if (stage.mode === 'add' && second.length === 0)
      problems.push({ place, reason: 'regulation.nothingAdded', detail });
    return problems;
  });
}

function checkDecisions(regulation: Regulation, stage: Stage, place: string): readonly Problem[] {
  const problems: Problem[] = [];
  const left = new Map<string, readonly Interval[]>();
  const last = stage.decisions.length - 1;
  stage.decisions.forEach(({ when, decision, next }, i) => {
    const at = `${place}.decisions[${i}]`;
    if (!decision && next === undefined) problems.push({ place: at, reason: 'regulation.decidesNothing' });
    const awaitsPapers = regulation.stages.some(({ code, mode }) => code === next && mode !== 'sum');
    if (next !== undefined && decision && decision !== 'secondGroup')
      problems.push({ place: at, reason: 'regulation.finalDecisionGoesOn', detail: { decision } });
    if (decision === 'secondGroup' && !awaitsPapers)
      problems.push({ place: at, reason: 'regulation.secondGroupMissing' });
    if (!when) {
      if (i < last)
        problems.push({ place: `${place}.decisions[${i + 1}]`, reason: 'regulation.unreachable' });
      return;
    }
    const boxes = boxesOf(when);
    if (boxes?.length === 0) problems.push({ place: `${at}.when`, reason: 'regulation.contradiction' });
    else if (boxes?.every((box) => isTaken(box, left)))
      problems.push({ place: at, reason: 'regulation.unreachable' });
    for (const box of boxes ?? []) take(box, left);
  });
  if (stage.decisions[last]?.when)
    problems.push({ place: `${place}.decisions`, reason: 'regulation.noOtherwise' });
  else if ([...left.values()].some((intervals) => intervals.length === 0))
    problems.push({ place: `${place}.decisions[${last}]`, reason: 'regulation.unreachable' });
  return problems;
}

/** True when, for some quantity, earlier rules already took every value the box allows. */
function isTaken(box: Box, left: ReadonlyMap<string, readonly Interval[]>): boolean {
  return [...left].some(([quantity, intervals]) =>
    intervals.every((interval) => isEmpty(intersect(interval, box.get(quantity) ?? EVERYTHING))),
  );
}

/**
 * Only a rule on a single quantity takes its values whatever the rest; others leave everything possible. One the file
 * names may have no value (none of its papers counts), so that no rule on it takes everyone.
 */
function take(box: Box, left: Map<string, readonly Interval[]>): void {
  const [only, ...others] = box;
  if (!only || others.length > 0 || !isBuiltIn(only[0])) return;
  const [quantity, taken] = only;
  const before = left.get(quantity) ?? [startOf(quantity)];
  left.set(
    quantity,
    before.flatMap((interval) => subtractInterval(interval, taken)),
  );
}

/** Counts and sums of coefficients start at 0; averages and totals don't: `plusMinus` sport can push them below. */
function startOf(quantity: string): Interval {
  const counted = isBuiltIn(quantity) && !/^(average|total)/.test(quantity);
  return counted ? intervalOf({ atLeast: 0 }) : EVERYTHING;
}

/**
 * The condition as a union of boxes; contradictory boxes are left out, so `[]` can never hold.
 * `undefined` for what isn't analysed (`not`, papers), which is then assumed possible.
 */
function boxesOf(condition: Condition): readonly Box[] | undefined {
  if ('quantity' in condition) {
    const box: Box = new Map([
      [condition.quantity, intersect(startOf(condition.quantity), intervalOf(condition))],
    ]);
    return [box].filter(possible);
  }
  if ('any' in condition) {
    const parts = condition.any.map(boxesOf);
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  if ('all' in condition) return boxesOfAll(condition.all);
  return undefined;
}

function boxesOfAll(conditions: readonly Condition[]): readonly Box[] | undefined {
  const parts = conditions.map(boxesOf);
  const known = parts.filter((part) => part !== undefined);
  const start: readonly Box[] = [new Map()];
  const product = known.reduce(
    (boxes, part) => boxes.flatMap((a) => part.map((b) => merge(a, b)).filter(possible)),
    start,
  );
  return product.length > 0 && known.length < parts.length ? undefined : product;
}

function merge(a: Box, b: Box): Box {
  const both = new Map(a);
  for (const [quantity, interval] of b)
    both.set(quantity, intersect(both.get(quantity) ?? EVERYTHING, interval));
  return both;
}

function possible(box: Box): boolean {
  return ![...box.values()].some(isEmpty);
}

/** Papers of which the best count share a coefficient and a scale, or which of them count would change the result. */
function checkBest(
  { papers: declared, series }: Regulation,
  stage: Stage,
  place: string,
): readonly Problem[] {
  return (stage.best ?? []).flatMap(({ among, count }, i) => {
    const at = `${place}.best[${i}]`;
    const unknown = (among ?? []).filter((paper) => !declared[paper]);
    const problems: Problem[] = unknown.map((paper) => ({
      place: `${at}.among`,
      reason: 'regulation.paperUnknown',
      detail: { paper },
    }));
    for (const [code, { papers }] of Object.entries(series)) {
      const counted = papers.filter(
        ({ paper }) => !['optional', 'sport'].includes(declared[paper]?.kind ?? ''),
      );
      const inLine = counted.filter(({ paper }) => !among || among.includes(paper));
      const shapes = new Set(
        inLine.map(({ paper, coefficient }) => {
          const { n, d } = parseDecimal(coefficient);
          const { maximum, converts } = declared[paper] ?? {};
          return `${(n * 1_000_000n) / d} ${converts ?? ''} ${converts === undefined ? (maximum ?? '') : ''}`;
        }),
      );
      const detail = { series: code };
      if (inLine.length < count) problems.push({ place: at, reason: 'regulation.bestNotEnough', detail });
      if (shapes.size > 1) problems.push({ place: at, reason: 'regulation.bestUnequal', detail });
    }
    return problems;
  });
}
