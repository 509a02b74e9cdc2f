import { describe, expect, it } from 'vitest';
import { evaluate } from '#app/domain/regulation/evaluate.ts';
import { explain } from '#app/domain/regulation/explain.ts';
import { snapshotOfCase } from '#app/domain/regulation/read-case.ts';
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
  it('tells which mark was taken and why, in words a candidate understands', () => {
    const said = (name: string, snapshot: Parameters<typeof evaluate>[0], locale: 'fr' | 'en' = 'fr') => {
      const regulation = sampleRegulation(name);
      return tellExplanation(explain(evaluate(snapshot, regulation), regulation), locale);
    };
    const rom = (ROM: number, reviewed: number) => ({
      series: 'REAL',
      fit: true,
      marks: marksOf({ ROM, OBL: 8, ALE: 8 }),
      reviewed: marksOf({ ROM: reviewed }),
    });
    expect(said('romania-style', rom(5.5, 6))).toContain(
      'Langue et littérature roumaines : 5,50 à la première correction, 6,00 après réclamation ; l’écart est d’au moins 0,5, la nouvelle note est retenue.',
    );
    expect(said('romania-style', rom(5.5, 5.6)).join()).toContain('la première note est retenue');
    expect(said('romania-style', rom(4.6, 4.7), 'en').join()).toContain('close to a threshold');
    const niger = {
      series: 'D',
      fit: true,
      marks: marksOf({ ...D, HG: 10, LV1: 'notDue', ANG: 10, PC: 12, MAT: 'absent', EPS: 10 }),
    };
    const { LV1: _, SPH: __, ...marks } = niger.marks;
    expect(said('niger-bac', { ...niger, marks, resat: marksOf({ MAT: 11 }) })).toContain(
      'Mathématiques : absence la première fois, 11,00 à l’épreuve reprise ; la meilleure des deux est la nouvelle.',
    );
    const kcse = { ENG: 76, KIS: 60, MAT: 60, BIO: 60, CHE: 60, HIS: 60, BUS: 60, AGR: 20 };
    const grades = said('kcse-best-of', { series: 'KCSE', fit: true, marks: marksOf(kcse) });
    expect(grades).toContain('Anglais : 76,00, soit le niveau A-, qui vaut 11.');
    expect(grades).toContain(
      'Agriculture : ne fait pas partie des meilleures notes retenues, ne compte pas.',
    );
  });
  it('leaves no key untold in the worked cases of any sample', () => {
    for (const name of [
      'france-d336',
      'senegal-bfem',
      'togo-bac1',
      'cote-divoire-bepc',
      'kcse-best-of',
      'romania-style',
    ]) {
      const regulation = sampleRegulation(name);
      for (const snapshot of (regulation.cases ?? [])
        .filter(({ expect: wanted }) => 'decision' in wanted)
        .map(snapshotOfCase))
        for (const locale of LOCALES)
          for (const sentence of tellExplanation(explain(evaluate(snapshot, regulation), regulation), locale))
            expect(sentence).not.toMatch(/\{\{|undefined|null|^[a-z]+(\.[a-z]+)+$/i);
    }
  });
});
