import { expect, it } from 'vitest';
import { marksOf } from '#tests/factories/regulations.ts';
import { collectResults } from './collect-results.ts';
import type { PublishedResult } from './published-result.ts';
import { codeDigest } from './result-access.ts';

const result = (tableNumber: string, centre: string, school: string | null, jury = 1): PublishedResult => ({
  entryId: `entry-${tableNumber}`,
  candidateNumber: `BEPC-${tableNumber}`,
  tableNumber,
  identity: {
    surname: 'Élodie',
    givenNames: 'Aïcha',
    sex: 'F',
    birthDate: '2011-01-02',
    birthPlace: 'Dosso',
    nationality: 'NE',
  },
  school,
  centre: { id: centre, code: centre, name: `Centre ${centre}` },
  jury: { number: jury, name: `Jury ${jury}` },
  snapshot: { series: 'X', fit: true, marks: marksOf({ A: 12 }) },
  outcome: {
    decision: 'passed',
    name: null,
    final: true,
    stage: 'only',
    pendingStage: null,
    total: 2400,
    average: 1200,
    coefficients: 200,
    exact: { total: '24', average: '12' },
    honours: null,
    awaited: [],
    rescuable: [],
  },
  trace: [],
  ruling: null,
  decision: 'passed',
  honours: null,
});

it('puts results in the order of their numbers, with their places in lists that are known at the end', () => {
  const collector = collectResults('salt');
  collector.add(result('00003', 'b', 'Lycée 2', 2), 'CODE3');
  collector.add(result('00001', 'b', null), 'CODE1');
  collector.add(result('00002', 'a', 'Lycée 1'), 'CODE2');
  expect(collector.lists()).toEqual({
    centres: [
      { id: 'a', code: 'a', name: 'Centre a', candidates: 1 },
      { id: 'b', code: 'b', name: 'Centre b', candidates: 2 },
    ],
    juries: [
      { number: 1, name: 'Jury 1' },
      { number: 2, name: 'Jury 2' },
    ],
    schools: ['Lycée 1', 'Lycée 2'],
  });
  const places = [...collector.results()].map(({ tableNumber, centre, jury, school }) => [
    tableNumber,
    centre,
    jury,
    school,
  ]);
  expect(places).toEqual([
    ['00001', 1, 0, null],
    ['00002', 0, 0, 0],
    ['00003', 1, 1, 1],
  ]);
});

it('keeps the digest of a code and no code, the marks and no step', () => {
  const collector = collectResults('salt');
  collector.add(result('00001', 'a', null), 'CODE1');
  const [one] = collector.results();
  expect(one).toMatchObject({ code: codeDigest('salt', '00001', 'CODE1'), average: 1200, rank: null });
  expect(JSON.stringify(one)).not.toMatch(/CODE1|trace|outcome/);
});
