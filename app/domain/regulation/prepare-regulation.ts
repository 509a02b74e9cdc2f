import { type Fraction, parseDecimal } from './fraction.ts';
import { type PreparedRounding, prepareRounding } from './round-value.ts';
import type {
  Bilingual,
  Bounds,
  Condition,
  Decision,
  PaperKind,
  Quantity,
  Regulation,
  SeriesPaper,
  Stage,
} from './schema.ts';

export type PreparedPaper = {
  readonly code: string;
  readonly kind: PaperKind;
  readonly group: 1 | 2;
  readonly maximum: Fraction;
  readonly coefficient: Fraction;
  /** `undefined` when the paper leaves the sum of an unfit candidate. */
  readonly coefficientUnfit: Fraction | undefined;
  readonly eliminatoryBelow: Fraction | undefined;
  readonly minimum: Fraction | undefined;
  readonly replaces: string | undefined;
};

type Limits = { readonly [side in keyof Bounds]: Fraction | undefined };

export type PreparedCondition =
  | {
      readonly test: 'quantity';
      readonly quantity: Quantity;
      readonly bounds: Bounds;
      readonly limits: Limits;
    }
  | {
      readonly test: 'papers';
      readonly papers: readonly string[];
      readonly markAtLeast: string | number;
      readonly mark: Fraction;
      readonly bounds: Bounds;
      readonly limits: Limits;
    }
  | { readonly test: 'all' | 'any'; readonly of: readonly PreparedCondition[] }
  | { readonly test: 'not'; readonly of: readonly [PreparedCondition] };

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
};

export type PreparedRescue = {
  readonly stage: string;
  readonly quantity: 'average' | 'total';
  readonly from: Fraction;
  readonly below: Fraction;
  readonly decision: Decision;
  readonly when: PreparedCondition | undefined;
};

/** A regulation with its decimals read once, for evaluating many candidates. */
export type PreparedRegulation = {
  readonly source: Regulation;
  readonly scale: Fraction;
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
  readonly rescue: readonly PreparedRescue[];
};

const optionally = (value: string | number | undefined): Fraction | undefined =>
  value === undefined ? undefined : parseDecimal(value);

function prepareLimits(bounds: Bounds): Limits {
  return {
    atLeast: optionally(bounds.atLeast),
    above: optionally(bounds.above),
    atMost: optionally(bounds.atMost),
    below: optionally(bounds.below),
  };
}

function boundsOf({ atLeast, above, atMost, below }: Bounds): Bounds {
  return {
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(above === undefined ? {} : { above }),
    ...(atMost === undefined ? {} : { atMost }),
    ...(below === undefined ? {} : { below }),
  };
}

function prepareCondition(condition: Condition): PreparedCondition {
  if ('quantity' in condition) {
    const bounds = boundsOf(condition);
    return { test: 'quantity', quantity: condition.quantity, bounds, limits: prepareLimits(bounds) };
  }
  if ('papersAmong' in condition) {
    const bounds = boundsOf(condition);
    const { papersAmong: papers, markAtLeast } = condition;
    const mark = parseDecimal(markAtLeast);
    return { test: 'papers', papers, markAtLeast, mark, bounds, limits: prepareLimits(bounds) };
  }
  if ('all' in condition) return { test: 'all', of: condition.all.map(prepareCondition) };
  if ('any' in condition) return { test: 'any', of: condition.any.map(prepareCondition) };
  return { test: 'not', of: [prepareCondition(condition.not)] };
}

function preparePaper(entry: SeriesPaper, regulation: Regulation): PreparedPaper {
  const paper = regulation.papers[entry.paper];
  if (!paper) throw new RangeError(`paper ${entry.paper} is not declared`);
  const coefficient = parseDecimal(entry.coefficient);
  return {
    code: entry.paper,
    kind: paper.kind,
    group: entry.group,
    maximum: parseDecimal(paper.maximum ?? regulation.scale.maximum),
    coefficient,
    coefficientUnfit:
      optionally(entry.coefficientWhenUnfit) ?? (paper.kind === 'sport' ? undefined : coefficient),
    eliminatoryBelow: optionally(entry.eliminatoryBelow),
    minimum: optionally(entry.minimum),
    replaces: entry.replaces,
  };
}

function prepareStage(stage: Stage, index: number): PreparedStage {
  return {
    code: stage.code,
    mode: stage.mode,
    kinds: stage.kinds && new Set(stage.kinds),
    honours: stage.honours,
    rules: stage.decisions.map((rule, i) => ({
      place: `stages[${index}].decisions[${i}]`,
      when: rule.when && prepareCondition(rule.when),
      decision: rule.decision,
      name: rule.name ?? null,
      next: rule.next,
    })),
  };
}

/** @throws RangeError for a regulation that `checkRegulation` would refuse: check before preparing. */
export function prepareRegulation(regulation: Regulation): PreparedRegulation {
  const { optional, rounding } = regulation;
  const series = Object.entries(regulation.series).map(
    ([code, { papers }]) => [code, papers.map((entry) => preparePaper(entry, regulation))] as const,
  );
  return {
    source: regulation,
    scale: parseDecimal(regulation.scale.maximum),
    series: new Map(series),
    stages: regulation.stages.map(prepareStage),
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
      .sort((a, b) => Number(b.from.n * a.from.d - a.from.n * b.from.d)),
    rescue: regulation.rescue.map(({ stage, quantity, from, below, decision, when }) => ({
      stage,
      quantity,
      from: parseDecimal(from),
      below: parseDecimal(below),
      decision,
      when: when && prepareCondition(when),
    })),
  };
}
