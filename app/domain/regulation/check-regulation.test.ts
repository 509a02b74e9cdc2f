import { describe, expect, it } from 'vitest';
import { regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';
import { regulationJsonSchema } from './schema.ts';

const benin = sampleRegulation('benin-bac');
const good = regulationWith({ A: 1, B: 2 });
const [stage] = good.stages;
const problemsOf = (input: unknown) => {
  const parsed = parseRegulation(input);
  return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
};
const withDecisions = (decisions: unknown) => ({ ...good, stages: [{ ...stage, decisions }] });
const average = (bounds: object) => ({ quantity: 'average', ...bounds });
const passed = (when?: object) => ({ ...(when ? { when } : {}), decision: 'passed' });
const failed = { decision: 'failed' };

describe('parseRegulation: shape', () => {
  it('takes a good file as it is, without adding anything', () => {
    expect(parseRegulation(structuredClone(benin))).toEqual({ ok: true, value: benin });
  });
  it('refuses an unknown key with its place', () => {
    const typo = structuredClone(benin) as { series: Record<string, { papers: object[] }> };
    typo.series.A1?.papers.splice(3, 1, { paper: 'HG', coefficient: 3, group: 1, coeficient: 3 });
    expect(problemsOf(typo)).toContain('series.A1.papers[3].coeficient regulation.keyUnknown');
  });
  it('refuses a missing coefficient, a float and a wrong code with their places', () => {
    const papers = [
      { paper: 'A', group: 1 },
      { paper: 'B', coefficient: 2.5, group: 1 },
    ];
    expect(problemsOf({ ...good, series: { X: { name: good.name, papers } } })).toEqual([
      'series.X.papers[0].coefficient regulation.shape',
      'series.X.papers[1].coefficient regulation.shape',
    ]);
    expect(problemsOf({ ...good, code: 'not a code' })).toEqual(['code regulation.shape']);
    expect(problemsOf(null)).toEqual(['$ regulation.shape']);
  });
  it('has a JSON Schema for editors', () => {
    expect(regulationJsonSchema()).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('checkRegulation: sense', () => {
  it('finds papers without a coefficient', () => {
    const C = { name: good.name, kind: 'written' };
    expect(problemsOf({ ...good, papers: { ...good.papers, C } })).toEqual([
      'papers.C regulation.coefficientMissing',
    ]);
    const papers = [
      { paper: 'A', coefficient: 0, group: 1 },
      { paper: 'B', coefficient: '2.5', group: 1 },
    ];
    expect(problemsOf({ ...good, series: { X: { name: good.name, papers } } })).toEqual([
      'series.X.papers[0].coefficient regulation.coefficientMissing',
    ]);
  });
  it('finds a paper written twice in a series (incident 13) or never declared', () => {
    const row = (paper: string, coefficient: number) => ({ paper, coefficient, group: 1 });
    const papers = [row('A', 1), row('B', 2), row('A', 3), row('Z', 1)];
    expect(problemsOf({ ...good, series: { X: { name: good.name, papers } } })).toEqual([
      'series.X.papers[2].paper regulation.paperTwice',
      'series.X.papers[3].paper regulation.paperUnknown',
    ]);
  });
  it.each([
    [
      'a contradiction',
      [passed(average({ atLeast: 12, below: 10 })), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'a contradiction across all',
      [passed({ all: [average({ atLeast: 10 }), average({ below: 10 })] }), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'a count below 0',
      [passed({ quantity: 'zeros', below: 0 }), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'what an earlier rule takes',
      [{ when: average({ below: 10 }), decision: 'failed' }, passed(average({ below: '9.99' })), failed],
      'decisions[1] regulation.unreachable',
    ],
    [
      'a last rule nobody is left for',
      [passed(average({ atLeast: 10 })), { when: average({ below: 10 }), decision: 'failed' }, failed],
      'decisions[2] regulation.unreachable',
    ],
    ['what follows an unconditional rule', [passed(), failed], 'decisions[1] regulation.unreachable'],
    [
      'candidates left without a decision',
      [passed(average({ atLeast: 10 }))],
      'decisions regulation.noOtherwise',
    ],
    [
      'a rule that decides nothing',
      [{ when: average({ atLeast: 10 }) }, failed],
      'decisions[0] regulation.decidesNothing',
    ],
    [
      'a second group that isn’t there',
      [{ decision: 'secondGroup' }],
      'decisions[0] regulation.secondGroupMissing',
    ],
    [
      'a stage to go back to',
      [{ when: average({ below: 8 }), next: 'only' }, failed],
      'decisions[0].next regulation.nextNotLater',
    ],
    [
      'a condition without a limit',
      [passed(average({})), failed],
      'decisions[0].when regulation.conditionWithoutLimit',
    ],
    [
      'a paper no one declared',
      [passed({ papersAmong: ['Z'], markAtLeast: 10, atLeast: 1 }), failed],
      'decisions[0].when.papersAmong[0] regulation.paperUnknown',
    ],
  ])('finds %s', (_, decisions, problem) => {
    expect(problemsOf(withDecisions(decisions))).toContain(`stages[0].${problem}`);
  });
  it.each([
    [
      'touching bands',
      [
        passed(average({ atLeast: 10 })),
        { when: average({ atLeast: 8, below: 10 }), decision: 'failed' },
        failed,
      ],
    ],
    [
      'a rule on two quantities takes nothing whole',
      [
        { when: { all: [average({ atLeast: 10 }), { quantity: 'zeros', atMost: 0 }] }, decision: 'passed' },
        passed(average({ atLeast: 12 })),
        failed,
      ],
    ],
    [
      'exactly 10, open and closed',
      [passed(average({ above: 10 })), passed(average({ atLeast: 10 })), failed],
    ],
  ])('leaves alone: %s', (_, decisions) => {
    expect(problemsOf(withDecisions(decisions))).toEqual([]);
  });
  it('finds stages never reached, bands that are empty, honours twice', () => {
    expect(problemsOf({ ...good, stages: [stage, { ...stage, code: 'lost' }] })).toEqual([
      'stages[1] regulation.stageUnreached',
    ]);
    const band = { stage: 'only', quantity: 'average', from: 10, below: '9.5', decision: 'passed' };
    expect(problemsOf({ ...good, rescue: [band] })).toEqual(['rescue[0] regulation.bandEmpty']);
    const honours = [
      { code: 'b', name: good.name, from: 14 },
      { code: 'ab', name: good.name, from: '14.00' },
    ];
    expect(problemsOf({ ...good, honours })).toEqual(['honours[1] regulation.honoursTwice']);
  });
});
