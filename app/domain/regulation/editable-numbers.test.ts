import { expect, test } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { listNumbers, setNumbers } from './editable-numbers.ts';
import { hashRegulation } from './hash-regulation.ts';
import { regulationSchema } from './schema.ts';

const benin = sampleRegulation('benin-bac');
const change = (numbers: Record<string, string>) => setNumbers(benin, new Map(Object.entries(numbers)));

test('every coefficient and threshold of a file is found with its place', () => {
  const places = listNumbers(benin).map(({ place }) => place);
  expect(places).toContain('series.A1.papers[0].coefficient');
  expect(places.some((place) => place.startsWith('stages[0].decisions[0].when'))).toBe(true);
  expect(places.some((place) => place.startsWith('rounding.average'))).toBe(true);
  expect(places.some((place) => place.endsWith('decimals') || place.startsWith('cases'))).toBe(false);
});

test('the same numbers typed again leave the same digest', () => {
  const same = Object.fromEntries(listNumbers(benin).map(({ place, value }) => [place, value]));
  expect(hashRegulation(regulationSchema.parse(change(same).value))).toBe(hashRegulation(benin));
});

test('a number changes at its place alone, whole or decimal, with a comma or a point', () => {
  const place = 'series.A1.papers[0].coefficient';
  const read = (typed: string) => regulationSchema.parse(change({ [place]: typed }).value);
  expect(read('7').series.A1?.papers[0]?.coefficient).toBe(7);
  expect(read('2,5').series.A1?.papers[0]?.coefficient).toBe('2.5');
  expect(read('7').series.A2).toEqual(benin.series.A2);
});

test('what is no number is a problem at its place, and changes nothing there', () => {
  const place = 'series.A1.papers[0].coefficient';
  for (const typed of ['', 'cinq', '-1', '1e3', '1.2345678']) {
    const { value, problems } = change({ [place]: typed });
    expect(problems).toEqual([{ place, reason: 'regulation.numberUnreadable' }]);
    expect(value).toEqual(benin);
  }
});

test('a place that the file doesn’t have is left out', () => {
  expect(change({ 'series.ZZ.papers[0].coefficient': '4', '__proto__.x': '1' }).value).toEqual(benin);
});
