import { describe, expect, it } from 'vitest';
import { marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { evaluate } from '../regulation/evaluate.ts';
import type { Decision } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { MarkValue } from '../shared/mark.ts';
import { buildSnapshots, hashFrozen, type ScriptToJudge } from './build-snapshots.ts';
import { checkRound, choicesEnd, choicesLimit } from './check-round.ts';
import { claimDays, claimsUntil } from './claim-rules.ts';
import type { FinalOutcome } from './jury-decision.ts';
import {
  checkChoice,
  defaultPapers,
  listParticipants,
  type Standing,
  secondGroupChoice,
} from './round-candidates.ts';
import { decisionHolds, standingOutcome } from './round-standing.ts';
import type { RoundKind } from './round-states.ts';

const niger = sampleRegulation('niger-bac');
const bepc = sampleRegulation('bepc-sample');
const NOW = new Date('2027-07-01T08:00:00Z');
const LATER = new Date('2027-07-02T08:00:00Z');
const MOMENT = { releasedAt: new Date('2027-07-01T06:00:00Z'), now: NOW };

const C_MARKS = { FRA: 9, PHI: 9, HG: 9, ANG: 9, MAT: 8, PC: 9, SVT: 9, EPS: 12 };
const inSeriesC = (decision: Decision, marks: Parameters<typeof marksOf>[0] = C_MARKS): Standing => ({
  entryId: decision,
  decision,
  pendingStage: decision === 'secondGroup' ? 'second' : null,
  snapshot: { series: 'C', fit: true, marks: marksOf(marks) },
});

describe('who takes part', () => {
  it('calls to the second group those whose published decision is the second group, and nobody else', () => {
    const all = (['passed', 'secondGroup', 'failed', 'reserved', 'excluded'] as const).map((one) =>
      inSeriesC(one),
    );
    expect(listParticipants({ kind: 'secondGroup' }, all, niger)).toEqual([
      { entryId: 'secondGroup', papers: [], compulsory: true },
    ]);
  });

  it('gives every paper at once where there is nothing to choose', () => {
    const one = { ...niger, stages: niger.stages.map(({ chosenAtMost: _, ...stage }) => stage) };
    expect(listParticipants({ kind: 'secondGroup' }, [inSeriesC('secondGroup')], one)).toEqual([
      { entryId: 'secondGroup', papers: ['MAT-O', 'PC-O', 'PHI-O'], compulsory: true },
    ]);
  });

  it('makes a paper sat again compulsory for the failed and a choice for the passed, in its series alone', () => {
    const rule = { kind: 'resit' as const, paper: 'MAT', series: ['C'] };
    const all = (['passed', 'secondGroup', 'failed', 'excluded'] as const).map((one) => inSeriesC(one));
    const elsewhere = {
      ...inSeriesC('failed'),
      snapshot: { series: 'D', fit: true, marks: marksOf(C_MARKS) },
    };
    const exempt = inSeriesC('failed', { ...C_MARKS, MAT: 'exempt' });
    expect(listParticipants(rule, [...all, elsewhere, exempt], niger)).toEqual([
      { entryId: 'passed', papers: [], compulsory: false },
      { entryId: 'secondGroup', papers: ['MAT'], compulsory: true },
      { entryId: 'failed', papers: ['MAT'], compulsory: true },
    ]);
  });
});

describe('choosing', () => {
  const offered = secondGroupChoice(inSeriesC('secondGroup'), niger);

  it('offers the second-group papers of the series, as many as the regulation says', () => {
    expect(offered).toEqual({ papers: ['MAT-O', 'PC-O', 'PHI-O'], most: 2 });
    expect(checkChoice(['PHI-O', 'MAT-O', 'PHI-O'], offered)).toEqual({
      ok: true,
      value: ['MAT-O', 'PHI-O'],
    });
    expect(checkChoice([], offered)).toMatchObject({ reason: 'round.noPaper' });
    expect(checkChoice(offered.papers, offered)).toMatchObject({
      reason: 'round.tooManyPapers',
      detail: { most: 2 },
    });
    expect(checkChoice(['HG-O'], offered)).toMatchObject({ reason: 'round.paperNotOffered' });
  });

  it('falls back on the papers that may bring the most points', () => {
    const { snapshot } = inSeriesC('secondGroup', { ...C_MARKS, PC: 19, PHI: 2 });
    // 6 × 12 for mathematics, 2 × 18 for philosophy, 6 × 1 for physics.
    expect(defaultPapers(offered, snapshot, niger)).toEqual(['MAT-O', 'PHI-O']);
  });
});

describe('opening', () => {
  const ask = { reason: 'Sujet de maths diffusé avant l’heure', choicesUntil: LATER };
  const resit = { kind: 'resit' as const, paper: 'MAT', series: ['C'] };

  it.each([
    [{ ...ask, rule: resit, reason: '  ' }, 'round.reasonMissing'],
    [{ ...ask, rule: { kind: 'review' } as const }, 'round.noReviewRule'],
    [{ ...ask, rule: { ...resit, series: ['C', 'Z'] } }, 'round.seriesUnknown'],
    [{ ...ask, rule: { ...resit, paper: 'MAT-O' } }, 'round.paperUnknown'],
    [{ ...ask, rule: resit, choicesUntil: null }, 'round.untilMissing'],
    [{ ...ask, rule: resit, choicesUntil: NOW }, 'round.untilPast'],
  ])('refuses %j', (asked, reason) => {
    expect(checkRound(asked, niger, MOMENT)).toMatchObject({ reason });
  });

  it('needs a second group in the regulation, but no rule of it for a paper annulled after it was frozen', () => {
    expect(checkRound({ ...ask, rule: { kind: 'secondGroup' } }, bepc, MOMENT)).toMatchObject({
      reason: 'round.noSecondGroup',
    });
    expect(checkRound({ ...ask, rule: resit }, niger, MOMENT).ok).toBe(true);
  });

  describe('in a regulation that gives twelve hours to choose', () => {
    const bfem = sampleRegulation('senegal-bfem');
    const second = { ...ask, rule: { kind: 'secondGroup' } as const };
    const sixPm = new Date('2027-07-01T18:00:00Z');

    it('counts them from the release of the first publication, and from now where they have passed', () => {
      expect(choicesLimit(bfem, MOMENT)).toEqual(sixPm);
      expect(choicesLimit(bfem, { ...MOMENT, releasedAt: new Date('2027-06-20T06:00:00Z') })).toEqual(
        new Date('2027-07-01T20:00:00Z'),
      );
      expect(choicesLimit(niger, MOMENT)).toBeNull();
    });

    it('fills what the office leaves out, takes what is sooner, and refuses what is later by a second', () => {
      expect(choicesEnd({ ...second, choicesUntil: null }, bfem, MOMENT)).toEqual(sixPm);
      expect(checkRound({ ...second, choicesUntil: null }, bfem, MOMENT).ok).toBe(true);
      expect(checkRound({ ...second, choicesUntil: sixPm }, bfem, MOMENT).ok).toBe(true);
      const late = new Date(sixPm.getTime() + 1000);
      expect(checkRound({ ...second, choicesUntil: late }, bfem, MOMENT)).toEqual({
        ok: false,
        reason: 'round.untilTooLate',
        detail: { hours: 12 },
      });
      const soon = new Date('2027-07-01T12:00:00Z');
      expect(choicesEnd({ ...second, choicesUntil: soon }, bfem, MOMENT)).toEqual(soon);
    });
  });

  it('says how many days a claim may take, thirty where the regulation says nothing', () => {
    const review = { minimumChange: '0.5' };
    expect(claimDays({ review })).toBe(30);
    expect(claimDays({ review: { ...review, withinDays: 3 } })).toBe(3);
    expect(claimsUntil(NOW, { review: { ...review, withinDays: 1 } })).toEqual(LATER);
  });
});

describe('what stands', () => {
  const finalAt = (average: string, decision: Decision, jury: FinalOutcome['jury'] = null): FinalOutcome => ({
    decision,
    name: null,
    final: true,
    stage: 'only',
    pendingStage: null,
    total: 0,
    average: 0,
    coefficients: 0,
    exact: { total: '0', average },
    honours: null,
    awaited: [],
    rescuable: [],
    jury,
  });
  const at = (round: number, kind: RoundKind | null, final: FinalOutcome) => ({ round, kind, final });
  const on = (kind: RoundKind) => ({ kind, lowerIsBetter: false });
  const rescued = { kind: 'rescue', reason: 'Livret scolaire', members: ['p'] } as const;

  it('is the latest round, in whatever order they come', () => {
    const first = at(1, null, finalAt('17/2', 'secondGroup'));
    const second = at(2, 'secondGroup', finalAt('17/2', 'failed'));
    const third = at(3, 'review', finalAt('10', 'passed'));
    expect(standingOutcome([third, first, second])).toBe(third);
    expect(standingOutcome([second, first])).toBe(second);
  });

  it('is lowered by no paper sat again, unless the jury excluded the candidate there', () => {
    const passed = at(1, null, finalAt('10', 'passed'));
    expect(standingOutcome([passed, at(2, 'resit', finalAt('9', 'failed'))])).toBe(passed);
    const fraud = at(2, 'resit', finalAt('9', 'excluded', { ...rescued, kind: 'exclude' }));
    expect(standingOutcome([passed, fraud])).toBe(fraud);
    const voided = at(2, 'resit', finalAt('9', 'excluded', { ...rescued, kind: 'void' }));
    expect(standingOutcome([passed, voided])).toBe(voided);
    const marker = at(2, 'resit', finalAt('9', 'excluded'));
    expect(standingOutcome([passed, marker])).toBe(passed);
    const review = at(2, 'review', finalAt('9', 'failed'));
    expect(standingOutcome([passed, review])).toBe(review);
  });

  it('keeps an exclusion that a jury pronounced, whatever a review finds', () => {
    const excluded = finalAt('10', 'excluded', { ...rescued, kind: 'exclude' });
    for (const kind of ['review', 'resit', 'secondGroup'] as const) {
      expect(decisionHolds(excluded, finalAt('12', 'passed'), on(kind))).toBe(true);
      expect(decisionHolds(excluded, finalAt('9', 'failed'), on(kind))).toBe(true);
    }
  });

  it('keeps a rescue as long as the average is no lower', () => {
    const before = finalAt('97/10', 'passed', rescued);
    expect(decisionHolds(before, finalAt('97/10', 'failed'), on('review'))).toBe(true);
    expect(decisionHolds(before, finalAt('98/10', 'failed'), on('resit'))).toBe(true);
    expect(decisionHolds(before, finalAt('9699/1000', 'failed'), on('review'))).toBe(false);
    expect(decisionHolds(before, finalAt('98/10', 'excluded'), on('resit'))).toBe(false);
    expect(decisionHolds(before, finalAt('10', 'passed'), on('review'))).toBe(false);
    expect(decisionHolds(finalAt('97/10', 'passed'), finalAt('97/10', 'failed'), on('review'))).toBe(false);
  });

  it('judges whom a jury called to the second group by their orals, whatever the first stage says', () => {
    const marks = marksOf({ ...C_MARKS, MAT: 2, PC: 2, 'MAT-O': 18, 'PC-O': 18 });
    const failed = { series: 'C', fit: true, marks };
    expect(evaluate(failed, niger).outcome).toMatchObject({ stage: 'first', decision: 'failed' });
    expect(evaluate({ ...failed, calledTo: 'second' }, niger).outcome).toMatchObject({
      stage: 'second',
      decision: 'passed',
    });
    const without = { ...failed, marks: marksOf({ ...C_MARKS, MAT: 2, PC: 2 }), calledTo: 'second' };
    expect(evaluate(without, niger).outcome).toMatchObject({ stage: 'first', decision: 'failed' });
  });

  it('ends a jury’s call to the second group with the second group', () => {
    const called = finalAt('17/2', 'secondGroup', rescued);
    expect(decisionHolds(called, finalAt('9', 'failed'), on('secondGroup'))).toBe(false);
    expect(decisionHolds(called, finalAt('9', 'failed'), on('resit'))).toBe(true);
  });
});

describe('snapshots', () => {
  const papers = bepc.series.BEPC?.papers.map(({ paper }) => paper) ?? [];
  const review = { minimumChange: '0.5' };
  const mark = (value: number): MarkValue => ({ state: 'mark', value });
  const script = (paper: string, value: MarkValue, changes: Partial<ScriptToJudge> = {}): ScriptToJudge => ({
    dossier: 'A',
    paper,
    round: 1,
    origin: 'sitting',
    resolution: { status: 'agreed', value },
    ...changes,
  });
  const first = papers.map((paper) => script(paper, mark(900)));
  const dossiers = [{ code: 'A', series: 'BEPC', fit: true, facts: null }];
  const built = (scripts: readonly ScriptToJudge[]): Snapshot | undefined =>
    buildSnapshots(dossiers, scripts, { ...bepc, review }).A;

  it('leave out what no round brought, so that those frozen before keep their digest', () => {
    expect(built(first)).toEqual({
      series: 'BEPC',
      fit: true,
      marks: marksOf(Object.fromEntries(papers.map((p) => [p, 9]))),
    });
    const frozen = {
      regulationHash: 'f'.repeat(64),
      dossiers: { A: { series: 'BEPC', fit: true, marks: {} } },
    };
    expect(hashFrozen(frozen)).toBe(
      hashFrozen({ ...frozen, dossiers: buildSnapshots(dossiers, [], { ...bepc }) }),
    );
  });

  it('set marks found on review and marks of a paper sat again beside the first ones', () => {
    const reviewed = script('MAT', mark(1000), { round: 2, origin: 'review' });
    const resat = script('HG', { state: 'absent' }, { round: 3, origin: 'resit' });
    expect(built([reviewed, ...first, resat])).toMatchObject({
      marks: { MAT: mark(900), HG: mark(900) },
      reviewed: { MAT: mark(1000) },
      resat: { HG: { state: 'absent' } },
    });
  });

  it('incident 3 (Burkina 2017): a paper annulled before the jury met counts by the one sat again, whatever was marked', () => {
    const again = script('MAT', { state: 'absent' }, { origin: 'resit' });
    const snapshot = built([again, ...first]);
    expect(snapshot?.marks.MAT).toEqual({ state: 'absent' });
    expect(snapshot).not.toHaveProperty('resat');
    const unmarked = first.map((one) =>
      one.paper === 'MAT' ? { ...one, resolution: { status: 'awaited', passes: [1, 2] } as const } : one,
    );
    expect(built([again, ...unmarked])).toEqual(snapshot);
  });

  it('incident 13 (Togo): a later round keeps the orals of the second group', () => {
    const marks = Object.keys(C_MARKS).map((paper) => ({ ...script(paper, mark(900)), dossier: 'B' }));
    const oral = { ...script('MAT-O', mark(1900), { round: 2 }), dossier: 'B' };
    const reviewed = { ...script('HG', mark(950), { round: 3, origin: 'review' }), dossier: 'B' };
    const b = [{ code: 'B', series: 'C', fit: true }];
    const later = buildSnapshots(b, [...marks, oral, reviewed], { ...niger, review }).B;
    expect(later?.marks['MAT-O']).toEqual(mark(1900));
    const { outcome } = evaluate({ series: 'C', fit: true, marks: later?.marks ?? {} }, niger);
    expect(outcome).toMatchObject({ stage: 'second', decision: 'passed' });
  });
});
