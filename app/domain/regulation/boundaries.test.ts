import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { evaluate } from './evaluate.ts';

type Written = Parameters<typeof marksOf>[0];
type Boundary = {
  readonly sample: string;
  readonly series: string;
  /** Given in every compulsory first-group paper, then what is said apart. */
  readonly base: number;
  readonly rest?: Written;
  readonly fit?: boolean;
  /** The paper that loses a hundredth. */
  readonly lowered: string;
  readonly at: string;
  readonly under: string;
};

/** The thresholds of later stages and of conditions on several quantities; the rest is in the property tests. */
const BOUNDARIES: readonly Boundary[] = [
  {
    sample: 'benin-bac',
    series: 'D',
    base: 8.95,
    rest: { EPS: 20 },
    lowered: 'FRA',
    at: 'secondGroup',
    under: 'failed',
  },
  { sample: 'benin-bac', series: 'D', base: 10, lowered: 'EPS', at: 'passed', under: 'secondGroup' },
  { sample: 'benin-bac', series: 'D', base: 8.95, lowered: 'EPS', at: 'secondGroup', under: 'failed' },
  {
    sample: 'benin-bac',
    series: 'C',
    base: 9.5,
    rest: { 'MAT-O': 11, 'SPH-O': 11 },
    lowered: 'MAT-O',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'niger-bac',
    series: 'D',
    base: 9.5,
    rest: { 'MAT-O': 11.9 },
    lowered: 'MAT-O',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'france-d336',
    series: 'S',
    base: 9,
    rest: { 'MAT-O': 13, 'FRA-O': 11.5 },
    lowered: 'MAT-O',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'senegal-bfem',
    series: 'GEN',
    base: 9,
    rest: { 'RED-2': 12, 'MAT-2': 12 },
    lowered: 'RED-2',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'togo-bac1',
    series: 'D',
    base: 9,
    rest: { 'FRA-O': 10, 'ANG-O': 10 },
    lowered: 'ANG-O',
    at: 'passed',
    under: 'failed',
  },
  { sample: 'romania-style', series: 'REAL', base: 6, lowered: 'ROM', at: 'passed', under: 'failed' },
  {
    sample: 'romania-style',
    series: 'REAL',
    base: 9,
    rest: { ALE: 5 },
    lowered: 'ALE',
    at: 'passed',
    under: 'failed',
  },
  { sample: 'cote-divoire-bepc', series: 'GEN', base: 10, lowered: 'LV2', at: 'passed', under: 'failed' },
  {
    sample: 'cote-divoire-bepc',
    series: 'GEN',
    base: 10,
    rest: { EPS: 'exempt' },
    lowered: 'LV2',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'cote-divoire-bepc',
    series: 'GEN',
    base: 10,
    rest: { EPS: 'exempt', LV2: 'exempt' },
    lowered: 'ANG',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'bts-sample',
    series: 'CGE',
    base: 15,
    rest: { COM: 6 },
    lowered: 'COM',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'bts-sample',
    series: 'CGE',
    base: 15,
    rest: { PRA: 8 },
    lowered: 'PRA',
    at: 'passed',
    under: 'failed',
  },
  {
    sample: 'bts-sample',
    series: 'CGE',
    base: 15,
    rest: { SOU: 10 },
    lowered: 'SOU',
    at: 'passed',
    under: 'failed',
  },
  { sample: 'bts-sample', series: 'CGE', base: 10, lowered: 'CC', at: 'passed', under: 'failed' },
  {
    sample: 'competition-sample',
    series: 'ENS',
    base: 16,
    rest: { SPE: 7 },
    lowered: 'SPE',
    at: 'passed',
    under: 'excluded',
  },
];

describe('9.99 is not 10, at every boundary', () => {
  it.each(BOUNDARIES)('$sample $series: $base less a hundredth in $lowered', (boundary) => {
    const { sample, series, base, rest = {}, fit = true, lowered } = boundary;
    const regulation = sampleRegulation(sample);
    const due = regulation.series[series]?.papers.filter(
      ({ paper, group }) => group === 1 && regulation.papers[paper]?.kind !== 'optional',
    );
    const marks = { ...Object.fromEntries((due ?? []).map(({ paper }) => [paper, base])), ...rest };
    const decided = (written: Written) =>
      evaluate({ series, fit, marks: marksOf(written) }, regulation).outcome.decision;
    const before = marks[lowered];
    expect(decided(marks)).toBe(boundary.at);
    expect(decided({ ...marks, [lowered]: Number(before) - 0.01 })).toBe(boundary.under);
  });
});
