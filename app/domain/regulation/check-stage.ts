import { checkCondition } from './check-condition.ts';
import { boxesOf, isTaken, take } from './condition-boxes.ts';
import { exactText, isPositive, parseDecimal } from './fraction.ts';
import type { Interval } from './interval.ts';
import type { Problem } from './problem.ts';
import type { Regulation, Stage } from './schema.ts';

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
    if (!ofKind.some(({ group, coefficient }) => group === wanted && isPositive(parseDecimal(coefficient))))
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
          const { maximum, converts } = declared[paper] ?? {};
          return `${exactText(parseDecimal(coefficient))} ${converts ?? ''} ${converts === undefined ? (maximum ?? '') : ''}`;
        }),
      );
      const detail = { series: code };
      if (inLine.length < count) problems.push({ place: at, reason: 'regulation.bestNotEnough', detail });
      if (shapes.size > 1) problems.push({ place: at, reason: 'regulation.bestUnequal', detail });
    }
    return problems;
  });
}
