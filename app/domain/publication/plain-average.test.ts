import { describe, expect, it } from 'vitest';
import { marksOf, regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import { evaluate } from '../regulation/evaluate.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import { comparePlain, plainSum } from './plain-average.ts';

const three = regulationWith({ A: 2, B: '1.5', C: 3 });
const snapshot = (marks: Parameters<typeof marksOf>[0], more: Partial<Snapshot> = {}): Snapshot => ({
  series: 'X',
  fit: true,
  marks: marksOf(marks),
  ...more,
});

describe('the plain sum', () => {
  it('is marks times coefficients over coefficients, as a clerk would check it', () => {
    const sum = plainSum(snapshot({ A: 10, B: 12, C: 9.5 }), three, 'only');
    expect(sum).toEqual({ total: 6_650_000_000n, possible: 130_000_000_000_000n, scale: 20_000_000n });
  });

  it('agrees with the evaluator on every sample, for a thousand random candidates', () => {
    const { below } = seededRandom(7);
    const random = () => below(2 ** 24) / 2 ** 24;
    const counts = { plain: 0, all: 0 };
    for (const name of ['benin-bac', 'bepc-sample', 'mock-bepc', 'niger-bac', 'bts-sample']) {
      const regulation = sampleRegulation(name);
      for (const [series, { papers }] of Object.entries(regulation.series))
        for (let i = 0; i < 200; i += 1) {
          const marks = papers
            .filter(({ paper, group }) => group === 1 && regulation.papers[paper]?.kind !== 'optional')
            .map(({ paper }) => [paper, Math.round(random() * 2000) / 100] as const);
          const one = { series, fit: random() < 0.9, marks: marksOf(Object.fromEntries(marks)) };
          const { outcome } = evaluate(one, regulation);
          const compared = comparePlain(one, outcome, regulation);
          counts.all += 1;
          if (compared) counts.plain += 1;
          expect(compared ?? []).toEqual([]);
        }
    }
    expect(counts.all).toBeGreaterThan(1000);
    expect(counts.plain / counts.all).toBeGreaterThan(0.5);
  });

  it('incident 7 (Romania 2012–13): sees a hundredth too much, in the total as in the average', () => {
    const one = snapshot({ A: 10, B: 12, C: 9.5 });
    const { outcome } = evaluate(one, three);
    expect(comparePlain(one, outcome, three)).toEqual([]);
    const wrong = (changes: Partial<typeof outcome>) =>
      comparePlain(one, { ...outcome, ...changes }, three)?.map(({ field }) => field);
    expect(wrong({ average: (outcome.average ?? 0) + 1 })).toEqual(['average']);
    expect(wrong({ total: (outcome.total ?? 0) + 1 })).toEqual(['total']);
    expect(wrong({ exact: { total: '67', average: outcome.exact?.average ?? '' } })).toEqual(['total']);
    expect(wrong({ exact: { total: outcome.exact?.total ?? '', average: '11' } })).toEqual(['average']);
  });

  it('lets a rounded average be off by its last decimal and no more', () => {
    const rounded = regulationWith(
      { A: 1, B: 2 },
      { rounding: { average: [{ mode: 'halfUp', decimals: 2 }] } },
    );
    const one = snapshot({ A: 10, B: 10.01 });
    const { outcome } = evaluate(one, rounded);
    expect(comparePlain(one, outcome, rounded)).toEqual([]);
    const further = { ...outcome, average: 1003, exact: { total: '1501/50', average: '1003/100' } };
    expect(comparePlain(one, further, rounded)?.map(({ field }) => field)).toContain('average');
  });

  it('counts a zero for an absence, and leaves an exempt paper out with its coefficient', () => {
    const absent = plainSum(snapshot({ A: 10, B: 'absent', C: 10 }), three, 'only');
    const exempt = plainSum(snapshot({ A: 10, B: 'exempt', C: 10 }), three, 'only');
    expect([absent?.total, exempt?.total]).toEqual([5_000_000_000n, 5_000_000_000n]);
    expect([absent?.possible, exempt?.possible]).toEqual([130_000_000_000_000n, 100_000_000_000_000n]);
  });

  it('stands aside where a total is more than a sum, or the file says what it does not know', () => {
    const one = snapshot({ A: 10, B: 12, C: 9 });
    expect(plainSum(snapshot({ A: 10, B: 'awaited', C: 1 }), three, 'only')).toBeUndefined();
    expect(plainSum({ ...one, resat: marksOf({ A: 11 }) }, three, 'only')).toBeUndefined();
    expect(plainSum(one, three, 'second')).toBeUndefined();
    const rounding = { points: [{ mode: 'halfUp', decimals: 0 }] };
    expect(plainSum(one, regulationWith({ A: 2, B: 1, C: 3 }, { rounding }), 'only')).toBeUndefined();
    expect(plainSum(one, { ...three, bestOf: 7 } as typeof three, 'only')).toBeUndefined();
  });
});
