import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { evaluate } from '../regulation/evaluate.ts';
import { DECISIONS } from '../regulation/schema.ts';
import { nextState } from '../shared/state-table.ts';
import { canSeal, quorumOf } from './can-seal.ts';
import {
  applyJuryDecisions,
  checkJuryDecision,
  type FinalOutcome,
  type JuryDecision,
  standingDecision,
  voidedPapers,
  voidPapers,
} from './jury-decision.ts';
import { DELIBERATION_TABLE } from './states.ts';
import { checkStatistics, countStatistics, isAbsent } from './statistics.ts';

const bepc = sampleRegulation('bepc-sample');
const papers = bepc.series.BEPC?.papers.map(({ paper }) => paper) ?? [];
const outcomeAt = (mark: number | 'awaited' | 'exempt') =>
  evaluate(
    { series: 'BEPC', fit: true, marks: marksOf(Object.fromEntries(papers.map((p) => [p, mark]))) },
    bepc,
  ).outcome;
const jury = { appointed: ['p', 'm1', 'm2', 'm3'], president: 'p', present: ['p', 'm1', 'm2'] };
const rescue: JuryDecision = {
  dossier: 'X',
  kind: 'rescue',
  decision: 'passed',
  reason: 'Bon livret scolaire',
  members: ['p', 'm1'],
};
const final = (mark: number | 'awaited'): FinalOutcome => ({ ...outcomeAt(mark), jury: null });

describe('jury decisions', () => {
  it('rescues only inside the regulation’s band', () => {
    expect(checkJuryDecision(rescue, outcomeAt(9.5), jury)).toEqual({ ok: true, value: rescue });
    expect(checkJuryDecision(rescue, outcomeAt(9.49), jury)).toMatchObject({
      reason: 'deliberation.outsideRescueBand',
    });
    expect(checkJuryDecision(rescue, outcomeAt(10), jury)).toMatchObject({
      reason: 'deliberation.outsideRescueBand',
    });
  });
  it.each([
    [{ reason: ' ok ' }, 'deliberation.reasonMissing'],
    [{ members: [] }, 'deliberation.membersMissing'],
    [{ members: ['p', 'm3'] }, 'deliberation.memberNotPresent'],
    [{ members: ['m1', 'm2'] }, 'deliberation.presidentMissing'],
    [{ kind: 'settle' as const }, 'deliberation.notReserved'],
    [{ kind: 'exclude' as const }, 'deliberation.wrongDecision'],
  ])('refuses %j', (change, reason) => {
    expect(checkJuryDecision({ ...rescue, ...change }, outcomeAt(9.5), jury)).toMatchObject({
      ok: false,
      reason,
    });
  });
  it('settles a reserved case, but not one whose marks are awaited', () => {
    const benin = sampleRegulation('benin-bac');
    const marks = Object.fromEntries(
      benin.series.C?.papers.filter((p) => p.group === 1).map((p) => [p.paper, 12]) ?? [],
    );
    const zero = evaluate({ series: 'C', fit: true, marks: marksOf({ ...marks, SVT: 0 }) }, benin).outcome;
    const settle: JuryDecision = { ...rescue, kind: 'settle', decision: 'failed' };
    expect(zero.decision).toBe('reserved');
    expect(checkJuryDecision(settle, zero, jury).ok).toBe(true);
    expect(checkJuryDecision(settle, outcomeAt('awaited'), jury)).toMatchObject({
      reason: 'deliberation.marksAwaited',
    });
  });
  it('applies the latest decision, keeps the average, gives no honours', () => {
    const outcomes = new Map([
      ['X', outcomeAt(9.8)],
      ['Y', outcomeAt(15)],
    ]);
    const after = applyJuryDecisions(outcomes, [{ ...rescue, decision: 'failed' }, rescue]);
    expect(after.get('X')).toMatchObject({
      decision: 'passed',
      average: 980,
      honours: null,
      final: true,
      jury: { reason: rescue.reason },
    });
    expect(after.get('Y')).toEqual({ ...outcomeAt(15), jury: null });
    expect(() => applyJuryDecisions(outcomes, [{ ...rescue, dossier: 'Z' }])).toThrow(RangeError);
  });
});

describe('fraud and taking back', () => {
  const voiding: JuryDecision = { ...rescue, kind: 'void', decision: 'excluded', papers: ['FRA'] };
  const undo: JuryDecision = { ...rescue, kind: 'undo', decision: 'failed' };

  it('voids papers that are named, as the regulation counts fraud', () => {
    expect(checkJuryDecision(voiding, outcomeAt(12), jury).ok).toBe(true);
    expect(checkJuryDecision({ ...voiding, papers: [] }, outcomeAt(12), jury)).toMatchObject({
      reason: 'deliberation.papersMissing',
    });
    const snapshot = { series: 'BEPC', fit: true, marks: marksOf({ FRA: 12, MAT: 9 }) };
    expect(voidPapers(snapshot, ['FRA']).marks).toEqual({ ...snapshot.marks, FRA: { state: 'fraud' } });
    expect(voidPapers(snapshot, [])).toBe(snapshot);
    expect(() => voidPapers(snapshot, ['LV2'])).toThrow(RangeError);
    const outcome = outcomeAt(12);
    expect(applyJuryDecisions(new Map([['X', outcome]]), [voiding]).get('X')).toMatchObject({
      decision: outcome.decision,
      honours: outcome.honours,
      jury: { kind: 'void' },
    });
  });

  it('keeps papers voided under a later decision, until all is taken back', () => {
    expect(voidedPapers([voiding, { ...voiding, papers: ['FRA', 'MAT'] }, rescue])).toEqual(['FRA', 'MAT']);
    expect(voidedPapers([voiding, undo])).toEqual([]);
    expect(voidedPapers([voiding, undo, { ...voiding, papers: ['MAT'] }])).toEqual(['MAT']);
  });

  it('takes back only what stands, and then the regulation’s decision stands again', () => {
    expect(checkJuryDecision(undo, outcomeAt(9.8), jury)).toMatchObject({
      reason: 'deliberation.nothingToUndo',
    });
    expect(checkJuryDecision(undo, outcomeAt(9.8), jury, [rescue]).ok).toBe(true);
    expect(checkJuryDecision(undo, outcomeAt(9.8), jury, [rescue, undo]).ok).toBe(false);
    expect(standingDecision([rescue])).toBe(rescue);
    expect(standingDecision([rescue, undo])).toBeUndefined();
    const outcome = outcomeAt(9.8);
    expect(applyJuryDecisions(new Map([['X', outcome]]), [rescue, undo]).get('X')).toEqual({
      ...outcome,
      jury: null,
    });
  });
});

describe('sealing', () => {
  const sealing = { state: 'open' as const, jury, outcomes: [final(12), final(9)] };
  it('needs more than half of the appointed, the president among them', () => {
    expect(quorumOf(jury)).toBe(3);
    expect(canSeal(sealing).ok).toBe(true);
    expect(canSeal({ ...sealing, jury: { ...jury, present: ['p', 'm1', 'stranger'] } })).toMatchObject({
      reason: 'deliberation.quorumMissing',
      detail: { quorum: 3, present: 2 },
    });
    expect(canSeal({ ...sealing, jury: { ...jury, present: ['m1', 'm2', 'm3'] } })).toMatchObject({
      reason: 'deliberation.presidentMissing',
    });
  });
  it('is refused with a mark awaited, for nobody, or twice', () => {
    expect(canSeal({ ...sealing, outcomes: [final(12), final('awaited')] })).toMatchObject({
      reason: 'deliberation.marksAwaited',
    });
    expect(canSeal({ ...sealing, outcomes: [] })).toMatchObject({ reason: 'deliberation.nobody' });
    expect(canSeal({ ...sealing, state: 'sealed' })).toMatchObject({ reason: 'deliberation.alreadySealed' });
    expect(nextState(DELIBERATION_TABLE, 'sealed', 'seal').ok).toBe(false);
  });
});

describe('statistics', () => {
  it('tells an all-zero candidate from an absent one', () => {
    expect(isAbsent(marksOf({ A: 0, B: 0 }))).toBe(false);
    expect(isAbsent(marksOf({ A: 'absent', B: 'exempt' }))).toBe(true);
    expect(isAbsent(marksOf({ A: 'absent', B: 12 }))).toBe(false);
  });
  it('incident 8: always sum to their parts', () => {
    const one = fc.record({
      outcome: fc.record({ decision: fc.constantFrom(...DECISIONS), honours: fc.constantFrom(null, 'bien') }),
      marks: fc.constantFrom(marksOf({ A: 'absent' }), marksOf({ A: 12 }), marksOf({ A: 0 })),
    });
    fc.assert(
      fc.property(fc.array(one), (candidates) => {
        expect(checkStatistics(countStatistics(candidates))).toEqual([]);
      }),
    );
  });
  it('incident 8: finds published totals that do not', () => {
    const counted = countStatistics([
      { outcome: { decision: 'passed', honours: null }, marks: marksOf({ A: 12 }) },
    ]);
    expect(counted).toMatchObject({ registered: 1, present: 1, passRate: 10_000, byHonours: { none: 1 } });
    expect(checkStatistics({ ...counted, registered: 2 })).toEqual(['registered']);
    expect(checkStatistics({ ...counted, byDecision: { ...counted.byDecision, passed: 2 } })).toEqual([
      'present',
      'passed',
    ]);
    expect(countStatistics([]).passRate).toBeNull();
  });
});
