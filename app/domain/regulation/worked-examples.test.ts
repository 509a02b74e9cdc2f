import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { regulationWith } from '#tests/factories/regulations.ts';
import { averageAtLeast, honours, read, run, same, stage, title } from '#tests/factories/worked-examples.ts';

const coefficients = z.record(z.string(), z.number());
const algeria = read(
  'algeria_bac_math_stream.json',
  z.object({
    coefficients,
    cases: z.array(
      z.object({
        marks: coefficients,
        sport_exempt: z.boolean().optional(),
        expect: z.object({
          coef_total: z.number().optional(),
          average_exact: z.string().optional(),
          mention: z.string().optional(),
          passed: z.boolean().optional(),
          error: z.string().optional(),
          incomplete: z.boolean().optional(),
        }),
      }),
    ),
    mention_boundaries: z.array(z.tuple([z.number(), z.string()])),
  }),
);

describe.skipIf(!algeria)(title('algeria_bac_math_stream.json', algeria), () => {
  const regulation = regulationWith(algeria?.coefficients ?? { A: 1 }, {
    honours: honours({ passable: 10, 'assez-bien': 12, bien: 14, 'tres-bien': 16 }),
  });
  const mention = (outcome: { decision: string; honours: string | null }) =>
    outcome.decision === 'failed' ? 'Non Admis' : outcome.honours;
  const code = (words: string) =>
    words === 'Non Admis' ? words : words.toLowerCase().replace(' ', '-').replace('è', 'e');

  it.each(algeria?.cases ?? [])('$marks', ({ marks, sport_exempt, expect: expected }) => {
    const all = sport_exempt ? { ...marks, SPORT: 'exempt' as const } : marks;
    if (expected.error) {
      expect(() => run(regulation, all)).toThrow(/markOffScale/);
      return;
    }
    const outcome = run(regulation, all);
    if (expected.incomplete) expect(outcome).toMatchObject({ decision: 'reserved', final: false });
    if (expected.average_exact) expect(outcome.exact?.average).toBe(expected.average_exact);
    if (expected.coef_total) expect(outcome.coefficients).toBe(expected.coef_total * 100);
    if (expected.mention) expect(mention(outcome)).toBe(code(expected.mention));
    if (expected.passed !== undefined) expect(outcome.decision === 'passed').toBe(expected.passed);
  });
  it.each(algeria?.mention_boundaries ?? [])('%d is %s', (mark, words) => {
    const marks = Object.fromEntries(Object.keys(algeria?.coefficients ?? {}).map((paper) => [paper, mark]));
    expect(mention(run(regulation, marks))).toBe(code(words));
  });
});

const france = read(
  'france_bac_rules.json',
  z.object({ derived_boundary_cases: z.array(z.record(z.string(), z.unknown())) }),
);

describe.skipIf(!france)(title('france_bac_rules.json (D336-8, D336-28)', france), () => {
  const paper = (kind: string) => ({ name: same(kind), kind });
  const regulation = regulationWith(
    { A: 3, B: 3 },
    {
      papers: {
        A: paper('written'),
        B: paper('written'),
        AO: paper('oral'),
        BO: paper('oral'),
        OPT: paper('optional'),
      },
      series: {
        X: {
          name: same('X'),
          papers: [
            { paper: 'A', coefficient: 3, group: 1 },
            { paper: 'B', coefficient: 3, group: 1 },
            { paper: 'OPT', coefficient: 2, group: 1 },
            { paper: 'AO', coefficient: 3, group: 2, replaces: 'A' },
            { paper: 'BO', coefficient: 3, group: 2, replaces: 'B' },
          ],
        },
      },
      stages: [
        stage('first', 'sum', [
          { when: averageAtLeast(10), decision: 'passed' },
          { when: averageAtLeast(8), decision: 'secondGroup', next: 'second' },
          { decision: 'failed' },
        ]),
        stage(
          'second',
          'replaceBest',
          [{ when: averageAtLeast(10), decision: 'passed' }, { decision: 'failed' }],
          { chosenAtMost: 2 },
        ),
      ],
      honours: honours({ 'assez-bien': 12, bien: 14, 'tres-bien': 16 }),
    },
  );
  const words = { ajourne: 'failed', second_group: 'secondGroup', admitted: 'passed' } as const;
  const boundary = z.object({ average: z.string(), expect: z.enum(['ajourne', 'second_group', 'admitted']) });

  it('decides each boundary exactly', () => {
    const cases = (france?.derived_boundary_cases ?? []).flatMap((one) => boundary.safeParse(one).data ?? []);
    expect(cases).toHaveLength(4);
    for (const { average, expect: word } of cases)
      expect(run(regulation, { A: Number(average), B: Number(average) }).decision).toBe(words[word]);
  });
  it('keeps the better of the two marks and gives no honours after the second group', () => {
    expect(run(regulation, { A: 9, B: 9, AO: 16, BO: 16 })).toMatchObject({
      decision: 'passed',
      average: 1600,
      honours: null,
    });
    expect(run(regulation, { A: 9, B: 9, AO: 2, BO: 12 })).toMatchObject({
      decision: 'passed',
      average: 1050,
    });
    expect(run(regulation, { A: 9, B: 9, AO: 2, BO: 'absent' })).toMatchObject({
      decision: 'failed',
      average: 900,
    });
  });
  it('counts only the points of an optional paper above 10, with its coefficient', () => {
    expect(run(regulation, { A: 10, B: 10, OPT: 9 }).total).toBe(6000);
    expect(run(regulation, { A: 10, B: 10, OPT: 15 }).total).toBe(7000);
  });
});

const bacS = read(
  'france_bac_S_2010_total.json',
  z.object({ coefficients, coef_total: z.number(), points_to_pass: z.number() }),
);

describe.skipIf(!bacS)(title('france_bac_S_2010_total.json', bacS), () => {
  it('passes from 380 points out of 38 coefficients', () => {
    const papers = Object.keys(bacS?.coefficients ?? {});
    const regulation = regulationWith(bacS?.coefficients ?? { A: 1 });
    const tens = Object.fromEntries(papers.map((paper) => [paper, 10]));
    expect(run(regulation, tens)).toMatchObject({
      decision: 'passed',
      coefficients: (bacS?.coef_total ?? 0) * 100,
      total: (bacS?.points_to_pass ?? 0) * 100,
    });
    expect(run(regulation, { ...tens, specialite: 9.99 })).toMatchObject({
      decision: 'failed',
      total: 37_998,
    });
  });
});

const dnb = read(
  'dnb_france_800_points.json',
  z.object({
    socle: z.object({
      insuffisante: z.number(),
      tres_bonne: z.number(),
      satisfaisante: z.number(),
      components: z.number(),
    }),
    written: coefficients,
    oral: z.number(),
    complement: coefficients,
    pass: z.number(),
    mentions: coefficients,
  }),
);

describe.skipIf(!dnb)(title('dnb_france_800_points.json', dnb), () => {
  const socle = Array.from({ length: dnb?.socle.components ?? 0 }, (_, i) => `S${i + 1}`);
  const maxima: Record<string, number> = {
    ...Object.fromEntries(socle.map((paper) => [paper, dnb?.socle.tres_bonne ?? 0])),
    ...dnb?.written,
    oral: dnb?.oral ?? 0,
  };
  const build = () =>
    regulationWith(
      { ...Object.fromEntries(Object.keys(maxima).map((paper) => [paper, 1])), complement: 1 },
      {
        papers: {
          ...Object.fromEntries(
            Object.entries(maxima).map(([paper, maximum]) => [
              paper,
              { name: same(paper), kind: 'written', maximum },
            ]),
          ),
          complement: { name: same('complement'), kind: 'optional', maximum: dnb?.complement.depasse ?? 0 },
        },
        optional: { above: 0, withCoefficient: false },
        stages: [
          stage('first', 'sum', [
            { when: { quantity: 'total', atLeast: dnb?.pass }, decision: 'passed' },
            { decision: 'failed' },
          ]),
        ],
        honours: honours({ 'assez-bien': 12, bien: 14, 'tres-bien': 16 }),
      },
    );
  const marks = (share: number) =>
    Object.fromEntries(Object.entries(maxima).map(([paper, maximum]) => [paper, maximum * share]));

  it('adds up to 800 and passes from 400 exactly', () => {
    const regulation = build();
    expect(run(regulation, marks(1)).total).toBe(80_000);
    expect(run(regulation, marks(0.5))).toMatchObject({ decision: 'passed', total: (dnb?.pass ?? 0) * 100 });
    expect(run(regulation, { ...marks(0.5), oral: 49.99 })).toMatchObject({ decision: 'failed' });
    expect(
      run(regulation, { ...marks(0.5), oral: 40, complement: dnb?.complement.atteint ?? 0 }),
    ).toMatchObject({ decision: 'passed', total: 40_000 });
  });
  it('gives honours from 480, 560 and 640 points', () => {
    const regulation = build();
    for (const [words, points] of Object.entries(dnb?.mentions ?? {})) {
      const share = marks(points / 800);
      expect(run(regulation, share).honours).toBe(words.replace(' ', '-').replace('è', 'e'));
      expect(run(regulation, { ...share, oral: (share.oral ?? 0) - 0.01 }).honours).not.toBe(
        words.replace(' ', '-').replace('è', 'e'),
      );
    }
  });
});
