import { describe, expect, it } from 'vitest';
import { evaluate } from '#app/domain/regulation/evaluate.ts';
import { explain } from '#app/domain/regulation/explain.ts';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { LOCALES } from './locale.ts';
import { tellExplanation } from './tell-explanation.ts';

const benin = sampleRegulation('benin-bac');
const niger = sampleRegulation('niger-bac');
const D = { FRA: 13.5, PHI: 12, HG: 'absent', LV1: 'exempt', MAT: 15, SPH: 14, SVT: 16 } as const;
const told = (marks: Parameters<typeof marksOf>[0], regulation = benin, series = 'D') => {
  const lines = explain(evaluate({ series, fit: true, marks: marksOf(marks) }, regulation), regulation);
  return LOCALES.map((locale) => tellExplanation(lines, locale));
};

describe('tellExplanation', () => {
  it('tells a result in French and in English, numbers in the way of each', () => {
    const [fr = [], en = []] = told({ ...D, EPS: 14, MUS: 12.5 });
    expect(fr).toContain('Français : 13,50 / 20, coefficient 2, soit 27 points.');
    expect(fr).toContain('Histoire-Géographie : absence, compte pour 0 avec son coefficient 2.');
    expect(fr).toContain('Musique (facultatif) : 12,50, les points au-dessus de 10 comptent, soit 2,5.');
    expect(en).toContain('French: 13.50 / 20, coefficient 2, which is 27 points.');
    expect(en).toContain('Decision: Passed.');
    expect(en.at(-1)).toBe('Honours: Fairly good (from 12).');
  });
  it.each([
    ['awaited', D],
    ['fraud', { ...D, EPS: 'fraud' as const }],
    ['called to the orals', Object.fromEntries([...Object.keys(D), 'EPS'].map((paper) => [paper, 9.5]))],
    ['rounded', Object.fromEntries(Object.keys(D).map((paper) => [paper, 8.93]))],
    ['replaced', { FRA: 9, PHI: 9, HG: 9, ANG: 9, MAT: 9, PC: 9, SVT: 9, EPS: 9, 'MAT-O': 19 }, niger],
  ])('leaves no key and no value untold: %s', (_, marks, regulation = benin) => {
    for (const sentences of told(marks, regulation)) {
      for (const sentence of sentences)
        expect(sentence).not.toMatch(/\{\{|undefined|null|^[a-z]+(\.[a-z]+)+$/i);
    }
  });
});
