import type { MarkValue } from '../shared/mark.ts';
import { compare, decimalText, type Fraction, fromHundredths, parseDecimal } from './fraction.ts';
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

/** The largest mark of each paper of a series, in hundredths, and its group. */
type Known = ReadonlyMap<string, { readonly group: 1 | 2; readonly maximum: Fraction }>;

/** What in a snapshot the regulation can't be applied to: unknown series or paper, a mark off the scale, too many choices. */
export function checkSnapshot(snapshot: Snapshot, regulation: Regulation): readonly Problem[] {
  const series = regulation.series[snapshot.series];
  if (!series)
    return [{ place: 'series', reason: 'snapshot.seriesUnknown', detail: { series: snapshot.series } }];
  const known: Known = new Map(
    series.papers.map(({ paper, group }) => {
      const maximum = parseDecimal(regulation.papers[paper]?.maximum ?? regulation.scale.maximum);
      return [paper, { group, maximum }] as const;
    }),
  );
  const problems = checkMarks('marks', snapshot.marks, known);
  let chosen = 0;
  for (const [paper, { state }] of Object.entries(snapshot.marks))
    if (state !== 'notDue' && known.get(paper)?.group === 2) chosen += 1;
  const second = regulation.stages.filter(({ mode }) => mode !== 'sum');
  const most = Math.max(0, ...second.map(({ chosenAtMost }) => chosenAtMost ?? known.size));
  if (chosen > most)
    problems.push({ place: 'marks', reason: 'snapshot.tooManyChosen', detail: { chosen, most } });
  problems.push(...checkLaterMarks(snapshot, regulation, known));
  return problems;
}

function checkMarks(key: string, marks: Snapshot['marks'], known: Known): Problem[] {
  const problems: Problem[] = [];
  for (const [paper, value] of Object.entries(marks)) {
    const found = known.get(paper);
    if (!found)
      problems.push({ place: `${key}.${paper}`, reason: 'snapshot.paperUnknown', detail: { paper } });
    else if (value.state === 'mark') {
      const onScale = Number.isSafeInteger(value.value) && value.value >= 0;
      if (onScale && compare(fromHundredths(value.value), found.maximum) <= 0) continue;
      const detail = { paper, maximum: decimalText(found.maximum) };
      problems.push({ place: `${key}.${paper}`, reason: 'snapshot.markOffScale', detail });
    }
  }
  return problems;
}

/**
 * Marks beside the first ones, only where the regulation says what becomes of them. A paper sat again needs no word of it:
 * what annuls a paper comes after the regulation is frozen, and there is one rule, the better mark and nothing lowered.
 */
function checkLaterMarks(snapshot: Snapshot, regulation: Regulation, known: Known): readonly Problem[] {
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
