import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markingInParts, PLAIN_MARKING } from '#tests/factories/paper-marking.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { paperMarkingOf } from './paper-marking.ts';
import { cellsOf, columnsOf, MARK_WORDS, readKeyedRow } from './read-mark.ts';

const read = (text: string) => readKeyedRow([text], PLAIN_MARKING);
const keyed = (value: object, parts: readonly (number | null)[] | null = null) => ({
  ok: true,
  value: { value, parts },
});

describe('a paper with one mark', () => {
  it('reads marks and words', () => {
    expect(read(' 13,5 ')).toEqual(keyed({ state: 'mark', value: 1350 }));
    expect(read('0')).toEqual(keyed({ state: 'mark', value: 0 }));
    expect(read('abs')).toEqual(keyed({ state: 'absent' }));
    expect(read('FRA')).toEqual(keyed({ state: 'fraud' }));
    expect(read('  ')).toEqual({ ok: true, value: null });
  });
  it('refuses what is no mark or is above the maximum, and never takes awaited or not due', () => {
    for (const text of ['20,01', '-1', '12,345', 'douze', '1e1', '٣', 'awaited', 'notDue', '2026-05-10'])
      expect(read(text)).toEqual({
        ok: false,
        faults: [{ column: 0, reason: 'mark.unreadable', detail: { maximum: 20 } }],
      });
  });
  it('knows the maximum of a paper', () => {
    const benin = sampleRegulation('benin-bac');
    expect(paperMarkingOf('MAT', benin)).toEqual({ maximum: 2000, components: null });
    expect(paperMarkingOf('constructor', benin)).toEqual({ maximum: 2000, components: null });
  });
});

describe('a paper in components', () => {
  const marking = markingInParts([500, 500, 1000]);
  it('adds them up once none is missing', () => {
    expect(readKeyedRow(['5', '4,5', '10'], marking)).toEqual(
      keyed({ state: 'mark', value: 1950 }, [500, 450, 1000]),
    );
    expect(readKeyedRow(['5', '', '10'], marking)).toEqual(keyed({ state: 'awaited' }, [500, null, 1000]));
    expect(readKeyedRow(['', '', ''], marking)).toEqual({ ok: true, value: null });
  });
  it('says beside each cell what is wrong with it', () => {
    expect(readKeyedRow(['5,01', '4', 'dix'], marking)).toEqual({
      ok: false,
      faults: [
        { column: 0, reason: 'mark.unreadable', detail: { maximum: 5 } },
        { column: 2, reason: 'mark.unreadable', detail: { maximum: 10 } },
      ],
    });
  });
  it('takes a word for the whole script, and not beside a mark', () => {
    expect(readKeyedRow(['ABS', '', ''], marking)).toEqual(keyed({ state: 'absent' }));
    expect(readKeyedRow(['ABS', 'abs', ''], marking)).toEqual(keyed({ state: 'absent' }));
    for (const cells of [
      ['ABS', '3', ''],
      ['ABS', 'FRA', ''],
    ])
      expect(readKeyedRow(cells, marking)).toMatchObject({
        ok: false,
        faults: [{ reason: 'mark.withState' }],
      });
  });
  it('refuses components that come to more than the paper has', () => {
    const over = { ...marking, maximum: 1900 };
    expect(readKeyedRow(['5', '4,5', '10'], over)).toMatchObject({
      ok: false,
      faults: [{ column: 2, reason: 'mark.aboveTotal', detail: { maximum: 19 } }],
    });
  });
  it('weighs them exactly, a half hundredth going up', () => {
    const [first, second] = markingInParts([1000, 1000]).components ?? [];
    if (!first || !second) throw new Error('two components');
    const weighed = {
      maximum: 2000,
      components: [
        { ...first, weight: '0.5' },
        { ...second, weight: '0.25' },
      ],
    };
    expect(readKeyedRow(['3,33', '0'], weighed)).toMatchObject({ value: { value: { value: 167 } } });
    expect(readKeyedRow(['10', '10'], weighed)).toMatchObject({ value: { value: { value: 750 } } });
  });
});

it('shows a row as it would be typed again', () => {
  const cell = (maximum: number) => fc.option(fc.integer({ min: 0, max: maximum }), { nil: null });
  const marking = fc.constantFrom(PLAIN_MARKING, markingInParts([500, 500, 1000]));
  fc.assert(
    fc.property(
      marking,
      fc.array(cell(500), { minLength: 3, maxLength: 3 }),
      fc.boolean(),
      (paper, drawn, en) => {
        const typed = columnsOf(paper).map((_, i) => {
          const part = drawn[i] ?? null;
          return part === null ? '' : `${Math.trunc(part / 100)}.${String(part % 100).padStart(2, '0')}`;
        });
        const first = readKeyedRow(typed, paper);
        expect(first.ok && readKeyedRow(cellsOf(first.value, paper, en ? '.' : ','), paper)).toEqual(first);
      },
    ),
  );
  for (const [word, state] of Object.entries(MARK_WORDS))
    expect(cellsOf({ value: { state }, parts: null }, PLAIN_MARKING)).toEqual([word]);
  const mark = (value: number) => cellsOf({ value: { state: 'mark', value }, parts: null }, PLAIN_MARKING)[0];
  expect([0, 1000, 1350, 1347, 1005].map(mark)).toEqual(['0', '10', '13,5', '13,47', '10,05']);
});
