import type { Regulation } from '../regulation/schema.ts';
import { type Slot, timetabledPapers } from './readiness.ts';

const DAY = 24 * 60 * 60_000;
/** Two papers a day, each far from the other: 8 o'clock and 14 o'clock where the office is. */
const HOURS = [8, 14] as const;
const MINUTES = 180;

/** A first timetable to correct: the papers in the regulation's order, two a day, every paper once for all its series. */
export function draftTimetable(regulation: Regulation, examStartsOn: Date): readonly Slot[] {
  return timetabledPapers(regulation).map((paperCode, i) => {
    const day = Math.floor(i / HOURS.length);
    const hour = HOURS[i % HOURS.length] ?? 8;
    return {
      paperCode,
      startsAt: new Date(examStartsOn.getTime() + day * DAY + hour * 60 * 60_000),
      minutes: MINUTES,
    };
  });
}

/** An earlier timetable moved to another first day; papers the new regulation lacks are left out. */
export function moveTimetable(
  slots: readonly Slot[],
  { from, to, regulation }: { from: Date; to: Date; regulation: Regulation },
): readonly Slot[] {
  const papers = timetabledPapers(regulation);
  const days = Math.round((to.getTime() - from.getTime()) / DAY);
  return slots
    .filter(({ paperCode }) => papers.includes(paperCode))
    .map((slot) => ({ ...slot, startsAt: new Date(slot.startsAt.getTime() + days * DAY) }));
}
