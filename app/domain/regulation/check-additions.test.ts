import { describe, expect, it } from 'vitest';
import { regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';
import { evaluate } from './evaluate.ts';
import { runCases } from './run-cases.ts';

const good = regulationWith({ A: 1, B: 2 });
const [stage] = good.stages;
const name = { fr: 'x', en: 'x' };
const problemsOf = (input: unknown) => {
  const parsed = parseRegulation(input);
  return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
};
const withStage = (changes: object) => ({ ...good, stages: [{ ...stage, ...changes }] });
const mark = (value: number) => ({ state: 'mark' as const, value: value * 100 });

describe('checkRegulation: what the later keys may get wrong', () => {
  it.each([
    [
      'a quantity nobody named',
      withStage({
        decisions: [{ when: { quantity: 'luck', atLeast: 1 }, decision: 'passed' }, { decision: 'failed' }],
      }),
      'stages[0].decisions[0].when.quantity regulation.quantityUnknown',
    ],
    [
      'a quantity named as a known one',
      { ...good, quantities: { average: { name, of: 'total' } } },
      'quantities.average regulation.quantityTwice',
    ],
    [
      'a quantity over a paper nobody declared',
      { ...good, quantities: { some: { name, of: 'total', papers: ['Z'] } } },
      'quantities.some.papers[0] regulation.paperUnknown',
    ],
    [
      'more papers asked for than listed',
      withStage({
        decisions: [
          { when: { papersAmong: ['A'], markAtLeast: 10, atLeast: 2 }, decision: 'passed' },
          { decision: 'failed' },
        ],
      }),
      'stages[0].decisions[0].when regulation.contradiction',
    ],
    [
      'a mark above the paper',
      withStage({
        decisions: [
          { when: { papersAmong: ['A'], markAtLeast: 21, atLeast: 1 }, decision: 'passed' },
          { decision: 'failed' },
        ],
      }),
      'stages[0].decisions[0].when.markAtLeast regulation.contradiction',
    ],
    [
      'best of papers of unequal coefficients',
      withStage({ best: [{ count: 1 }] }),
      'stages[0].best[0] regulation.bestUnequal',
    ],
    [
      'best of more papers than there are',
      withStage({ best: [{ among: ['A'], count: 2 }] }),
      'stages[0].best[0] regulation.bestNotEnough',
    ],
    [
      'best of a paper nobody declared',
      withStage({ best: [{ among: ['A', 'Z'], count: 1 }] }),
      'stages[0].best[0].among regulation.paperUnknown',
    ],
    [
      'a conversion nobody wrote',
      { ...good, papers: { ...good.papers, A: { ...good.papers.A, converts: 'c' } } },
      'papers.A.converts regulation.conversionUnknown',
    ],
    [
      'a review band that is empty',
      { ...good, review: { minimumChange: 1, always: [{ from: 5, below: 5 }] } },
      'review.always[0] regulation.bandEmpty',
    ],
    ['honours on nothing', { ...good, honoursOn: 'luck' }, 'honoursOn regulation.quantityUnknown'],
    [
      'a condition of a rescue',
      {
        ...good,
        rescue: [
          {
            stage: 'only',
            quantity: 'average',
            from: 9,
            below: 10,
            decision: 'passed',
            when: { quantity: 'luck', atMost: 2 },
          },
        ],
      },
      'rescue[0].when.quantity regulation.quantityUnknown',
    ],
    [
      'a case of an unknown series',
      { ...good, cases: [{ name: 'x', series: 'Y', marks: {}, expect: { decision: 'failed' } }] },
      'cases[0].series regulation.seriesUnknown',
    ],
    [
      'a case of an unknown paper',
      { ...good, cases: [{ name: 'x', series: 'X', marks: { Z: '1' }, expect: { decision: 'failed' } }] },
      'cases[0].marks.Z regulation.paperUnknown',
    ],
    [
      'a case with a mark that can’t be read',
      { ...good, cases: [{ name: 'x', series: 'X', marks: { A: '1,5' }, expect: { decision: 'failed' } }] },
      'cases[0].marks.A regulation.shape',
    ],
    [
      'a second-group paper replaced twice',
      { ...sampleRegulation('niger-bac'), cases: undefined, series: { D: twiceReplaced() } },
      expect.stringMatching(/replaces regulation\.replacesTwice$/),
    ],
  ])('finds %s', (_, input, problem) => {
    expect(problemsOf(input)).toContainEqual(problem);
  });
  it.each([
    ['bands that miss 0', [{ from: 10, value: 1 }], 'conversions.c.bands regulation.bandsMissLowest'],
    [
      'a band twice',
      [
        { from: 0, value: 1 },
        { from: '0.0', value: 2 },
      ],
      'conversions.c.bands[1] regulation.bandTwice',
    ],
    [
      'a better mark worth less',
      [
        { from: 0, value: 3 },
        { from: 10, value: 2 },
      ],
      'conversions.c.bands[1].value regulation.bandsOutOfOrder',
    ],
  ])('finds %s', (_, bands, problem) => {
    const papers = { ...good.papers, A: { ...good.papers.A, converts: 'c' } };
    expect(problemsOf({ ...good, papers, conversions: { c: { between: 'steps', bands } } })).toContain(
      problem,
    );
  });
});

function twiceReplaced() {
  const { series } = sampleRegulation('niger-bac');
  const papers = series.D?.papers.map((entry) =>
    entry.replaces === 'PC' ? { ...entry, replaces: 'MAT' } : entry,
  );
  return { ...series.D, papers };
}

describe('quantities', () => {
  const paper = (kind: string) => ({ name, kind });
  const regulation = regulationWith(
    { A: 1, B: 3 },
    {
      papers: { A: paper('written'), B: paper('oral'), OPT: paper('optional') },
      series: {
        X: {
          name,
          papers: [
            { paper: 'A', coefficient: 1, group: 1 },
            { paper: 'B', coefficient: 3, group: 1 },
            { paper: 'OPT', coefficient: 1, group: 1 },
          ],
        },
      },
      quantities: { writtenAverage: { name, of: 'average', kinds: ['written'] } },
      stages: [
        {
          ...stage,
          decisions: [
            { when: { quantity: 'writtenAverage', below: 5 }, decision: 'failed' },
            { when: { quantity: 'average', atLeast: 10 }, decision: 'passed' },
            { decision: 'failed' },
          ],
        },
      ],
      honours: [{ code: 'ab', name, from: 12 }],
      honoursOn: 'averageWithoutOptional',
    },
  );
  const run = (A: number, B: number, OPT = 0) =>
    evaluate({ series: 'X', fit: true, marks: { A: mark(A), B: mark(B), OPT: mark(OPT) } }, regulation)
      .outcome;
  it('a written average is over the written papers', () => {
    expect(run(4, 20)).toMatchObject({ decision: 'failed', average: 1600 });
    expect(run(5, 20)).toMatchObject({ decision: 'passed' });
  });
  it('optional papers count for passing, not for honours, where honours are given without them', () => {
    expect(run(9, 9, 14)).toMatchObject({ decision: 'passed', average: 1000, honours: null });
    expect(run(11, 12, 20)).toMatchObject({ average: 1425, honours: null });
    expect(run(12, 12)).toMatchObject({ honours: 'ab' });
  });
});

describe('sport', () => {
  const sport = (whenFit: string, coefficient: number) =>
    regulationWith(
      { A: 4 },
      {
        papers: { A: { name, kind: 'written' }, EPS: { name, kind: 'sport' } },
        series: {
          X: {
            name,
            papers: [
              { paper: 'A', coefficient: 4, group: 1 },
              { paper: 'EPS', coefficient, group: 1 },
            ],
          },
        },
        sport: { whenFit },
      },
    );
  const run = (whenFit: string, coefficient: number, fit = true) =>
    evaluate({ series: 'X', fit, marks: { A: mark(10), EPS: mark(15) } }, sport(whenFit, coefficient))
      .outcome;
  it.each([
    ['coefficient', 2, 600, 7000],
    ['coefficientOne', 0, 500, 5500],
    ['coefficientPlusOne', 1, 600, 7000],
    ['plusMinus', 0, 400, 4500],
  ])('%s, written %d: coefficients %d, total %d', (whenFit, written, coefficients, total) => {
    expect(run(whenFit, written)).toMatchObject({ coefficients, total });
    expect(run(whenFit, written, false)).toMatchObject({ coefficients: 400, total: 4000 });
  });
});

describe('runCases', () => {
  const cases = [
    {
      name: 'right',
      series: 'X',
      marks: { A: '10', B: '10' },
      expect: { decision: 'passed', average: '10', rank: 1 },
    },
    {
      name: 'wrong',
      series: 'X',
      marks: { A: '9', B: '10' },
      expect: { decision: 'passed', average: '29/3', honours: 'ab' },
    },
    {
      name: 'refused',
      series: 'X',
      marks: { A: '20.01', B: '1' },
      expect: { refused: 'snapshot.markOffScale' },
    },
    {
      name: 'published',
      series: 'X',
      marks: { A: '9', B: '9' },
      published: { average: '9.5' },
      expect: { refused: 'case.publishedDiffers' },
    },
    {
      name: 'not refused',
      series: 'X',
      marks: { A: '9', B: '9' },
      expect: { refused: 'case.publishedDiffers' },
    },
  ];
  it('says what passes, and of the rest what was found', () => {
    const runs = runCases(regulationWith({ A: 1, B: 2 }, { cases }));
    expect(runs.map(({ passed, place }) => [place, passed])).toEqual([
      ['cases[0]', true],
      ['cases[1]', false],
      ['cases[2]', true],
      ['cases[3]', true],
      ['cases[4]', false],
    ]);
    expect(runs[1]?.differences).toEqual([
      { what: 'decision', expected: 'passed', found: 'failed' },
      { what: 'honours', expected: 'ab', found: 'null' },
    ]);
  });
});
