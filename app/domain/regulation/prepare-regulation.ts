import { type PreparedConversion, prepareConversion } from './convert-mark.ts';
import { compare, type Fraction, multiply, ONE, parseDecimal } from './fraction.ts';
import { planStage, type StagePlan } from './plan-stage.ts';
import {
  type PreparedCondition,
  type PreparedQuantity,
  prepareCondition,
  prepareQuantity,
  type Quantity,
} from './prepare-condition.ts';
import { type PreparedRounding, prepareRounding } from './round-value.ts';
import type { Bilingual, Decision, PaperKind, Regulation, SeriesPaper, Stage } from './schema.ts';

export type PreparedPaper = {
  readonly code: string;
  readonly kind: PaperKind;
  readonly group: 1 | 2;
  /** What a paper with no mark is. */
  readonly unmarked: 'awaited' | 'notDue';
  /** The highest mark on the paper, and the highest value that counts once converted. */
  readonly maximum: Fraction;
  readonly highest: Fraction;
  readonly conversion: PreparedConversion | undefined;
  readonly coefficient: Fraction;
  /** `undefined` when the paper leaves the sum of an unfit candidate. */
  readonly coefficientUnfit: Fraction | undefined;
  readonly possible: Fraction;
  readonly possibleUnfit: Fraction | undefined;
  readonly eliminatoryBelow: Fraction | undefined;
  readonly minimum: Fraction | undefined;
  readonly replaces: string | undefined;
};

export type PreparedRule = {
  readonly place: string;
  readonly when: PreparedCondition | undefined;
  readonly decision: Decision | undefined;
  readonly name: Bilingual | null;
  readonly next: string | undefined;
};

export type PreparedStage = {
  readonly code: string;
  readonly mode: Stage['mode'];
  readonly kinds: ReadonlySet<PaperKind> | undefined;
  readonly honours: boolean;
  readonly rules: readonly PreparedRule[];
  /** What is summed, by series. */
  readonly plans: ReadonlyMap<string, StagePlan>;
};

export type PreparedRescue = {
  readonly stage: string;
  readonly quantity: 'average' | 'total';
  readonly from: Fraction;
  readonly below: Fraction;
  readonly decision: Decision;
  readonly when: PreparedCondition | undefined;
};

/** When a mark found later is kept, in hundredths-exact fractions; each `undefined` where the regulation knows none. */
type LaterMarks = {
  readonly kept: { readonly from: Fraction; readonly honours: boolean } | undefined;
  readonly review:
    | {
        readonly minimumChange: Fraction;
        readonly always: readonly { readonly from: Fraction; readonly below: Fraction }[];
      }
    | undefined;
};

/** A regulation with its decimals read once, for evaluating many candidates. */
export type PreparedRegulation = LaterMarks & {
  readonly source: Regulation;
  readonly scale: Fraction;
  readonly lowerIsBetter: boolean;
  readonly series: ReadonlyMap<string, readonly PreparedPaper[]>;
  readonly stages: readonly PreparedStage[];
  readonly rounding: { readonly [of in 'points' | 'total' | 'average']: readonly PreparedRounding[] };
  readonly sportBase: Fraction;
  readonly optional: {
    readonly above: Fraction;
    readonly capPerPaper: Fraction | undefined;
    readonly capTotal: Fraction | undefined;
  };
  /** Highest threshold first. */
  readonly honours: readonly { readonly code: string; readonly name: Bilingual; readonly from: Fraction }[];
  readonly honoursOn: Quantity | PreparedQuantity;
  readonly rescue: readonly PreparedRescue[];
};

const optionally = (value: string | number | undefined): Fraction | undefined =>
  value === undefined ? undefined : parseDecimal(value);

/** The coefficient of a fit candidate: the series', but for sport where the regulation says otherwise. */
function coefficientOf(entry: SeriesPaper, kind: PaperKind, { sport }: Regulation): Fraction {
  const written = parseDecimal(entry.coefficient);
  if (kind !== 'sport') return written;
  if (sport.whenFit === 'coefficientOne') return ONE;
  return sport.whenFit === 'coefficientPlusOne' ? { n: written.n + written.d, d: written.d } : written;
}

function preparePaper(entry: SeriesPaper, regulation: Regulation): PreparedPaper {
  const paper = regulation.papers[entry.paper];
  if (!paper) throw new RangeError(`paper ${entry.paper} is not declared`);
  const coefficient = coefficientOf(entry, paper.kind, regulation);
  const coefficientUnfit =
    optionally(entry.coefficientWhenUnfit) ?? (paper.kind === 'sport' ? undefined : coefficient);
  const maximum = parseDecimal(paper.maximum ?? regulation.scale.maximum);
  const converts = paper.converts === undefined ? undefined : regulation.conversions?.[paper.converts];
  const conversion = converts && prepareConversion(converts);
  const highest = conversion?.highest ?? maximum;
  const chosen = paper.kind === 'optional' || entry.group === 2 || entry.elective === true;
  return {
    code: entry.paper,
    kind: paper.kind,
    group: entry.group,
    unmarked: chosen ? 'notDue' : 'awaited',
    maximum,
    highest,
    conversion,
    coefficient,
    coefficientUnfit,
    possible: multiply(coefficient, highest),
    possibleUnfit: coefficientUnfit && multiply(coefficientUnfit, highest),
    eliminatoryBelow: optionally(entry.eliminatoryBelow),
    minimum: optionally(entry.minimum),
    replaces: entry.replaces,
  };
}

function prepareStage(
  stage: Stage,
  index: number,
  { quantities }: Regulation,
  series: PreparedRegulation['series'],
): PreparedStage {
  return {
    code: stage.code,
    mode: stage.mode,
    kinds: stage.kinds && new Set(stage.kinds),
    honours: stage.honours,
    rules: stage.decisions.map((rule, i) => ({
      place: `stages[${index}].decisions[${i}]`,
      when: rule.when && prepareCondition(rule.when, quantities),
      decision: rule.decision,
      name: rule.name ?? null,
      next: rule.next,
    })),
    plans: new Map([...series].map(([code, papers]) => [code, planStage(stage, papers)] as const)),
  };
}

function prepareLaterMarks({ kept, review }: Regulation): LaterMarks {
  return {
    kept: kept && { from: parseDecimal(kept.from), honours: kept.honours },
    review: review && {
      minimumChange: parseDecimal(review.minimumChange),
      always: (review.always ?? []).map(({ from, below }) => ({
        from: parseDecimal(from),
        below: parseDecimal(below),
      })),
    },
  };
}

/** @throws RangeError for a regulation that `checkRegulation` would refuse: check before preparing. */
export function prepareRegulation(regulation: Regulation): PreparedRegulation {
  const { optional, rounding, quantities } = regulation;
  const series = new Map(
    Object.entries(regulation.series).map(
      ([code, { papers }]) => [code, papers.map((entry) => preparePaper(entry, regulation))] as const,
    ),
  );
  return {
    source: regulation,
    scale: parseDecimal(regulation.scale.maximum),
    lowerIsBetter: regulation.scale.better === 'lower',
    series,
    stages: regulation.stages.map((stage, i) => prepareStage(stage, i, regulation, series)),
    rounding: {
      points: prepareRounding(rounding.points),
      total: prepareRounding(rounding.total),
      average: prepareRounding(rounding.average),
    },
    sportBase: parseDecimal(regulation.sport.base ?? 10),
    optional: {
      above: parseDecimal(optional.above),
      capPerPaper: optionally(optional.capPerPaper),
      capTotal: optionally(optional.capTotal),
    },
    honours: regulation.honours
      .map(({ code, name, from }) => ({ code, name, from: parseDecimal(from) }))
      .sort((a, b) => compare(b.from, a.from)),
    honoursOn: prepareQuantity(regulation.honoursOn ?? 'average', quantities),
    rescue: regulation.rescue.map(({ stage, quantity, from, below, decision, when }) => ({
      stage,
      quantity,
      from: parseDecimal(from),
      below: parseDecimal(below),
      decision,
      when: when && prepareCondition(when, quantities),
    })),
    ...prepareLaterMarks(regulation),
  };
}
