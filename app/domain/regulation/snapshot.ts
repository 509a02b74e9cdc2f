import type { Hundredths, MarkValue } from '../shared/mark.ts';
import { compare, decimalText, fromHundredths, parseDecimal, toHundredths } from './fraction.ts';
import type { Problem } from './problem.ts';
import type { Regulation } from './schema.ts';

/** What a dossier carries beside its series and fitness, as far as the regulation asks for it. Nothing that says who. */
export type DossierFacts = {
  /** How many times the candidate has sat this examination, this time included. */
  readonly attempts?: number;
  /** Marks kept from earlier sittings, by paper code. */
  readonly kept?: Readonly<Record<string, MarkValue>>;
  /** A competition: the category of posts and the region a candidate competes for. */
  readonly category?: string;
  readonly region?: string;
  /** The posts wanted, the most wanted first. */
  readonly choices?: readonly string[];
};

/** All that a decision may depend on, frozen, and nothing that says who the candidate is. */
export type Snapshot = {
  readonly series: string;
  /** Fit for sport. */
  readonly fit: boolean;
  /** How many times the candidate has sat this examination, this time included. */
  readonly attempts?: number;
  /** Marks in hundredths by paper code. A paper left out is awaited (not due when optional or second group). */
  readonly marks: Readonly<Record<string, MarkValue>>;
  /** Marks found on review, beside the first ones. */
  readonly reviewed?: Readonly<Record<string, MarkValue>>;
  /** Marks of papers sat again, beside the first ones. */
  readonly resat?: Readonly<Record<string, MarkValue>>;
  /** Marks kept from earlier sittings. */
  readonly kept?: Readonly<Record<string, MarkValue>>;
  /** The second-group stage a jury called the candidate to, where the regulation's own rules would not have. */
  readonly calledTo?: string;
  /** A competition's category of posts and region. */
  readonly category?: string;
  readonly region?: string;
  /** The posts of a competition wanted, the most wanted first; all it may hold, in the order of the file, when not said. */
  readonly choices?: readonly string[];
};

/** Of each paper of a series, its group and its largest mark. */
type Known = ReadonlyMap<
  string,
  { readonly group: 1 | 2; readonly maximum: Hundredths; readonly written: string }
>;
/** What is checked against, worked out once for each series. */
type Series = { readonly known: Known; readonly mostChosen: number };

/** What in a snapshot the regulation can't be applied to: unknown series or paper, a mark off the scale, too many choices. */
export function checkSnapshot(snapshot: Snapshot, regulation: Regulation): readonly Problem[] {
  return snapshotChecker(regulation)(snapshot);
}

/** As `checkSnapshot`, for many candidates. */
export function snapshotChecker(regulation: Regulation): (snapshot: Snapshot) => readonly Problem[] {
  const bySeries = new Map(
    Object.keys(regulation.series).map((series) => [series, seriesOf(series, regulation)] as const),
  );
  return (snapshot) => {
    const series = bySeries.get(snapshot.series);
    if (!series)
      return [{ place: 'series', reason: 'snapshot.seriesUnknown', detail: { series: snapshot.series } }];
    const problems = checkMarks('marks', snapshot.marks, series.known);
    const chosen = countChosen(snapshot, series.known);
    const most = series.mostChosen;
    if (chosen > most)
      problems.push({ place: 'marks', reason: 'snapshot.tooManyChosen', detail: { chosen, most } });
    problems.push(...checkLaterMarks(snapshot, regulation, series.known));
    return problems;
  };
}

function seriesOf(series: string, regulation: Regulation): Series {
  const papers = regulation.series[series]?.papers ?? [];
  const known = papers.map(({ paper, group }) => {
    const maximum = parseDecimal(regulation.papers[paper]?.maximum ?? regulation.scale.maximum);
    return [paper, { group, maximum: toHundredths(maximum), written: decimalText(maximum) }] as const;
  });
  const second = regulation.stages.filter(({ mode }) => mode !== 'sum');
  const mostChosen = Math.max(0, ...second.map(({ chosenAtMost }) => chosenAtMost ?? known.length));
  return { known: new Map(known), mostChosen };
}

function countChosen({ marks }: Snapshot, known: Known): number {
  let chosen = 0;
  for (const [paper, { group }] of known)
    if (group === 2 && (marks[paper]?.state ?? 'notDue') !== 'notDue') chosen += 1;
  return chosen;
}

function checkMarks(key: string, marks: Snapshot['marks'], known: Known): Problem[] {
  const problems: Problem[] = [];
  for (const paper of Object.keys(marks)) {
    const found = known.get(paper);
    const value = marks[paper];
    if (!found)
      problems.push({ place: `${key}.${paper}`, reason: 'snapshot.paperUnknown', detail: { paper } });
    else if (value?.state === 'mark') {
      const onScale = Number.isSafeInteger(value.value) && value.value >= 0;
      if (onScale && value.value <= found.maximum) continue;
      const detail = { paper, maximum: found.written };
      problems.push({ place: `${key}.${paper}`, reason: 'snapshot.markOffScale', detail });
    }
  }
  return problems;
}

const NONE: readonly Problem[] = [];

/**
 * Marks beside the first ones, only where the regulation says what becomes of them. A paper sat again needs no word of it:
 * what annuls a paper comes after the regulation is frozen, and there is one rule, the better mark and nothing lowered.
 */
function checkLaterMarks(snapshot: Snapshot, regulation: Regulation, known: Known): readonly Problem[] {
  if (!snapshot.reviewed && !snapshot.resat && !snapshot.kept) return NONE;
  const { kept } = regulation;
  const rules = { reviewed: regulation.review, resat: true, kept };
  const problems: Problem[] = [];
  for (const key of ['reviewed', 'resat', 'kept'] as const) {
    const marks = snapshot[key];
    if (!marks || Object.keys(marks).length === 0) continue;
    problems.push(...checkMarks(key, marks, known));
    if (!rules[key]) problems.push({ place: key, reason: `snapshot.${key}Unknown` });
  }
  for (const [paper, value] of Object.entries((kept && snapshot.kept) ?? {}))
    if (kept && (value.state !== 'mark' || compare(fromHundredths(value.value), parseDecimal(kept.from)) < 0))
      problems.push({
        place: `kept.${paper}`,
        reason: 'snapshot.keptBelow',
        detail: { paper, from: String(kept.from) },
      });
  return problems;
}
