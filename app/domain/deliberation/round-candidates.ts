import { compare, fromHundredths, multiply, parseDecimal, subtract, ZERO } from '../regulation/fraction.ts';
import type { Decision, Regulation, SeriesPaper } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import type { RoundRule } from './round-rule.ts';

/** What was published of a candidate, as far as a round needs it. */
export type Standing = {
  readonly entryId: string;
  readonly decision: Decision;
  /** The regulation's stage to come, if any. */
  readonly pendingStage: string | null;
  readonly snapshot: Snapshot;
};

export type Participant = {
  readonly entryId: string;
  /** Papers to sit; none while a choice is awaited, or when a paper isn't sat again. */
  readonly papers: readonly string[];
  readonly compulsory: boolean;
};

/** The papers a candidate chooses among, and how many at most. */
export type PaperChoice = { readonly papers: readonly string[]; readonly most: number };

/**
 * The second-group papers open to a candidate: those of their series that count at the stage they are called to; sport
 * only when fit or when the regulation gives it a coefficient for the unfit. Where the regulation asks no choice, all.
 */
export function secondGroupChoice(
  { snapshot, pendingStage }: Pick<Standing, 'snapshot' | 'pendingStage'>,
  regulation: Regulation,
): PaperChoice {
  const stage = secondGroupStage(regulation, pendingStage);
  if (!stage) return { papers: [], most: 0 };
  const papers = papersOf(regulation, snapshot.series)
    .filter((one) => one.group === 2 && countsAt(stage.kinds, one, snapshot.fit, regulation))
    .map(({ paper }) => paper);
  return { papers, most: Math.min(stage.chosenAtMost ?? papers.length, papers.length) };
}

/** The stage said, or the regulation's first that isn't a sum of first-group papers. */
export function secondGroupStage(regulation: Regulation, pendingStage: string | null) {
  const second = regulation.stages.filter(({ mode }) => mode !== 'sum');
  return second.find(({ code }) => code === pendingStage) ?? second[0];
}

function papersOf(regulation: Regulation, series: string): readonly SeriesPaper[] {
  return Object.hasOwn(regulation.series, series) ? (regulation.series[series]?.papers ?? []) : [];
}

function countsAt(
  kinds: readonly string[] | undefined,
  { paper, coefficientWhenUnfit }: SeriesPaper,
  fit: boolean,
  regulation: Regulation,
): boolean {
  const kind = regulation.papers[paper]?.kind ?? '';
  if (kinds && !kinds.includes(kind)) return false;
  return kind !== 'sport' || fit || coefficientWhenUnfit !== undefined;
}

/** Whether these papers may be chosen; each once, in the regulation's order. */
export function checkChoice(
  chosen: readonly string[],
  { papers, most }: PaperChoice,
): Verdict<readonly string[], 'round.noPaper' | 'round.tooManyPapers' | 'round.paperNotOffered'> {
  if (chosen.some((paper) => !papers.includes(paper))) return refuse('round.paperNotOffered');
  const kept = papers.filter((paper) => chosen.includes(paper));
  if (kept.length === 0) return refuse('round.noPaper');
  return kept.length > most ? refuse('round.tooManyPapers', { most }) : accept(kept);
}

/**
 * What the office chooses for a candidate who didn't: the papers that may bring the most points, coefficient × (maximum −
 * the mark they may replace), in the regulation's order where two may bring as much.
 */
export function defaultPapers(
  { papers, most }: PaperChoice,
  { series, marks }: Snapshot,
  regulation: Regulation,
): readonly string[] {
  const gains = papersOf(regulation, series)
    .filter(({ paper }) => papers.includes(paper))
    .map(({ paper, coefficient, replaces }) => {
      const known = marks[replaces ?? ''];
      const mark = known?.state === 'mark' ? fromHundredths(known.value) : ZERO;
      const maximum = parseDecimal(regulation.papers[paper]?.maximum ?? regulation.scale.maximum);
      return { paper, gain: multiply(parseDecimal(coefficient), subtract(maximum, mark)) };
    });
  const best = new Set(
    [...gains]
      .sort((a, b) => compare(b.gain, a.gain))
      .slice(0, most)
      .map(({ paper }) => paper),
  );
  return papers.filter((paper) => best.has(paper));
}

/**
 * Who takes part in a second group or a paper sat again, from what was published. Second group: those called to it, with
 * their papers at once when there is nothing to choose. Paper sat again, in the series said and by those who had to sit it:
 * compulsory unless they passed; an excluded candidate sits nothing again.
 */
export function listParticipants(
  rule: Exclude<RoundRule, { kind: 'review' }>,
  standings: readonly Standing[],
  regulation: Regulation,
): readonly Participant[] {
  return rule.kind === 'secondGroup'
    ? standings.flatMap((standing) => calledToSecondGroup(standing, regulation))
    : standings.flatMap((standing) => sittingAgain(standing, rule.paper, rule.series));
}

function calledToSecondGroup(standing: Standing, regulation: Regulation): readonly Participant[] {
  if (standing.decision !== 'secondGroup') return [];
  const { papers, most } = secondGroupChoice(standing, regulation);
  if (papers.length === 0) return [];
  const { entryId } = standing;
  return [{ entryId, papers: papers.length === most ? papers : [], compulsory: true }];
}

function sittingAgain(
  { entryId, decision, snapshot }: Standing,
  paper: string,
  series: readonly string[],
): readonly Participant[] {
  const first = snapshot.marks[paper];
  const due = first !== undefined && !['exempt', 'excused', 'notDue'].includes(first.state);
  if (!due || decision === 'excluded' || !series.includes(snapshot.series)) return [];
  const compulsory = decision !== 'passed';
  return [{ entryId, papers: compulsory ? [paper] : [], compulsory }];
}
