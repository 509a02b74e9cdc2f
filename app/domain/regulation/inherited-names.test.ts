import { expect, test } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';
import type { Regulation } from './schema.ts';
import { checkSnapshot } from './snapshot.ts';

/** Names that every object has without anybody having written them. */
const NAMES = ['constructor', 'toString', 'hasOwnProperty'];
const base = sampleRegulation('benin-bac');
const placesOf = (regulation: unknown) => {
  const read = parseRegulation(regulation);
  return read.ok ? [] : read.problems.map(({ place, reason }) => `${place} ${reason}`);
};
const [stage] = base.stages;
const [rule] = stage?.decisions ?? [];
if (!stage || !rule) throw new Error('no stage');
const withWhen = (when: object): unknown => ({
  ...base,
  quantities: { written: { name: stage.name, of: 'average', kinds: ['written'] } },
  stages: [{ ...stage, decisions: [{ ...rule, when }, ...stage.decisions] }, ...base.stages.slice(1)],
});

test.each(NAMES)(
  '%s is no series, paper, quantity or conversion of a file that declares none so named',
  (name) => {
    const one = { name: 'x', series: name, marks: {}, expect: { decision: 'failed' } };
    expect(placesOf({ ...base, cases: [one] })).toEqual(['cases[0].series regulation.seriesUnknown']);
    expect(placesOf(withWhen({ quantity: name, below: 3 }))).toContain(
      'stages[0].decisions[0].when.quantity regulation.quantityUnknown',
    );
    expect(placesOf(withWhen({ papersAmong: [name], markAtLeast: 3, atLeast: 1 }))).toContain(
      'stages[0].decisions[0].when.papersAmong[0] regulation.paperUnknown',
    );
    const [code, paper] = Object.entries(base.papers)[0] ?? [''];
    const conversions = { grades: { between: 'steps', bands: [{ from: 0, value: 0 }] } };
    const papers: unknown = { ...base.papers, [code]: { ...paper, converts: name } };
    expect(placesOf({ ...base, conversions, papers }).join()).toContain('converts');
    const [seriesCode, series] = Object.entries(base.series)[0] ?? [''];
    const extra = { paper: name, coefficient: 1, group: 1 };
    const more: unknown = { ...series, papers: [...(series?.papers ?? []), extra] };
    expect(placesOf({ ...base, series: { ...base.series, [seriesCode]: more } }).join()).toContain(
      'regulation.paperUnknown',
    );
  },
);

test.each(NAMES)('%s is no series or paper of a candidate', (name) => {
  const regulation: Regulation = base;
  const [series = ''] = Object.keys(regulation.series);
  expect(checkSnapshot({ series: name, fit: true, marks: {} }, regulation)).toMatchObject([
    { reason: 'snapshot.seriesUnknown' },
  ]);
  const marks = { [name]: { state: 'mark', value: 100 } } as const;
  expect(checkSnapshot({ series, fit: true, marks }, regulation)).toMatchObject([
    { reason: 'snapshot.paperUnknown' },
  ]);
});
