import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { draftTimetable, moveTimetable } from './draft-timetable.ts';
import { checkReadiness, type SittingPlan, type Slot, timetabledPapers } from './readiness.ts';

const regulation = sampleRegulation('benin-bac');
const feeSchedule: unknown = JSON.parse(
  readFileSync(new URL('../../../db/seed/fees/bac-benin.json', import.meta.url), 'utf8'),
);
const examStartsOn = new Date('2027-06-14T00:00:00Z');
const plan: SittingPlan = {
  regulation,
  feeSchedule,
  slots: draftTimetable(regulation, examStartsOn),
  entriesOpenAt: new Date('2027-01-04T00:00:00Z'),
  entriesCloseAt: new Date('2027-03-31T00:00:00Z'),
  examStartsOn,
};
const reasons = (changes: Partial<SittingPlan>) =>
  checkReadiness({ ...plan, ...changes }).map(({ reason }) => reason);

test('a drafted timetable of a sound regulation is ready', () => {
  expect(checkReadiness(plan)).toEqual([]);
  expect(plan.slots.map(({ paperCode }) => paperCode)).toEqual(timetabledPapers(regulation));
});

test('a paper without a slot, with two, or unknown to the regulation', () => {
  expect(reasons({ slots: plan.slots.slice(1) })).toEqual(['sitting.slotMissing']);
  const first = plan.slots[0];
  if (!first) throw new Error('no slot');
  const later: Slot = { ...first, startsAt: new Date('2027-07-01T08:00:00Z') };
  expect(reasons({ slots: [...plan.slots, later] })).toEqual(['sitting.slotTwice']);
  expect(reasons({ slots: [...plan.slots, { ...later, paperCode: 'nothing' }] })).toEqual([
    'sitting.slotUnknown',
  ]);
});

test('two papers of one series at the same hour are refused, with their names', () => {
  const [first, second, ...rest] = plan.slots;
  if (!first || !second) throw new Error('no slots');
  const slots = [first, { ...second, startsAt: new Date(first.startsAt.getTime() + 60 * 60_000) }, ...rest];
  const problems = checkReadiness({ ...plan, slots });
  expect(problems.length).toBeGreaterThan(0);
  expect(problems[0]).toMatchObject({
    reason: 'sitting.slotClash',
    detail: { paper: first.paperCode, other: second.paperCode },
  });
});

test('dates out of order, fees that leave a series out, a regulation that does not parse', () => {
  expect(reasons({ entriesCloseAt: plan.entriesOpenAt })).toEqual(['sitting.closesBeforeOpening']);
  expect(reasons({ entriesCloseAt: examStartsOn })).toEqual(['sitting.examBeforeClosing']);
  expect(reasons({ feeSchedule: {} })).toEqual(['sitting.feesInvalid']);
  expect(reasons({ regulation: { format: 1 } })).toEqual(['sitting.regulationInvalid']);
  expect(reasons({ examStartsOn: new Date('2027-06-15T00:00:00Z') })).toContain('sitting.slotTooEarly');
});

test('an earlier timetable moves with the first day and keeps its hours', () => {
  const to = new Date('2028-06-12T00:00:00Z');
  const moved = moveTimetable(plan.slots, { from: examStartsOn, to, regulation });
  expect(moved).toHaveLength(plan.slots.length);
  expect(moved[0]?.startsAt.toISOString()).toBe('2028-06-12T08:00:00.000Z');
  expect(checkReadiness({ ...plan, slots: moved, examStartsOn: to })).toEqual([]);
});
