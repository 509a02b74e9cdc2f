import { expect, test } from 'vitest';
import { placeProblems } from './place-problems.ts';

const TEXT =
  '{\n  "series": {\n    "A1": {\n      "papers": [\n        { "paper": "FRA" }\n      ]\n    }\n  }\n}\n';

test('a problem has the line of its place, or of what holds it', () => {
  const lines = (place: string) =>
    placeProblems(TEXT, [{ place, reason: 'regulation.shape' }]).map(({ line }) => line);
  expect(lines('series.A1.papers[0].paper')).toEqual([5]);
  expect(lines('series.A1.papers[0].coefficient')).toEqual([5]);
  expect(lines('series.B')).toEqual([2]);
  expect(lines('stages')).toEqual([null]);
});

test('a text that is no JSON is placed where its reader stops', () => {
  const broken = '{\n  "a": 1,\n  "b" 2\n}';
  expect(placeProblems(broken, [{ place: '$', reason: 'regulation.notJson' }])[0]?.line).toBe(3);
});
