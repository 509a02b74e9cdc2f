import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedRegulation, regulationWith } from '#tests/factories/regulations.ts';
import { honours, read, run, same, stage, title } from '#tests/factories/worked-examples.ts';
import { convertMark, prepareConversion } from './convert-mark.ts';
import { decimalText, parseDecimal } from './fraction.ts';
import { runCases } from './run-cases.ts';

const numbers = z.record(z.string(), z.number());
const kcse = read(
  'kcse.json',
  z.object({
    points: numbers,
    cases: z.array(
      z.object({
        rule: z.string(),
        grades: z.record(z.string(), z.string()),
        expect: z.object({ total: z.number(), mean: z.string(), grade: z.string() }).optional(),
        published: z.object({ total: z.number(), mean: z.string(), grade: z.string() }).optional(),
        recomputed_total: z.number().optional(),
      }),
    ),
  }),
);

/** Grades given as points, eight subjects, and the mean to one decimal: 9.875 is 9.9. */
function eightSubjects(
  subjects: readonly string[],
  points: Readonly<Record<string, number>>,
  more: object = {},
) {
  const level = (grade: string) => grade.toLowerCase().replace('+', '-plus').replace(/-$/, '-minus');
  return regulationWith(Object.fromEntries(subjects.map((subject) => [subject, 1])), {
    scale: { maximum: points.A },
    rounding: { average: [{ mode: 'halfUp', decimals: 1 }] },
    stages: [stage('first', 'sum', [{ decision: 'passed' }])],
    honours: honours(
      Object.fromEntries(
        Object.entries(points).map(([grade, value]) => [level(grade), `${value - 1}.5`]),
      ) as Readonly<Record<string, never>>,
    ),
    ...more,
  });
}

describe.skipIf(!kcse)(title('kcse.json (eight subjects)', kcse), () => {
  const points = kcse?.points ?? {};
  const [sound, trap] = kcse?.cases ?? [];
  const marksOf = (grades: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(grades).map(([subject, grade]) => [subject, points[grade] ?? 0]));

  it('79 points, mean 9.9, B+', () => {
    const marks = marksOf(sound?.grades);
    const outcome = run(eightSubjects(Object.keys(marks), points), marks);
    expect(outcome).toMatchObject({
      total: (sound?.expect?.total ?? 0) * 100,
      average: Number(sound?.expect?.mean) * 100,
      honours: 'b-plus',
    });
  });
  it('keeps the published total of 81 for rows that make 82 as a case of refusal', () => {
    const marks = Object.fromEntries(Object.entries(marksOf(trap?.grades)).map(([k, v]) => [k, String(v)]));
    const published = { total: String(trap?.published?.total) };
    const kept = { name: 'k12academics', series: 'X', marks, published };
    const cases = [{ ...kept, expect: { refused: 'case.publishedDiffers' } }];
    const [ran] = runCases(eightSubjects(Object.keys(marks), points, { cases }));
    expect(ran).toMatchObject({ passed: true, refused: 'case.publishedDiffers' });
    expect(ran?.outcome?.total).toBe((trap?.recomputed_total ?? 0) * 100);
  });
});

const ghana = read(
  'ghana_bece_aggregate.json',
  z.object({
    cases: z.array(
      z.object({ electives: z.array(z.number()), grades: z.array(z.number()), best_two_sum: z.number() }),
    ),
  }),
);

describe.skipIf(!ghana)(
  title('ghana_bece_aggregate.json (four core grades and the best two electives)', ghana),
  () => {
    const core = ['C1', 'C2', 'C3', 'C4'];
    const electives = ['E1', 'E2', 'E3', 'E4', 'E5'];
    const papers = Object.fromEntries(
      [...core, ...electives].map((code) => [
        code,
        { name: same(code), kind: 'written', maximum: 100, converts: 'grades' },
      ]),
    );
    /** Bands that give every grade the comments of the source show; their limits are to be confirmed. */
    const bands = [80, 70, 65, 60, 55, 50, 40, 35, 0].map((from, i) => ({
      from,
      value: i + 1,
      grade: String(i + 1),
    }));
    const regulation = checkedRegulation({
      ...regulationWith({ C1: 1 }),
      scale: { maximum: 9, better: 'lower' },
      papers,
      series: {
        X: {
          name: same('X'),
          papers: [
            ...core.map((paper) => ({ paper, coefficient: 1, group: 1 })),
            ...electives.map((paper) => ({ paper, coefficient: 1, group: 1, elective: true })),
          ],
        },
      },
      conversions: { grades: { between: 'steps', bands } },
      stages: [
        stage(
          'first',
          'sum',
          [{ when: { quantity: 'total', atMost: 30 }, decision: 'passed' }, { decision: 'failed' }],
          {
            best: [
              { among: core, count: 4 },
              { among: electives, count: 2 },
            ],
            honours: false,
          },
        ),
      ],
    });
    it.each(ghana?.cases ?? [])(
      'electives $electives: best two $best_two_sum',
      ({ electives: marks, grades, best_two_sum }) => {
        const prepared = prepareConversion({ between: 'steps', bands });
        expect(marks.map((mark) => Number(convertMark(parseDecimal(mark), prepared).grade))).toEqual(grades);
        const ones = Object.fromEntries(core.map((paper) => [paper, 100]));
        const chosen = Object.fromEntries(electives.map((paper, i) => [paper, marks[i] ?? 0]));
        expect(run(regulation, { ...ones, ...chosen })).toMatchObject({
          total: (4 + best_two_sum) * 100,
          decision: 'passed',
        });
      },
    );
    it('an aggregate of 31 is not 30', () => {
      const of = (mark: number) =>
        run(regulation, Object.fromEntries([...core, 'E1', 'E2'].map((paper) => [paper, mark])));
      expect(of(55)).toMatchObject({ total: 3000, decision: 'passed' });
      expect(of(54.99)).toMatchObject({ total: 3600, decision: 'failed' });
      expect(run(regulation, { C1: 55, C2: 55, C3: 55, C4: 55, E1: 55, E2: 54.99 })).toMatchObject({
        total: 3100,
        decision: 'failed',
      });
    });
  },
);

const ums = read(
  'ocr_ums.json',
  z.object({
    cases: z.array(
      z.object({
        raw: z.number(),
        max: z.number(),
        A_boundary: z.number(),
        expect: z.object({ ums: z.number(), grade: z.string() }),
      }),
    ),
  }),
);

describe.skipIf(!ums)(title('ocr_ums.json (one raw mark, two sessions)', ums), () => {
  /** A is at 64 of 80 uniform marks and B at 56; the boundary of B, which the source doesn't give, is 6 below A's. */
  it.each(ums?.cases ?? [])(
    'raw $raw where A begins at $A_boundary',
    ({ raw, max, A_boundary, expect: expected }) => {
      const prepared = prepareConversion({
        between: 'linear',
        bands: [
          { from: 0, value: 0, grade: 'U' },
          { from: A_boundary - 6, value: 56, grade: 'B' },
          { from: A_boundary, value: 64, grade: 'A' },
          { from: max, value: 80, grade: 'A' },
        ],
        rounding: { mode: 'halfUp', decimals: 0 },
      });
      const { value, grade } = convertMark(parseDecimal(raw), prepared);
      expect({ ums: Number(decimalText(value)), grade }).toEqual(expected);
    },
  );
});

const pum = read(
  'cambridge_pum.json',
  z.object({
    cases: z.array(
      z.object({
        total: z.number().optional(),
        grade: z.string().optional(),
        threshold: z.number().optional(),
        next_threshold: z.number().optional(),
        standard_mark: z.number().optional(),
        expect: z.number(),
      }),
    ),
    rejected_case: z.object({
      total: z.number(),
      range: z.tuple([z.number(), z.number()]),
      published: z.number(),
    }),
  }),
);

describe.skipIf(!pum)(title('cambridge_pum.json (percentage uniform mark, cut off)', pum), () => {
  const lowest: Readonly<Record<string, number>> = { 'A*': 90, A: 80, B: 70 };
  const uniform = (total: number, from: number, next: number, low: number) =>
    decimalText(
      convertMark(
        parseDecimal(total),
        prepareConversion({
          between: 'linear',
          bands: [
            { from: 0, value: 0 },
            { from, value: low },
            { from: next, value: low + 10 },
          ],
          rounding: { mode: 'truncate', decimals: 0 },
        }),
      ).value,
    );
  it.each(pum?.cases.filter(({ total }) => total !== undefined) ?? [])('$total is $expect', (one) => {
    const { total = 0, threshold = 0, next_threshold = 0, grade = 'A' } = one;
    expect(uniform(total, threshold, next_threshold, lowest[grade] ?? 0)).toBe(String(one.expect));
  });
  it('98.8 is 98, cut off', () => {
    const [cut] = pum?.cases.filter(({ standard_mark }) => standard_mark !== undefined) ?? [];
    const above90 = Math.round(((cut?.standard_mark ?? 0) - 90) * 10);
    expect(uniform(above90, 0, 100, 90)).toBe(String(cut?.expect));
  });
  it('refuses the published 85 for 145 between 128 and 153, which the rule makes 86', () => {
    const { total = 0, range: [from, next] = [0, 1], published } = pum?.rejected_case ?? {};
    expect(uniform(total, from, next, 80)).toBe('86');
    expect(published).toBe(85);
  });
});
