import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { applyJuryDecisions, type JuryDecision } from '../deliberation/jury-decision.ts';
import { evaluate } from '../regulation/evaluate.ts';
import { hashRegulation } from '../regulation/hash-regulation.ts';
import { buildPublication, lineOf, rulingOf } from './build-snapshot.ts';
import { checkFourEyes, type ResultToCheck, recheckPublication } from './check-publication.ts';
import type { PublishedResult } from './published-result.ts';

const bepc = sampleRegulation('bepc-sample');
const papers = bepc.series.BEPC?.papers.map(({ paper }) => paper) ?? [];
const snapshotAt = (mark: number) => ({
  series: 'BEPC',
  fit: true,
  marks: marksOf(Object.fromEntries(papers.map((paper) => [paper, mark]))),
});
const rescue: JuryDecision = {
  dossier: 'B',
  kind: 'rescue',
  decision: 'passed',
  reason: 'Livret',
  members: ['p'],
};

function results(): readonly ResultToCheck[] {
  const snapshots = new Map([
    ['A', snapshotAt(12.5)],
    ['B', snapshotAt(9.7)],
  ]);
  const evaluated = new Map([...snapshots].map(([dossier, s]) => [dossier, evaluate(s, bepc).outcome]));
  const after = applyJuryDecisions(evaluated, [rescue]);
  return [...after].map(([dossier, outcome]) => ({
    dossier,
    outcome,
    snapshot: snapshots.get(dossier) ?? snapshotAt(0),
  }));
}

describe('independent recomputation before publication', () => {
  it('finds nothing in what was computed', () => {
    expect(recheckPublication(results(), bepc, [rescue])).toEqual([]);
  });
  it('incident 7: an average that does not follow from the marks stops it', () => {
    const changed = results().map((r) =>
      r.dossier === 'A' ? { ...r, outcome: { ...r.outcome, average: 1251 } } : r,
    );
    expect(recheckPublication(changed, bepc, [rescue])).toEqual([
      { dossier: 'A', field: 'average', stored: '1251', recomputed: '1250' },
      { dossier: 'A', field: 'plainAverage', stored: '1251 (25/2)', recomputed: '1250' },
    ]);
  });
  it('finds a mark changed after the deliberation, a rescue nobody decided, and a dossier twice', () => {
    const [a, b] = results();
    if (!a || !b) throw new Error('two results');
    const late = recheckPublication([{ ...a, snapshot: snapshotAt(9) }, b], bepc, [rescue]);
    expect(late.map(({ field }) => field)).toContain('decision');
    expect(recheckPublication([a, b], bepc).map(({ dossier, field }) => `${dossier}.${field}`)).toEqual([
      'B.decision',
      'B.name',
      'B.jury',
    ]);
    expect(recheckPublication([a, a], bepc)).toMatchObject([{ field: 'dossier' }]);
  });
  it('says when the marks cannot be evaluated at all', () => {
    const [a] = results();
    if (!a) throw new Error('one result');
    const wrong = { ...a, snapshot: { ...a.snapshot, series: 'Z' } };
    expect(recheckPublication([wrong], bepc)).toMatchObject([
      { field: 'snapshot', recomputed: 'snapshot.seriesUnknown' },
    ]);
  });
});

describe('publication', () => {
  const head = {
    sitting: 'bepc-2027',
    version: 1,
    reason: null,
    regulationHash: hashRegulation(bepc),
    preparedAt: '2027-07-20T10:00:00Z',
  };
  const entries: PublishedResult[] = results().map(({ snapshot, outcome }, i) => ({
    entryId: `entry-${i}`,
    candidateNumber: `BEPC-2027-00000${i}`,
    tableNumber: `0000${2 - i}`,
    identity: {
      surname: 'Élodie',
      givenNames: 'Aïcha',
      sex: 'F',
      birthDate: '2011-01-02',
      birthPlace: 'Dosso',
      nationality: 'NE',
    },
    school: null,
    centre: { id: 'c1', code: 'C1', name: 'Centre 1' },
    jury: { number: 1, name: 'Jury 1' },
    snapshot,
    outcome: evaluate(snapshot, bepc).outcome,
    trace: evaluate(snapshot, bepc).trace,
    ...rulingOf(outcome),
  }));
  it('is sorted, counted, and has the same digest whatever the order of entries', () => {
    const built = buildPublication(head, entries.map(lineOf));
    expect(built).toMatchObject({
      ok: true,
      value: {
        candidates: 2,
        statistics: { whole: { registered: 2, present: 2, byDecision: { passed: 2 } } },
      },
    });
    expect(buildPublication(head, [...entries].reverse().map(lineOf))).toEqual(built);
  });
  it('changes digest with anything in it', () => {
    const digest = (e: readonly PublishedResult[], h = head) => {
      const built = buildPublication(h, e.map(lineOf));
      return built.ok ? built.value.digest : built.reason;
    };
    const other = entries.map((one) => ({ ...one, school: 'CEG 2' }));
    expect(
      new Set([
        digest(entries),
        digest(other),
        digest(entries, { ...head, preparedAt: '2027-07-20T10:00:01Z' }),
      ]).size,
    ).toBe(3);
  });
  it('refuses a number twice, nobody, and a correction without a reason', () => {
    expect(buildPublication(head, [...entries, ...entries].map(lineOf))).toMatchObject({
      reason: 'publication.numberTwice',
    });
    expect(buildPublication(head, [])).toMatchObject({ reason: 'publication.empty' });
    expect(buildPublication({ ...head, version: 2 }, entries.map(lineOf))).toMatchObject({
      reason: 'publication.reasonMissing',
    });
    expect(
      buildPublication({ ...head, version: 2, reason: 'Épreuve repassée' }, entries.map(lineOf)).ok,
    ).toBe(true);
  });
  it('takes two people', () => {
    expect(checkFourEyes({ preparedBy: 'a', confirmedBy: 'b' }).ok).toBe(true);
    expect(checkFourEyes({ preparedBy: 'a', confirmedBy: 'a' })).toMatchObject({
      reason: 'publication.samePerson',
    });
  });
});
