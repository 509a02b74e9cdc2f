import { expect, test } from 'vitest';
import { SITTING_STATES } from '#app/domain/sitting/states.ts';
import { catalogue } from '#app/i18n/fr/catalogue.ts';
import { ENTRY_STATES } from './states.ts';
import { type JourneyFacts, journeyOf } from './timeline.ts';

const now = new Date('2027-03-01T08:00:00Z');
const base: JourneyFacts = {
  state: 'draft',
  sitting: 'open',
  takesEntries: true,
  entriesCloseAt: new Date('2027-04-01T00:00:00Z'),
  examStartsOn: new Date('2027-06-14T07:00:00Z'),
  resultsExpectedOn: new Date('2027-07-20T00:00:00Z'),
  paymentUnderWay: false,
  convocation: false,
  decision: null,
  transcript: false,
  diploma: false,
};
const states = (facts: Partial<JourneyFacts>, at = now) =>
  journeyOf({ ...base, ...facts }, at)
    .map(({ state }) => state)
    .join(' ');

test.each<[string, Partial<JourneyFacts>, string]>([
  ['a draft', {}, 'current later later later later later later later'],
  ['a draft too late', { takesEntries: false }, 'failed later later later later later later later'],
  ['to pay', { state: 'submitted' }, 'done current later later later later later later'],
  [
    'paid too late',
    { state: 'submitted', takesEntries: false },
    'done failed later later later later later later',
  ],
  ['with the office', { state: 'paid' }, 'done done waiting later later later later later'],
  ['returned', { state: 'returned' }, 'current done failed later later later later later'],
  ['rejected', { state: 'rejected' }, 'done done failed later later later later later'],
  ['validated', { state: 'validated' }, 'done done done waiting later later later later'],
  ['called', { state: 'validated', convocation: true }, 'done done done done later later later later'],
  [
    'being marked',
    { state: 'validated', convocation: true, sitting: 'marking' },
    'done done done done done waiting later later',
  ],
  [
    'passed',
    { state: 'validated', convocation: true, sitting: 'published', decision: 'passed', transcript: true },
    'done done done done done done done waiting',
  ],
  [
    'failed',
    { state: 'validated', convocation: true, sitting: 'published', decision: 'failed', transcript: true },
    'done done done done done done done later',
  ],
])('%s', (_, facts, expected) => {
  expect(states(facts)).toBe(expected);
});

test('at most one thing is the candidate’s to do, and it says by when', () => {
  for (const state of ENTRY_STATES) {
    const mine = journeyOf({ ...base, state }, now).filter((step) => step.state === 'current');
    expect(mine.length).toBeLessThanOrEqual(1);
  }
  expect(journeyOf({ ...base, state: 'submitted' }, now)[1]).toMatchObject({
    note: 'due',
    date: base.entriesCloseAt,
  });
});

test('the day of the papers comes and goes', () => {
  const papers = (at: Date) => journeyOf({ ...base, state: 'validated' }, at)[4];
  expect(papers(now)).toMatchObject({ state: 'later', note: 'planned', date: base.examStartsOn });
  expect(papers(base.examStartsOn)).toMatchObject({ state: 'waiting' });
});

test('every milestone says something in every situation', () => {
  const said: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogue.candidate.journey;
  const missing = new Set<string>();
  for (const state of ENTRY_STATES)
    for (const sitting of SITTING_STATES)
      for (const yes of [true, false])
        for (const decision of [null, 'passed', 'failed']) {
          const facts = {
            ...base,
            state,
            sitting,
            decision,
            takesEntries: yes,
            paymentUnderWay: yes,
            transcript: yes,
          };
          const resultsExpectedOn = yes ? base.resultsExpectedOn : null;
          for (const { milestone, note } of journeyOf(
            { ...facts, diploma: yes, convocation: yes, resultsExpectedOn },
            now,
          ))
            if (!said[milestone]?.[note]) missing.add(`${milestone}.${note}`);
        }
  expect([...missing]).toEqual([]);
});
