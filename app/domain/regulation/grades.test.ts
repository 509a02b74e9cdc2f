import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkedRegulation,
  marksOf,
  regulationWith,
  sampleRegulation,
} from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';
import { convertMark, prepareConversion } from './convert-mark.ts';
import { evaluate } from './evaluate.ts';
import { exactText, parseDecimal } from './fraction.ts';
import { markOfComponents } from './mark-of-components.ts';

const kcse = sampleRegulation('kcse-best-of');
type Written = Parameters<typeof marksOf>[0];
const run = (marks: Written) => evaluate({ series: 'KCSE', fit: true, marks: marksOf(marks) }, kcse);
const seven = { ENG: 60, KIS: 60, MAT: 60, BIO: 60, CHE: 60, HIS: 60, BUS: 60 };

describe('a mark converted', () => {
  it('begins each grade exactly at its mark', () => {
    const grades = kcse.conversions?.grades;
    if (!grades) throw new Error('the sample has grades');
    const prepared = prepareConversion(grades);
    for (const { from, grade } of grades.bands) {
      const at = parseDecimal(from);
      expect(convertMark(at, prepared).grade).toBe(grade);
      if (at.n > 0n)
        expect(convertMark({ n: at.n * 100n - 1n, d: at.d * 100n }, prepared).grade).not.toBe(grade);
    }
  });
  it('goes straight from one band to the next where the conversion is linear', () => {
    const prepared = prepareConversion({
      between: 'linear',
      bands: [
        { from: 0, value: 0 },
        { from: 58, value: 56, grade: 'B' },
        { from: 64, value: 64, grade: 'A' },
        { from: 80, value: 80, grade: 'A' },
      ],
    });
    const of = (mark: number) => convertMark(parseDecimal(mark), prepared);
    expect(of(61)).toMatchObject({ grade: 'B' });
    expect(exactText(of(61).value)).toBe('60');
    expect(exactText(of(60).value)).toBe('176/3');
    expect(exactText(of(80).value)).toBe('80');
  });
  it('never falls as the mark rises', () => {
    const prepared = prepareConversion(kcse.conversions?.grades ?? { between: 'steps', bands: [] });
    const points = (mark: number) => Number(convertMark({ n: BigInt(mark), d: 100n }, prepared).value.n);
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999 }), (mark) => points(mark + 1) >= points(mark)));
  });
});

describe('the best papers', () => {
  it('are picked line by line, and the others are told apart in the trace', () => {
    const { outcome, trace } = run({ ...seven, PHY: 80, GEO: 30, FRE: 10 });
    expect(outcome).toMatchObject({ coefficients: 700, total: 6000, average: 857 });
    const left = trace.flatMap((step) =>
      step.step === 'paper' && step.treatment === 'notBest' ? step.paper : [],
    );
    expect(left).toEqual(['CHE', 'GEO', 'FRE']);
  });
  it('wait for a compulsory paper, and an absence is the lowest grade', () => {
    const { MAT: _, ...without } = seven;
    expect(run(without).outcome).toMatchObject({ decision: 'reserved', awaited: ['MAT'] });
    expect(run({ ...seven, MAT: 'absent' }).outcome).toMatchObject({ total: 4900 });
  });
  it('leave a place empty, which a decision may be taken on', () => {
    const { BUS: _, ...six } = seven;
    expect(run(six).outcome).toMatchObject({ decision: 'failed', coefficients: 600 });
  });
});

describe('a scale where lower is better', () => {
  const lower = checkedRegulation({
    ...kcse,
    scale: { maximum: 9, better: 'lower' },
    honours: [],
    cases: undefined,
    conversions: {
      grades: {
        between: 'steps',
        bands: [
          { from: 80, value: 1 },
          { from: 50, value: 5 },
          { from: 0, value: 9 },
        ],
      },
    },
  });
  it('picks the lowest, and counts an absence as the highest', () => {
    const of = (marks: Written) =>
      evaluate({ series: 'KCSE', fit: true, marks: marksOf(marks) }, lower).outcome.total;
    expect(of({ ...seven, PHY: 80 })).toBe(3100);
    expect(of({ ...seven, ENG: 'absent' })).toBe(3900);
  });
  it('is refused with a raw mark, which would make 0 the best', () => {
    const { converts: _, ...raw } = lower.papers.ENG ?? { name: kcse.name, kind: 'written' as const };
    const parsed = parseRegulation({ ...lower, papers: { ...lower.papers, ENG: raw } });
    expect(parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`)).toContain(
      'papers.ENG regulation.lowerWithoutConversion',
    );
  });
});

describe('a paper marked in parts', () => {
  const name = { fr: 'x', en: 'x' };
  const paper = {
    components: [
      { code: 'D', name, maximum: 10 },
      { code: 'Q', name, maximum: 20, weight: '0.5' },
    ],
  };
  it('is the sum of part × weight, once every part is there', () => {
    expect(markOfComponents([850, 1525], paper)).toBe(1613);
    expect(markOfComponents([850, null], paper)).toBeUndefined();
    expect(markOfComponents([850], paper)).toBeUndefined();
    expect(markOfComponents([850, 1525], {})).toBeUndefined();
  });
  it('is refused when its parts don’t make its maximum, or one is there twice', () => {
    const problems = (components: object[]) => {
      const A = { name, kind: 'written', components };
      const parsed = parseRegulation({ ...regulationWith({ A: 1 }), papers: { A } });
      return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
    };
    expect(problems(paper.components)).toEqual([]);
    expect(
      problems([
        { code: 'D', name, maximum: 10 },
        { code: 'D', name, maximum: 9 },
      ]),
    ).toEqual([
      'papers.A.components[1].code regulation.componentTwice',
      'papers.A.components regulation.componentsDontSum',
    ]);
  });
});
