import { expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { maximumOf, readKeyedMark } from './read-mark.ts';

it('reads marks, words and states', () => {
  expect(readKeyedMark(' 13,5 ', 'mark', 2000)).toEqual({ ok: true, value: { state: 'mark', value: 1350 } });
  expect(readKeyedMark('0', '', 2000)).toEqual({ ok: true, value: { state: 'mark', value: 0 } });
  expect(readKeyedMark('abs', 'mark', 2000)).toEqual({ ok: true, value: { state: 'absent' } });
  expect(readKeyedMark('', 'fraud', 2000)).toEqual({ ok: true, value: { state: 'fraud' } });
  expect(readKeyedMark('', 'mark', 2000)).toEqual({ ok: true, value: null });
});

it('refuses what is no mark, is above the maximum, or says two things', () => {
  for (const text of ['20,01', '-1', '12,345', 'douze', '1e1', '٣'])
    expect(readKeyedMark(text, 'mark', 2000)).toMatchObject({
      reason: 'mark.unreadable',
      detail: { maximum: 20 },
    });
  expect(readKeyedMark('12', 'absent', 2000)).toMatchObject({ reason: 'mark.withState' });
});

it('never takes awaited or not due from a marker', () => {
  expect(readKeyedMark('', 'awaited', 2000)).toEqual({ ok: true, value: null });
  expect(readKeyedMark('', 'notDue', 2000)).toEqual({ ok: true, value: null });
});

it('knows the maximum of a paper', () => {
  expect(maximumOf('MAT', sampleRegulation('benin-bac'))).toBe(2000);
});
