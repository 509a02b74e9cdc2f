import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deviationHundredths,
  type KeyedGroup,
  markerStatistics,
  meanHundredths,
  momentsOf,
  severityOf,
} from './marker-statistics.ts';

const group = (userId: string, bundle: number, marks: readonly number[], more = {}): KeyedGroup => ({
  userId,
  bundle,
  keyed: marks.length,
  absent: 0,
  differing: 0,
  moments: momentsOf(marks),
  ...more,
});
const around = (centre: number, n: number) =>
  Array.from({ length: n }, (_, i) => centre + (i % 2 === 0 ? 100 : -100));

describe('mean and spread', () => {
  it('are those of the marks, to the nearest hundredth', () => {
    expect(meanHundredths(momentsOf([1000, 1001]))).toBe(1001);
    expect(meanHundredths(momentsOf([1000, 1000, 1001]))).toBe(1000);
    expect(deviationHundredths(momentsOf([800, 1000, 1200]))).toBe(200);
    expect(deviationHundredths(momentsOf([1000, 1000]))).toBe(0);
  });
  it('are not made up without marks', () => {
    expect(meanHundredths(momentsOf([]))).toBeNull();
    expect(deviationHundredths(momentsOf([1000]))).toBeNull();
  });
  it('do not depend on the order, and are exact to the last hundredth', () => {
    const marks = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(marks, (values) => {
        const moments = momentsOf(values);
        expect(momentsOf([...values].reverse())).toEqual(moments);
        const n = values.length;
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
        expect(Math.abs((deviationHundredths(moments) ?? 0) - spread)).toBeLessThan(0.5001);
      }),
    );
  });
});

describe('a marker unlike the others', () => {
  it('is shown beyond three standard errors, severe or lenient', () => {
    const others = momentsOf(around(1000, 200));
    expect(severityOf(momentsOf(around(1000, 40)), others)).toBeNull();
    expect(severityOf(momentsOf(around(900, 40)), others)).toBe('severe');
    expect(severityOf(momentsOf(around(1100, 40)), others)).toBe('lenient');
    // One standard error is some 17.5 hundredths here; three are some 52.
    expect(severityOf(momentsOf(around(1050, 40)), others)).toBeNull();
    expect(severityOf(momentsOf(around(1055, 40)), others)).toBe('lenient');
  });
  it('is nobody with fewer than ten marks, nor where there is nobody to compare with', () => {
    const others = momentsOf(around(1000, 200));
    expect(severityOf(momentsOf(around(300, 9)), others)).toBeNull();
    expect(severityOf(momentsOf(around(300, 10)), others)).toBe('severe');
    expect(severityOf(momentsOf(around(300, 40)), momentsOf(around(1000, 9)))).toBeNull();
  });
  it('is not somebody who gave the same marks as everybody', () => {
    const same = Array.from({ length: 20 }, () => 1000);
    expect(severityOf(momentsOf(same), momentsOf(same))).toBeNull();
    expect(severityOf(momentsOf(same.map(() => 1100)), momentsOf(same))).toBe('lenient');
  });
});

describe('the statistics of a paper', () => {
  it('sum to their parts and compare each marker with all others', () => {
    const rows = markerStatistics([
      group('ada', 2, around(1000, 30), { absent: 2, keyed: 32, differing: 1 }),
      group('ada', 1, around(1000, 30)),
      group('bio', 1, around(1000, 60)),
      group('eve', 3, around(1400, 40)),
    ]);
    const [ada, bio, eve] = rows;
    expect([ada?.keyed, ada?.absent, ada?.differing, ada?.moments.n]).toEqual([62, 2, 1, 60]);
    expect(ada?.bundles.map(({ bundle }) => bundle)).toEqual([1, 2]);
    expect([bio?.severity, eve?.severity]).toEqual(['severe', 'lenient']);
  });
});
