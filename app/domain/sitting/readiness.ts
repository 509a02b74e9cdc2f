import { feeScheduleSchema } from '../fees/fee-schedule.ts';
import { parseRegulation } from '../regulation/check-regulation.ts';
import type { Problem } from '../regulation/problem.ts';
import type { Regulation } from '../regulation/schema.ts';

export type Slot = { readonly paperCode: string; readonly startsAt: Date; readonly minutes: number };

export type SittingPlan = {
  readonly regulation: unknown;
  readonly feeSchedule: unknown;
  readonly slots: readonly Slot[];
  readonly entriesOpenAt: Date;
  readonly entriesCloseAt: Date;
  readonly examStartsOn: Date;
};

/** Marks of these come from the year, not from a room at an hour. */
const WITHOUT_SLOT = new Set(['continuous']);

/** First-group papers of a series that candidates sit at an hour. */
export function timetabledPapers(regulation: Regulation, series?: string): readonly string[] {
  const chosen = Object.entries(regulation.series).filter(
    ([code]) => series === undefined || code === series,
  );
  const papers = chosen.flatMap(([, { papers }]) =>
    papers.filter(({ group }) => group === 1).map(({ paper }) => paper),
  );
  return [...new Set(papers)].filter((code) => !WITHOUT_SLOT.has(regulation.papers[code]?.kind ?? ''));
}

/**
 * What a sitting still lacks before it may take entries; nothing when it is ready. A paper has one slot for all its
 * series and no two papers of a series meet (Niger 2022: one French paper on two days, annulled and sat again).
 * `place` is a paper, a series or a date; `reason` a code of the `reasons` catalogue.
 */
export function checkReadiness(plan: SittingPlan): readonly Problem[] {
  const parsed = parseRegulation(plan.regulation);
  const dates = checkDates(plan);
  if (!parsed.ok) {
    const detail = { problems: parsed.problems.length };
    return [{ place: 'regulation', reason: 'sitting.regulationInvalid', detail }, ...dates];
  }
  return [
    ...checkFees(plan.feeSchedule, parsed.value),
    ...checkSlots(plan, parsed.value),
    ...checkClashes(plan.slots, parsed.value),
    ...dates,
  ];
}

function checkDates({ entriesOpenAt, entriesCloseAt, examStartsOn }: SittingPlan): readonly Problem[] {
  const problems: Problem[] = [];
  if (entriesOpenAt >= entriesCloseAt)
    problems.push({ place: 'entriesCloseAt', reason: 'sitting.closesBeforeOpening' });
  if (entriesCloseAt >= examStartsOn)
    problems.push({ place: 'examStartsOn', reason: 'sitting.examBeforeClosing' });
  return problems;
}

function checkFees(body: unknown, { series }: Regulation): readonly Problem[] {
  const parsed = feeScheduleSchema.safeParse(body);
  if (!parsed.success) return [{ place: 'feeSchedule', reason: 'sitting.feesInvalid' }];
  return Object.keys(series)
    .filter((code) => !parsed.data.series.includes(code))
    .map((code) => ({ place: code, reason: 'sitting.feeMissing', detail: { series: code } }));
}

function checkSlots({ slots, examStartsOn }: SittingPlan, regulation: Regulation): readonly Problem[] {
  const needed = timetabledPapers(regulation);
  const given = slots.map(({ paperCode }) => paperCode);
  const about = (paper: string, reason: string): Problem => ({ place: paper, reason, detail: { paper } });
  return [
    ...needed.filter((paper) => !given.includes(paper)).map((paper) => about(paper, 'sitting.slotMissing')),
    ...given
      .filter((paper, i) => given.indexOf(paper) !== i)
      .map((paper) => about(paper, 'sitting.slotTwice')),
    ...given
      .filter((paper) => !Object.hasOwn(regulation.papers, paper))
      .map((paper) => about(paper, 'sitting.slotUnknown')),
    ...slots
      .filter(({ startsAt }) => startsAt < examStartsOn)
      .map(({ paperCode }) => about(paperCode, 'sitting.slotTooEarly')),
  ];
}

/** Two optional papers may meet: a candidate takes one of them. Neither may meet a paper that its takers sit as well. */
function checkClashes(slots: readonly Slot[], regulation: Regulation): readonly Problem[] {
  return Object.keys(regulation.series).flatMap((series) => {
    const sat = timetabledPapers(regulation, series);
    const ordered = slots
      .filter(({ paperCode }) => sat.includes(paperCode))
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    const isOptional = ({ paperCode }: Slot) => regulation.papers[paperCode]?.kind === 'optional';
    const [optional, due] = [ordered.filter(isOptional), ordered.filter((slot) => !isOptional(slot))];
    const pairs = [
      ...due.flatMap((slot, i) => due.slice(i + 1, i + 2).map((next) => [slot, next] as const)),
      ...optional.flatMap((slot) => due.map((other) => [slot, other] as const)),
    ];
    return pairs
      .filter(([slot, other]) => overlap(slot, other))
      .map(([slot, other]) => ({
        place: series,
        reason: 'sitting.slotClash',
        detail: { series, paper: slot.paperCode, other: other.paperCode },
      }));
  });
}

function overlap(one: Slot, other: Slot): boolean {
  const ends = ({ startsAt, minutes }: Slot) => startsAt.getTime() + minutes * 60_000;
  return one.startsAt.getTime() < ends(other) && other.startsAt.getTime() < ends(one);
}
