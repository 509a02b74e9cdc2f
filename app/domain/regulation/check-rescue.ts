import { checkCondition } from './check-condition.ts';
import { boxesOf } from './condition-boxes.ts';
import { compare, parseDecimal } from './fraction.ts';
import { EVERYTHING, type Interval, intersect, intervalOf, isEmpty, subtractInterval } from './interval.ts';
import type { Problem } from './problem.ts';
import type { Regulation, RescueBand, Stage } from './schema.ts';

/** Rescue bands of a stage that exists, that hold something, and in which the jury has something to decide. */
export function checkRescue(regulation: Regulation): readonly Problem[] {
  return regulation.rescue.flatMap((band, i) => {
    const place = `rescue[${i}]`;
    const problems: Problem[] = [];
    const stage = regulation.stages.find(({ code }) => code === band.stage);
    if (!stage)
      problems.push({
        place: `${place}.stage`,
        reason: 'regulation.stageUnknown',
        detail: { stage: band.stage },
      });
    if (compare(parseDecimal(band.from), parseDecimal(band.below)) >= 0)
      problems.push({ place, reason: 'regulation.bandEmpty' });
    else if (stage && !mayOpen(band, stage)) problems.push({ place, reason: 'regulation.unreachable' });
    return band.when ? [...problems, ...checkCondition(regulation, band.when, `${place}.when`)] : problems;
  });
}

/** False when everyone in the band is already passed, excluded, or decided as the jury could. */
function mayOpen(band: RescueBand, { decisions }: Stage): boolean {
  let left: readonly Interval[] = [intervalOf({ atLeast: band.from, below: band.below })];
  for (const { when, decision } of decisions) {
    const closed = decision === 'passed' || decision === 'excluded' || decision === band.decision;
    const boxes = when ? boxesOf(when) : [new Map<string, Interval>()];
    for (const box of boxes ?? []) {
      const interval = box.get(band.quantity) ?? EVERYTHING;
      if (!closed && left.some((each) => !isEmpty(intersect(each, interval)))) return true;
      const alone = box.size === 0 || (box.size === 1 && box.has(band.quantity));
      if (closed && alone) left = left.flatMap((each) => subtractInterval(each, interval));
    }
    if (!boxes && !closed && left.length > 0) return true;
  }
  return false;
}
