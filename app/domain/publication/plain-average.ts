import type { Regulation, SeriesPaper, Stage } from '../regulation/schema.ts';
import type { Snapshot } from '../regulation/snapshot.ts';
import type { Outcome } from '../regulation/trace.ts';
import type { MarkValue } from '../shared/mark.ts';

/**
 * A second calculation of totals and averages, by hand as a clerk would check one: marks times coefficients, over the
 * coefficients. It shares no code with the evaluator, reads the regulation's file itself, and applies only where a total is
 * no more than that; everything else it leaves to the evaluator alone.
 */
export type PlainSum = {
  /** Σ coefficient × mark, in hundred-millionths of a point. */
  readonly total: bigint;
  /** Σ coefficient × maximum, in 10⁻¹². */
  readonly possible: bigint;
  /** The scale's maximum, in millionths. */
  readonly scale: bigint;
};

/** A file that says more than these keys says something this calculation doesn't know: it then stands aside. */
const KNOWN: Readonly<Record<'regulation' | 'paper' | 'entry' | 'stage' | 'rounding', readonly string[]>> = {
  regulation:
    '$schema format code version status name source notes scale papers series states sport optional rounding stages honours honoursOn rescue marking cases conversions quantities kept review resit competition'.split(
      ' ',
    ),
  paper: ['name', 'kind', 'maximum'],
  entry: ['paper', 'coefficient', 'group', 'coefficientWhenUnfit', 'eliminatoryBelow', 'minimum', 'replaces'],
  stage: ['code', 'name', 'mode', 'kinds', 'chosenAtMost', 'chosenWithinHours', 'honours', 'decisions'],
  rounding: ['average'],
};

const says = (thing: object, only: keyof typeof KNOWN) =>
  Object.keys(thing).every((key) => KNOWN[only].includes(key));

/** "8.95" in millionths. */
function millionths(text: string | number): bigint {
  const [whole = '0', decimals = ''] = String(text).split('.');
  return BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0'));
}

/** The plain sum of a candidate's marks at a stage; `undefined` where a total is more than a sum, or isn't known yet. */
export function plainSum(
  snapshot: Snapshot,
  regulation: Regulation,
  stageCode: string,
): PlainSum | undefined {
  const stage = regulation.stages.find(({ code }) => code === stageCode);
  const series = regulation.series[snapshot.series];
  const others = [snapshot.reviewed, snapshot.resat, snapshot.kept].some(
    (marks) => marks && Object.keys(marks).length > 0,
  );
  if (!stage || !series || others || stage.mode !== 'sum') return undefined;
  if (!says(regulation, 'regulation') || !says(stage, 'stage') || !says(regulation.rounding, 'rounding'))
    return undefined;
  let [total, possible] = [0n, 0n];
  for (const entry of series.papers) {
    const line = lineOf(entry, snapshot, regulation, stage);
    if (line === undefined) return undefined;
    total += line.coefficient * BigInt(line.mark);
    possible += line.coefficient * line.maximum;
  }
  return possible === 0n ? undefined : { total, possible, scale: millionths(regulation.scale.maximum) };
}

type Line = { readonly coefficient: bigint; readonly mark: number; readonly maximum: bigint };
const NOTHING: Line = { coefficient: 0n, mark: 0, maximum: 0n };

function lineOf(
  entry: SeriesPaper,
  snapshot: Snapshot,
  regulation: Regulation,
  stage: Stage,
): Line | undefined {
  const paper = regulation.papers[entry.paper];
  if (!paper || !says(paper, 'paper') || !says(entry, 'entry')) return undefined;
  if (entry.group !== 1 || (stage.kinds && !stage.kinds.includes(paper.kind))) return NOTHING;
  const value = snapshot.marks[entry.paper];
  if (paper.kind === 'optional') return value === undefined || value.state === 'notDue' ? NOTHING : undefined;
  if (paper.kind === 'sport' && regulation.sport.whenFit !== 'coefficient') return undefined;
  const unfit = entry.coefficientWhenUnfit ?? (paper.kind === 'sport' ? undefined : entry.coefficient);
  const coefficient = snapshot.fit ? entry.coefficient : unfit;
  const mark = hundredths(value, regulation);
  if (coefficient === undefined || mark === 'out') return NOTHING;
  if (mark === undefined) return undefined;
  const maximum = millionths(paper.maximum ?? regulation.scale.maximum);
  return { coefficient: millionths(coefficient), mark, maximum };
}

/** `out` leaves the sum with its coefficient; `undefined` leaves nothing to say. */
function hundredths(value: MarkValue | undefined, { states }: Regulation): number | 'out' | undefined {
  switch (value?.state) {
    case 'mark':
      return value.value;
    case 'absent':
      return states.absent === 'zero' ? 0 : states.absent === 'leaves' ? 'out' : undefined;
    case 'fraud':
      return states.fraud === 'zero' ? 0 : undefined;
    case 'excused':
    case 'exempt':
    case 'notDue':
      return 'out';
    default:
      return undefined;
  }
}

export type PlainDifference = {
  readonly field: 'total' | 'average';
  readonly stored: string;
  readonly recomputed: string;
};

/**
 * What of an outcome's total and average the plain sum contradicts. A rounded average may be as far from the sum as the
 * last decimal its regulation keeps, and no further. `undefined` where there is no plain sum.
 */
export function comparePlain(
  snapshot: Snapshot,
  outcome: Pick<Outcome, 'stage' | 'total' | 'average' | 'exact'>,
  regulation: Regulation,
): readonly PlainDifference[] | undefined {
  const sum = outcome.exact && plainSum(snapshot, regulation, outcome.stage);
  if (!outcome.exact || !sum) return undefined;
  const total = ratioOf(outcome.exact.total);
  const average = ratioOf(outcome.exact.average);
  const found: PlainDifference[] = [];
  const wholeTotal = total.n * 100_000_000n === sum.total * total.d;
  if (!wholeTotal || BigInt(outcome.total ?? -1) !== sum.total / 1_000_000n)
    found.push({
      field: 'total',
      stored: `${outcome.total} (${outcome.exact.total})`,
      recomputed: String(sum.total / 1_000_000n),
    });
  // Both sides over the same denominator: 100 × possible × d.
  const [mine, theirs] = [sum.total * sum.scale * average.d, average.n * 100n * sum.possible];
  const apart = mine > theirs ? mine - theirs : theirs - mine;
  const allowed = (100n * sum.possible * average.d) / unitOf(regulation);
  const near = regulation.rounding.average ? apart <= allowed : apart === 0n;
  if (!near || BigInt(outcome.average ?? -1) !== (average.n * 100n) / average.d)
    found.push({
      field: 'average',
      stored: `${outcome.average} (${outcome.exact.average})`,
      recomputed: String((sum.total * sum.scale) / sum.possible),
    });
  return found;
}

function ratioOf(text: string): { readonly n: bigint; readonly d: bigint } {
  const [n = '0', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

/** 100 where averages are rounded to two decimals at the coarsest. */
function unitOf({ rounding }: Regulation): bigint {
  return 10n ** BigInt(Math.min(...(rounding.average ?? []).map(({ decimals }) => decimals), 6));
}
