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

test('incident 1 (Niger 2022): a paper has one slot across all its series, and a clash in any of them is refused', () => {
  const shared = plan.slots.find(({ paperCode }) =>
    Object.keys(regulation.series).every((series) =>
      timetabledPapers(regulation, series).includes(paperCode),
    ),
  );
  if (!shared) throw new Error('no paper is in all series');
  const anotherDay: Slot = { ...shared, startsAt: new Date('2027-06-28T08:00:00Z') };
  expect(reasons({ slots: [...plan.slots, anotherDay] })).toEqual(['sitting.slotTwice']);
  const moved = plan.slots.find(({ paperCode }) => paperCode !== shared.paperCode);
  const slots = plan.slots.map((slot) => (slot === moved ? { ...slot, startsAt: shared.startsAt } : slot));
  const clashing = checkReadiness({ ...plan, slots });
  const sittingBoth = Object.keys(regulation.series).filter((series) =>
    timetabledPapers(regulation, series).includes(moved?.paperCode ?? ''),
  );
  expect(clashing.map(({ place }) => place).sort()).toEqual(sittingBoth.sort());
  expect(new Set(clashing.map(({ reason }) => reason))).toEqual(new Set(['sitting.slotClash']));
});

test('an optional paper at the hour of one that everybody sits is a clash; two optional ones may meet', () => {
  const [code = '', series] = Object.entries(regulation.series)[0] ?? [];
  const name = { fr: 'Facultative', en: 'Optional' };
  const extra = ['DESSIN', 'MUSIQUE'];
  const withOptional = {
    ...regulation,
    papers: {
      ...regulation.papers,
      ...Object.fromEntries(extra.map((one) => [one, { name, kind: 'optional' }])),
    },
    series: {
      ...regulation.series,
      [code]: {
        ...series,
        papers: [...(series?.papers ?? []), ...extra.map((paper) => ({ paper, coefficient: 1, group: 1 }))],
      },
    },
  };
  const [first] = plan.slots;
  if (!first) throw new Error('no slots');
  const free = new Date('2027-06-28T08:00:00Z');
  const at = (startsAt: Date): Slot[] => extra.map((paperCode) => ({ ...first, paperCode, startsAt }));
  const given = (slots: readonly Slot[]) =>
    reasons({ regulation: withOptional, slots: [...plan.slots, ...slots] });
  expect(given(at(free))).toEqual([]);
  expect(given(at(first.startsAt))).toEqual(['sitting.slotClash', 'sitting.slotClash']);
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
