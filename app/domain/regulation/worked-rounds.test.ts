import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { marksOf, regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { read, run, title } from '#tests/factories/worked-examples.ts';
import { evaluate } from './evaluate.ts';
import { decimalText, divide, parseDecimal } from './fraction.ts';
import { roundValue } from './round-value.ts';

/** A rate in per cent to two decimals, as it is published. */
const rate = (part: number, whole: number) =>
  decimalText(
    roundValue(divide(parseDecimal(part * 100), parseDecimal(whole)), { mode: 'halfUp', decimals: 2 }),
  );

const niger = read(
  'niger_resit_single_paper_2023.json',
  z.object({ numbers: z.record(z.string(), z.number()) }),
);

describe.skipIf(!niger)(title('niger_resit_single_paper_2023.json', niger), () => {
  const { admitted_before = 0, present = 1, registered = 1, rate_before = 0 } = niger?.numbers ?? {};
  it('the published rate is over those present, not those registered', () => {
    expect(Number(rate(admitted_before, present))).toBe(rate_before);
    expect(Number(rate(admitted_before, registered))).not.toBe(rate_before);
  });
  it('the better of two marks of one paper is kept: honours may rise and no decision falls', () => {
    const D = { FRA: 10, PHI: 10, HG: 10, ANG: 10, MAT: 10, PC: 10, SVT: 10, EPS: 10 };
    const of = (again?: number) =>
      evaluate(
        {
          series: 'D',
          fit: true,
          marks: marksOf(D),
          ...(again === undefined ? {} : { resat: marksOf({ MAT: again }) }),
        },
        sampleRegulation('niger-bac'),
      ).outcome;
    expect(of()).toMatchObject({ decision: 'passed', honours: 'passable' });
    expect(of(20)).toMatchObject({ decision: 'passed', honours: 'assez-bien' });
    expect(of(0)).toEqual(of());
  });
});

const ivory = read(
  'cote_divoire_repechage_2010.json',
  z.object({ published: z.object({ candidates: z.number(), admitted: z.number(), rate: z.number() }) }),
);

describe.skipIf(!ivory)(title('cote_divoire_repechage_2010.json (its published rate)', ivory), () => {
  it('31.03 % of 274 candidates is refused: 81 are 29.56 %, and 31.03 % of 261', () => {
    const { candidates = 1, admitted = 0, rate: published = 0 } = ivory?.published ?? {};
    expect(rate(admitted, candidates)).toBe('29.56');
    expect(Number(rate(admitted, candidates))).not.toBe(published);
    expect(Number(rate(admitted, 261))).toBe(published);
  });
});

const state = z.union([z.number(), z.enum(['ABS', 'EXC', 'ATT'])]);
const scodoc = read(
  'mark_status_scodoc.json',
  z.object({
    cases: z.array(
      z.object({
        enrolled: z.boolean().optional(),
        candidate_resigned: z.boolean().optional(),
        modules: z
          .array(z.object({ coef: z.number(), marks: z.array(z.tuple([z.number(), state])) }))
          .optional(),
        expect: z.object({ ue_mean: z.string().optional(), mean: z.string().optional() }),
      }),
    ),
  }),
);

describe.skipIf(!scodoc)(
  title('mark_status_scodoc.json (modules of a unit, those not enrolled)', scodoc),
  () => {
    const states = { ABS: 'absent', EXC: 'excused', ATT: 'awaited' } as const;
    const told = (mark: z.infer<typeof state>) => (typeof mark === 'number' ? mark : states[mark]);
    const cases = scodoc?.cases ?? [];
    const units = cases.flatMap((one) => (one.modules ? [{ ...one, modules: one.modules }] : []));

    it.each(units.map((one) => [one.expect.ue_mean, one] as const))(
      'a unit of mean %s',
      (mean, { modules }) => {
        const means = modules.map(({ marks }) => {
          const weights = Object.fromEntries(marks.map(([weight], i) => [`N${i}`, weight]));
          const written = Object.fromEntries(marks.map(([, mark], i) => [`N${i}`, told(mark)]));
          return run(regulationWith(weights), written).average;
        });
        const unit = regulationWith(
          Object.fromEntries(modules.map(({ coef }, i) => [`M${i}`, String(coef)])),
        );
        const outcome = run(
          unit,
          Object.fromEntries(means.map((value, i) => [`M${i}`, value === null ? 'excused' : value / 100])),
        );
        expect(outcome.average).toBe(Number(mean) * 100);
      },
    );
    it('not enrolled is no mean, and one who resigned has no result', () => {
      const regulation = regulationWith({ M: 1 });
      expect(cases.some(({ enrolled }) => enrolled === false)).toBe(true);
      expect(run(regulation, { M: 'notDue' })).toMatchObject({ exact: null, coefficients: 0 });
      expect(cases.some(({ candidate_resigned }) => candidate_resigned)).toBe(true);
      expect(run(regulation, { M: 'awaited' })).toMatchObject({ final: false, average: null, honours: null });
    });
  },
);

const dnb = read('dnb_france_800_points.json', z.object({ from_2026: z.string() }));

describe.skipIf(!dnb)(title('dnb_france_800_points.json (from 2026, out of 20)', dnb), () => {
  it('12, 14, 16 and 18 give honours, and a hundredth less does not', () => {
    const levels = { ab: 12, b: 14, tb: 16, felicitations: 18 };
    const regulation = regulationWith(
      { A: 1 },
      {
        honours: Object.entries(levels).map(([code, from]) => ({ code, name: { fr: code, en: code }, from })),
      },
    );
    for (const [code, from] of Object.entries(levels)) {
      expect(dnb?.from_2026).toContain(String(from));
      expect(run(regulation, { A: from }).honours).toBe(code);
      expect(run(regulation, { A: from - 0.01 }).honours).not.toBe(code);
    }
  });
});
