import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { regulationWith } from '#tests/factories/regulations.ts';
import { averageAtLeast, read, run, same, stage, title } from '#tests/factories/worked-examples.ts';

const ivory = read('cote_divoire_repechage_2010.json', z.object({ facts: z.array(z.string()) }));

describe.skipIf(!ivory)(title('cote_divoire_repechage_2010.json (series A2, 165 points)', ivory), () => {
  const regulation = regulationWith(
    { PHI: 4, FRA: 4, LV1: 4, HG: 8 },
    {
      stages: [
        stage('first', 'sum', [
          { when: { quantity: 'total', atLeast: 200 }, decision: 'passed' },
          { decision: 'failed' },
        ]),
      ],
      rescue: [
        {
          stage: 'first',
          quantity: 'total',
          from: 165,
          below: 200,
          decision: 'passed',
          when: { papersAmong: ['PHI', 'FRA', 'LV1'], markAtLeast: 10, atLeast: 2 },
        },
      ],
    },
  );
  it('is rescued with two passing marks among philosophy, French and LV1, otherwise not', () => {
    expect(run(regulation, { PHI: 10, FRA: 10, LV1: 5.25, HG: 8 })).toMatchObject({
      total: 16_500,
      rescuable: ['passed'],
    });
    expect(run(regulation, { PHI: 15.25, FRA: 5, LV1: 5, HG: 8 })).toMatchObject({
      total: 16_500,
      rescuable: [],
    });
  });
});

const state = z.union([z.number(), z.enum(['ABS', 'EXC', 'ATT'])]);
const scodoc = read(
  'mark_status_scodoc.json',
  z.object({
    cases: z.array(
      z.object({
        marks: z.array(z.tuple([z.number(), state])).optional(),
        candidate_resigned: z.boolean().optional(),
        resit: z.boolean().optional(),
        first: state.optional(),
        second: state.optional(),
        expect: z.object({ mean_exact: z.string().optional(), mean: z.string().optional() }),
      }),
    ),
  }),
);

describe.skipIf(!scodoc)(title('mark_status_scodoc.json (one module; resits)', scodoc), () => {
  const states = { ABS: 'absent', EXC: 'excused', ATT: 'awaited' } as const;
  const told = (mark: z.infer<typeof state>) => (typeof mark === 'number' ? mark : states[mark]);
  const cases = scodoc?.cases ?? [];
  const modules = cases.filter(({ marks, candidate_resigned }) => marks && !candidate_resigned);
  const resits = cases.filter(({ resit }) => resit);

  it.each(modules.map((one) => [JSON.stringify(one.marks), one] as const))(
    '%s',
    (_, { marks = [], expect: expected }) => {
      const regulation = regulationWith(
        Object.fromEntries(marks.map(([coefficient], i) => [`M${i}`, coefficient])),
      );
      const outcome = run(regulation, Object.fromEntries(marks.map(([, mark], i) => [`M${i}`, told(mark)])));
      if (expected.mean === 'NA') expect(outcome).toMatchObject({ exact: null, coefficients: 0 });
      else expect(outcome.exact?.average).toBe(expected.mean_exact);
    },
  );
  it.each(resits.map((one) => [`${one.first} then ${one.second}`, one] as const))(
    'resit: %s',
    (_, { first = 0, second = 0, expect: expected }) => {
      const regulation = regulationWith(
        { M: 1, R: 1 },
        {
          series: {
            X: {
              name: same('X'),
              papers: [
                { paper: 'M', coefficient: 1, group: 1 },
                { paper: 'R', coefficient: 1, group: 2, replaces: 'M' },
              ],
            },
          },
          stages: [
            stage('first', 'sum', [{ decision: 'secondGroup', next: 'resit' }]),
            stage('resit', 'replaceBest', [
              { when: averageAtLeast(10), decision: 'passed' },
              { decision: 'failed' },
            ]),
          ],
        },
      );
      expect(run(regulation, { M: told(first), R: told(second) }).exact?.average).toBe(expected.mean_exact);
    },
  );
});
