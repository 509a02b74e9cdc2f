import type { Refused } from '../shared/verdict.ts';
import { checkCases } from './check-cases.ts';
import { checkCompetition } from './check-competition.ts';
import { checkCondition, checkQuantity } from './check-condition.ts';
import { checkPapers } from './check-papers.ts';
import { checkSeries } from './check-series.ts';
import { checkStage } from './check-stage.ts';
import { compare, parseDecimal } from './fraction.ts';
import type { Problem } from './problem.ts';
import { type Regulation, regulationSchema } from './schema.ts';

export type Parsed =
  | { readonly ok: true; readonly value: Regulation }
  | (Refused<'regulation.invalid'> & { readonly problems: readonly Problem[] });

/** Reads a regulation file already parsed as JSON: strict shape first, then its sense. Every problem has its place. */
export function parseRegulation(input: unknown): Parsed {
  const shape = regulationSchema.safeParse(input);
  const problems: readonly Problem[] = shape.success
    ? checkRegulation(shape.data)
    : shape.error.issues.flatMap(shapeProblems);
  if (shape.success && problems.length === 0) return { ok: true, value: shape.data };
  return { ok: false, reason: 'regulation.invalid', detail: { problems: problems.length }, problems };
}

function shapeProblems(issue: {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}): readonly Problem[] {
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({
      place: placeOf([...issue.path, key]),
      reason: 'regulation.keyUnknown',
      detail: { key },
    }));
  return [{ place: placeOf(issue.path), reason: 'regulation.shape', detail: { message: issue.message } }];
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place.replace(/^\./, '') || '$';
}

/** What a file of the right shape still gets wrong: missing coefficients, contradictions, what can't be reached. */
export function checkRegulation(regulation: Regulation): readonly Problem[] {
  return [
    ...checkSeries(regulation),
    ...checkUnused(regulation),
    ...checkPapers(regulation),
    ...regulation.stages.flatMap((stage, index) => checkStage(regulation, stage, index)),
    ...checkStageOrder(regulation),
    ...checkHonours(regulation),
    ...checkRescue(regulation),
    ...checkBands(regulation),
    ...checkCompetition(regulation),
    ...checkCases(regulation),
  ];
}

function checkUnused({ papers, series }: Regulation): readonly Problem[] {
  const used = new Set(Object.values(series).flatMap((one) => one.papers.map(({ paper }) => paper)));
  return Object.keys(papers)
    .filter((paper) => !used.has(paper))
    .map((paper) => ({
      place: `papers.${paper}`,
      reason: 'regulation.coefficientMissing',
      detail: { paper },
    }));
}

function checkStageOrder({ stages }: Regulation): readonly Problem[] {
  const problems: Problem[] = [];
  const order = new Map<string, number>();
  stages.forEach(({ code }, i) => {
    if (order.has(code))
      problems.push({ place: `stages[${i}].code`, reason: 'regulation.stageTwice', detail: { stage: code } });
    order.set(code, i);
  });
  const reached = new Set([0]);
  stages.forEach((stage, i) => {
    stage.decisions.forEach(({ next }, j) => {
      if (next === undefined) return;
      const target = order.get(next);
      if (target !== undefined && target > i) reached.add(target);
      else
        problems.push({
          place: `stages[${i}].decisions[${j}].next`,
          reason: 'regulation.nextNotLater',
          detail: { stage: next },
        });
    });
    if (!reached.has(i))
      problems.push({
        place: `stages[${i}]`,
        reason: 'regulation.stageUnreached',
        detail: { stage: stage.code },
      });
  });
  return problems;
}

function checkHonours(regulation: Regulation): readonly Problem[] {
  const { honours, stages, honoursOn } = regulation;
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  honours.forEach(({ code, from }, i) => {
    const level = parseDecimal(from);
    const key = `${(level.n * 1_000_000n) / level.d}`;
    if (seen.has(key) || [...seen.values()].includes(code))
      problems.push({ place: `honours[${i}]`, reason: 'regulation.honoursTwice', detail: { honours: code } });
    seen.set(key, code);
  });
  if (honours.length > 0 && !stages.some((stage) => stage.honours))
    problems.push({ place: 'honours', reason: 'regulation.honoursUnreached' });
  if (honoursOn !== undefined) problems.push(...checkQuantity(regulation, honoursOn, 'honoursOn'));
  return problems;
}

function checkRescue(regulation: Regulation): readonly Problem[] {
  const { rescue, stages } = regulation;
  return rescue.flatMap((band, i) => {
    const place = `rescue[${i}]`;
    const problems: Problem[] = [];
    if (!stages.some(({ code }) => code === band.stage))
      problems.push({
        place: `${place}.stage`,
        reason: 'regulation.stageUnknown',
        detail: { stage: band.stage },
      });
    if (compare(parseDecimal(band.from), parseDecimal(band.below)) >= 0)
      problems.push({ place, reason: 'regulation.bandEmpty' });
    return band.when ? [...problems, ...checkCondition(regulation, band.when, `${place}.when`)] : problems;
  });
}

function checkBands({ rounding, review }: Regulation): readonly Problem[] {
  const reviewed = (review?.always ?? []).flatMap(({ from, below }, i) =>
    compare(parseDecimal(from), parseDecimal(below)) >= 0
      ? [{ place: `review.always[${i}]`, reason: 'regulation.bandEmpty' }]
      : [],
  );
  const rounded = (['points', 'total', 'average'] as const).flatMap((of) =>
    (rounding[of] ?? []).flatMap(({ from, below }, i) =>
      from !== undefined && below !== undefined && compare(parseDecimal(from), parseDecimal(below)) >= 0
        ? [{ place: `rounding.${of}[${i}]`, reason: 'regulation.bandEmpty' }]
        : [],
    ),
  );
  return [...rounded, ...reviewed];
}
