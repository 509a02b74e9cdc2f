import { expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { evaluate } from '../regulation/evaluate.ts';
import { markRows } from './mark-rows.ts';

it('shows each paper once, as the last stage left it, absences and exemptions in words', () => {
  const benin = sampleRegulation('benin-bac');
  const marks = marksOf({
    FRA: 12,
    PHI: 9.5,
    HG: 'absent',
    LV1: 14,
    MAT: 15,
    SPH: 13,
    SVT: 11,
    EPS: 'exempt',
    DES: 16,
  });
  const { trace } = evaluate({ series: 'C', fit: false, marks }, benin);
  const rows = markRows(trace, benin);
  expect(new Set(rows.map(({ paper }) => paper)).size).toBe(rows.length);
  const by = new Map(rows.map((row) => [row.paper, row]));
  expect(by.get('MAT')).toMatchObject({
    mark: { state: 'mark', value: 1500 },
    coefficient: '6',
    points: '90',
  });
  expect(by.get('HG')).toMatchObject({ mark: { state: 'absent' }, coefficient: '2', points: '0' });
  expect(by.get('EPS')).toMatchObject({ mark: { state: 'exempt' }, coefficient: null, points: null });
  expect(by.has('MAT-O')).toBe(false);
});
