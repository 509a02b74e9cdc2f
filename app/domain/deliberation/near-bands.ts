import {
  add,
  compare,
  decimalText,
  type Fraction,
  fromCount,
  multiply,
  parseDecimal,
  subtract,
  toHundredths,
  ZERO,
} from '../regulation/fraction.ts';
import type { Bilingual, Bounds, Decision, Regulation, RescueBand, Stage } from '../regulation/schema.ts';
import type { Condition } from '../regulation/schema-parts.ts';

/** How far below a threshold a page looks unless told, and the widths it offers: points of the average. */
export const BAND_WIDTHS = ['0.25', '0.5', '1'] as const;
export type BandWidth = (typeof BAND_WIDTHS)[number];

/**
 * Dossiers whose `quantity` is in [from, below): just short of what they would have needed, or where the jury may rescue.
 * Short is under a threshold, and over it where the lower total or average is the better one.
 */
export type NearBand = {
  /** "rescue-0", or "decision-only-average-1000": stays the same for the same regulation. */
  readonly id: string;
  readonly kind: 'rescue' | 'decision' | 'honours';
  readonly stage: string;
  readonly quantity: 'average' | 'total';
  /** Hundredths. */
  readonly from: number;
  readonly below: number;
  /** As the regulation writes them. */
  readonly fromText: string;
  readonly belowText: string;
  /** What reaching the threshold would give, or what the jury may give. */
  readonly decision: Decision | null;
  /** The regulation's own word for it. */
  readonly name: Bilingual | null;
  /** A rescue's further condition. */
  readonly when: Condition | null;
};

type Threshold = { readonly quantity: 'average' | 'total'; readonly at: Fraction };

/**
 * The bands a regulation gives reason to look at: its rescue bands, then under each threshold of its decisions and honours.
 * A total's bands are as much wider as its scale is. Thresholds at or below zero are left out, and so is the same place
 * named twice.
 * @param width points of the average
 */
export function nearBands(regulation: Regulation, width: BandWidth): readonly NearBand[] {
  const lower = regulation.scale.better === 'lower';
  const found = [
    ...regulation.rescue.flatMap(rescueBand),
    ...regulation.stages.flatMap((stage) => [
      ...decisionBands(stage, { width: parseDecimal(width), lower }),
      ...honoursBands(stage, regulation, { width: parseDecimal(width), lower }),
    ]),
  ];
  return [...new Map(found.map((band) => [band.id, band])).values()];
}

function rescueBand({ stage, quantity, from, below, decision, when }: RescueBand, index: number): NearBand[] {
  if (quantity !== 'average' && quantity !== 'total') return [];
  return [
    {
      id: `rescue-${index}`,
      kind: 'rescue',
      ...{ stage, quantity, decision },
      ...edges(parseDecimal(from), parseDecimal(below)),
      name: null,
      when: when ?? null,
    },
  ];
}

type Look = { readonly width: Fraction; readonly lower: boolean };

function decisionBands(stage: Stage, look: Look): NearBand[] {
  return stage.decisions.flatMap((rule, index) =>
    thresholdsOf(rule.when, look.lower).flatMap(({ quantity, at, rising }) => {
      // A rule that ends at the threshold ("below 9") gives way to the rules after it.
      const reached = rising ? rule : stage.decisions[index + 1];
      const decision = reached?.decision ?? (reached?.next === undefined ? null : 'secondGroup');
      return bandUnder(
        { quantity, at },
        look,
        { stage: stage.code, kind: 'decision' as const },
        decision,
        reached?.name,
      );
    }),
  );
}

function honoursBands(stage: Stage, { honours, honoursOn = 'average' }: Regulation, look: Look): NearBand[] {
  if (!stage.honours || (honoursOn !== 'average' && honoursOn !== 'total')) return [];
  return honours.flatMap(({ from, name }) =>
    bandUnder(
      { quantity: honoursOn, at: parseDecimal(from) },
      look,
      { stage: stage.code, kind: 'honours' },
      null,
      name,
    ),
  );
}

function bandUnder(
  { quantity, at }: Threshold,
  { width, lower }: Look,
  { stage, kind }: Pick<NearBand, 'stage' | 'kind'>,
  decision: Decision | null,
  name: Bilingual | undefined,
): NearBand[] {
  if (compare(at, ZERO) <= 0) return [];
  // A total has ten to twenty times as many points as an average: a tenth of a point there is a point here.
  const wide = quantity === 'average' ? width : multiply(width, fromCount(10));
  const id = `${kind}-${stage}-${quantity}-${toHundredths(at)}`;
  const band = {
    id,
    kind,
    stage,
    quantity,
    ...(lower ? edgesAbove(at, wide) : edges(subtract(at, wide), at)),
  };
  return [{ ...band, decision, name: name ?? null, when: null }];
}

function edges(from: Fraction, below: Fraction): Pick<NearBand, 'from' | 'below' | 'fromText' | 'belowText'> {
  const low = compare(from, ZERO) < 0 ? ZERO : from;
  return {
    // What is stored was cut off to hundredths: a threshold between two of them takes in the one it cuts.
    from: toHundredths(low),
    below: toHundredths(add(below, { n: 9_999n, d: 1_000_000n })),
    fromText: decimalText(low),
    belowText: decimalText(below),
  };
}

/** The first hundredth over the threshold, up to what is as far over it as asked. */
function edgesAbove(at: Fraction, wide: Fraction): ReturnType<typeof edges> {
  const hundredth = { n: 1n, d: 100n };
  return { ...edges(add(at, hundredth), add(add(at, wide), hundredth)), fromText: decimalText(at) };
}

type Edge = Threshold & { readonly rising: boolean };

/** Every limit of average and total that a condition names; under a `not`, what rises falls. */
function thresholdsOf(condition: Condition | undefined, negated: boolean): readonly Edge[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all.flatMap((part) => thresholdsOf(part, negated));
  if ('any' in condition) return condition.any.flatMap((part) => thresholdsOf(part, negated));
  if ('not' in condition) return thresholdsOf(condition.not, !negated);
  if (!('quantity' in condition)) return [];
  const { quantity } = condition;
  return quantity === 'average' || quantity === 'total' ? edgesOf(quantity, condition, negated) : [];
}

function edgesOf(quantity: Threshold['quantity'], bounds: Bounds, negated: boolean): readonly Edge[] {
  const { atLeast, above, atMost, below } = bounds;
  const edge = (limit: string | number | undefined, rising: boolean): Edge[] =>
    limit === undefined ? [] : [{ quantity, at: parseDecimal(limit), rising: rising !== negated }];
  return [...edge(atLeast, true), ...edge(above, true), ...edge(atMost, false), ...edge(below, false)];
}
