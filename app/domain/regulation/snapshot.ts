import type { MarkValue } from '../shared/mark.ts';
import { compare, fromHundredths, parseDecimal } from './fraction.ts';
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
};

/** What in a snapshot the regulation can't be applied to: unknown series or paper, a mark off the scale, too many choices. */
export function checkSnapshot(snapshot: Snapshot, regulation: Regulation): readonly Problem[] {
  const series = regulation.series[snapshot.series];
  if (!series)
    return [{ place: 'series', reason: 'snapshot.seriesUnknown', detail: { series: snapshot.series } }];
  const groups = new Map(series.papers.map(({ paper, group }) => [paper, group]));
  const problems: Problem[] = [];
  let chosen = 0;
  for (const [paper, value] of Object.entries(snapshot.marks)) {
    const place = `marks.${paper}`;
    const group = groups.get(paper);
    if (group === undefined) {
      problems.push({ place, reason: 'snapshot.paperUnknown', detail: { paper } });
      continue;
    }
    if (group === 2 && value.state !== 'notDue') chosen += 1;
    if (value.state !== 'mark') continue;
    const maximum = regulation.papers[paper]?.maximum ?? regulation.scale.maximum;
    const onScale = Number.isSafeInteger(value.value) && value.value >= 0;
    if (!onScale || compare(fromHundredths(value.value), parseDecimal(maximum)) > 0)
      problems.push({ place, reason: 'snapshot.markOffScale', detail: { paper, maximum: String(maximum) } });
  }
  const second = regulation.stages.filter(({ mode }) => mode !== 'sum');
  const most = Math.max(0, ...second.map(({ chosenAtMost }) => chosenAtMost ?? groups.size));
  if (chosen > most)
    problems.push({ place: 'marks', reason: 'snapshot.tooManyChosen', detail: { chosen, most } });
  return problems;
}
