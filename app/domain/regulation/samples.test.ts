import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { evaluate } from './evaluate.ts';
import type { Regulation } from './schema.ts';

type Written = Parameters<typeof marksOf>[0];

/** Every first-group written, practical, oral or continuous paper of a series with the same mark, then the rest. */
function outcomeOf(regulation: Regulation, series: string, base: number, rest: Written = {}, fit = true) {
  const common = regulation.series[series]?.papers
    .filter(
      ({ paper, group }) =>
        group === 1 && !['sport', 'optional'].includes(regulation.papers[paper]?.kind ?? ''),
    )
    .map(({ paper }) => [paper, base] as const);
  const marks = marksOf({ ...Object.fromEntries(common ?? []), ...rest });
  return evaluate({ series, fit, marks }, regulation);
}

describe('Benin bac', () => {
  const benin = sampleRegulation('benin-bac');
  const run = (series: string, base: number, rest: Written = {}, fit = true) =>
    outcomeOf(benin, series, base, rest, fit).outcome;

  it('each series totals 21 without EPS', () => {
    for (const series of ['A1', 'A2', 'B', 'C', 'D']) {
      expect(run(series, 4).coefficients).toBe(2100);
      expect(run(series, 12, { EPS: 12 }).coefficients).toBe(2200);
    }
  });
  it('below 5 ajourné, below 9 refusé, 9 admissible', () => {
    expect(run('C', 4.9)).toMatchObject({
      decision: 'failed',
      name: { fr: 'Ajourné' },
      stage: 'admissibility',
    });
    expect(run('C', 5)).toMatchObject({ decision: 'failed', name: { fr: 'Refusé' } });
    expect(run('C', 9, { EPS: 9 })).toMatchObject({
      decision: 'secondGroup',
      stage: 'admission',
      final: false,
      pendingStage: 'orals',
    });
  });
  it('rounds an average under 9 to one decimal: 8.95 is 9.0', () => {
    expect(run('D', 8.95, { EPS: 20 })).toMatchObject({ stage: 'admission' });
    expect(run('D', 8.94, { EPS: 20 })).toMatchObject({
      decision: 'failed',
      stage: 'admissibility',
      average: 890,
    });
  });
  it('any mark of zero is reserved; an absence is not a zero', () => {
    expect(run('A1', 15, { LV2: 0 })).toMatchObject({
      decision: 'reserved',
      final: false,
      name: { fr: 'Réservé' },
    });
    expect(run('A1', 15, { LV2: 'absent', EPS: 15 })).toMatchObject({ decision: 'passed' });
  });
  it('adds EPS and the points of optional papers above 10 at the second deliberation', () => {
    expect(run('B', 10, { EPS: 9.99 })).toMatchObject({ decision: 'secondGroup', average: 999 });
    expect(run('B', 10, { EPS: 9.99, MUS: 10.01 })).toMatchObject({ decision: 'passed', average: 1000 });
    expect(run('B', 10, { EPS: 9.99, MUS: 4 })).toMatchObject({ decision: 'secondGroup', average: 999 });
  });
  it('leaves EPS out for the unfit, and waits for it for the fit', () => {
    expect(run('B', 12, {}, false)).toMatchObject({
      decision: 'passed',
      coefficients: 2100,
      honours: 'assez-bien',
    });
    expect(run('B', 12)).toMatchObject({ decision: 'reserved', final: false, awaited: ['EPS'] });
  });
  it('adds the orals with their coefficients, without honours', () => {
    const called = { EPS: 9.5 };
    expect(run('C', 9.5, { ...called, 'MAT-O': 12, 'SPH-O': 10 })).toMatchObject({
      decision: 'passed',
      stage: 'orals',
      coefficients: 3300,
      honours: null,
      final: true,
    });
    expect(run('C', 9.5, { ...called, 'MAT-O': 10, 'SPH-O': 10 })).toMatchObject({
      decision: 'failed',
      stage: 'orals',
    });
    expect(run('C', 9.5, { ...called, 'MAT-O': 20, 'SPH-O': 'awaited' })).toMatchObject({
      decision: 'secondGroup',
      final: false,
    });
  });
  it('orals are not erased and do not touch who passed without them', () => {
    expect(run('C', 14, { EPS: 14 })).toMatchObject({
      decision: 'passed',
      honours: 'bien',
      pendingStage: null,
    });
  });
});

describe('Niger bac (to confirm)', () => {
  const niger = sampleRegulation('niger-bac');
  const run = (base: number, rest: Written = {}) =>
    outcomeOf(niger, 'D', base, { EPS: base, ...rest }).outcome;
  it('says that it is to be confirmed', () => {
    expect(niger.status).toBe('to-confirm');
    expect(niger.name.fr).toContain('à confirmer');
  });
  it('10 passes with honours, 8 goes to the second group, below fails', () => {
    expect(run(10)).toMatchObject({ decision: 'passed', honours: 'passable' });
    expect(run(18)).toMatchObject({ honours: 'excellent' });
    expect(run(9.99)).toMatchObject({ decision: 'secondGroup', pendingStage: 'second' });
    expect(run(8)).toMatchObject({ decision: 'secondGroup' });
    expect(run(7.99)).toMatchObject({ decision: 'failed', final: true });
  });
  it('keeps the better of two marks at the second group, never honours', () => {
    expect(run(9, { 'MAT-O': 16 })).toMatchObject({ decision: 'passed', honours: null, stage: 'second' });
    expect(run(9, { 'MAT-O': 2 })).toMatchObject({ decision: 'failed', average: 900 });
    expect(() => run(9, { 'MAT-O': 2, 'PC-O': 3, 'SVT-O': 4 })).toThrow(/tooManyChosen/);
  });
});

describe('BEPC sample', () => {
  const bepc = sampleRegulation('bepc-sample');
  const run = (mark: number) => outcomeOf(bepc, 'BEPC', mark, { EPS: mark }).outcome;
  it('lets the jury rescue from 9.50 only', () => {
    expect(run(9.49)).toMatchObject({ decision: 'failed', rescuable: [] });
    expect(run(9.5)).toMatchObject({ decision: 'failed', rescuable: ['passed'] });
    expect(run(9.99)).toMatchObject({ decision: 'failed', rescuable: ['passed'] });
    expect(run(10)).toMatchObject({ decision: 'passed', rescuable: [] });
  });
});

describe('BTS sample', () => {
  const bts = sampleRegulation('bts-sample');
  const run = (rest: Written) => outcomeOf(bts, 'CGE', 15, rest).outcome;
  it('an eliminatory mark fails whatever the average', () => {
    expect(run({ COM: 5.99 })).toMatchObject({
      decision: 'failed',
      name: { en: 'Failed: eliminatory mark' },
    });
    expect(run({ COM: 6 })).toMatchObject({ decision: 'passed' });
    expect(run({ PRA: 7.99 })).toMatchObject({ decision: 'failed' });
    expect(run({ PRA: 'absent' })).toMatchObject({ decision: 'failed' });
  });
  it('a minimum is asked beside the average', () => {
    expect(run({ SOU: 9.99 })).toMatchObject({ decision: 'failed', name: { fr: 'Refusé' } });
    expect(run({})).toMatchObject({ decision: 'passed', honours: 'bien', coefficients: 2650 });
  });
});
