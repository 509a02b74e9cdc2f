import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { papersDue } from './papers-due.ts';
import { BUNDLE_SIZE, planBundles } from './plan-bundles.ts';

describe('papers due', () => {
  const benin = sampleRegulation('benin-bac');
  it('is the first group, with sport for the fit', () => {
    const fit = papersDue({ series: 'C', options: [], fit: true }, benin);
    expect(fit).toEqual(['FRA', 'PHI', 'HG', 'LV1', 'MAT', 'SPH', 'SVT', 'EPS']);
    expect(papersDue({ series: 'C', options: [], fit: false }, benin)).toEqual(
      fit.filter((paper) => paper !== 'EPS'),
    );
  });
  it('adds only the options chosen, and only those that are optional papers of the series', () => {
    expect(papersDue({ series: 'C', options: ['DES', 'MAT-O', 'XXX'], fit: false }, benin)).toContain('DES');
    expect(papersDue({ series: 'C', options: ['MAT-O'], fit: false }, benin)).not.toContain('MAT-O');
  });
  it('takes an elective as an option: only for those who chose it', () => {
    const kcse = sampleRegulation('kcse-best-of');
    const programme = kcse.series['KCSE']?.papers ?? [];
    const electives = programme.filter(({ elective }) => elective).map(({ paper }) => paper);
    const compulsory = programme.filter(({ elective }) => !elective).map(({ paper }) => paper);
    const options = electives.slice(0, 4);
    expect(electives.length).toBeGreaterThan(4);
    expect(papersDue({ series: 'KCSE', options: [], fit: true }, kcse)).toEqual(compulsory);
    expect(new Set(papersDue({ series: 'KCSE', options, fit: true }, kcse))).toEqual(
      new Set([...compulsory, ...options]),
    );
  });
  it('does not know a series that is not there', () => {
    expect(() => papersDue({ series: 'constructor', options: [], fit: true }, benin)).toThrow(RangeError);
  });
});

describe('bundles', () => {
  it('hold every script once, by paper, at most 50, sizes one apart', () => {
    const codes = fc.uniqueArray(fc.integer({ min: 0, max: 99_999 }), { maxLength: 260 });
    fc.assert(
      fc.property(codes, (numbers) => {
        const scripts = numbers.map((n) => ({
          code: String(n).padStart(5, '0'),
          paper: n % 3 ? 'MAT' : 'FRA',
        }));
        const bundles = planBundles(scripts);
        const held = bundles.flatMap((bundle) => bundle.scripts.map(({ code }) => code));
        expect([...held].sort()).toEqual(scripts.map(({ code }) => code).sort());
        for (const paper of ['MAT', 'FRA']) {
          const mine = bundles.filter((bundle) => bundle.paper === paper);
          const sizes = mine.map((bundle) => bundle.scripts.length);
          expect(mine.map(({ number }) => number)).toEqual(mine.map((_, i) => i + 1));
          if (sizes.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(BUNDLE_SIZE);
        }
      }),
    );
  });
});
