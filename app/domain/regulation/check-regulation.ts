import type { Refused } from '../shared/verdict.ts';
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
    ...regulation.stages.flatMap((stage, index) => checkStage(regulation, stage, index)),
    ...checkStageOrder(regulation),
    ...checkHonours(regulation),
    ...checkRescue(regulation),
    ...checkBands(regulation),
  ];
}

function checkSeries({ series, papers: declared }: Regulation): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [code, { papers }] of Object.entries(series)) {
    const seen = new Map<string, number>();
    papers.forEach((entry, i) => {
      const place = `series.${code}.papers[${i}]`;
      const paper = declared[entry.paper];
      if (!paper)
        problems.push({
          place: `${place}.paper`,
          reason: 'regulation.paperUnknown',
          detail: { paper: entry.paper },
        });
      if (seen.has(entry.paper))
        problems.push({
          place: `${place}.paper`,
          reason: 'regulation.paperTwice',
          detail: { paper: entry.paper },
        });
      seen.set(entry.paper, entry.group);
      if (paper && paper.kind !== 'optional' && parseDecimal(entry.coefficient).n === 0n)
        problems.push({
          place: `${place}.coefficient`,
          reason: 'regulation.coefficientMissing',
          detail: { paper: entry.paper },
        });
    });
    papers.forEach(({ replaces, group }, i) => {
      if (replaces !== undefined && (group !== 2 || seen.get(replaces) !== 1))
        problems.push({
          place: `series.${code}.papers[${i}].replaces`,
          reason: 'regulation.replacesUnknown',
          detail: { paper: replaces },
        });
    });
  }
  return problems;
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

function checkHonours({ honours, stages }: Regulation): readonly Problem[] {
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
  return problems;
}

function checkRescue({ rescue, stages }: Regulation): readonly Problem[] {
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
    return problems;
  });
}

function checkBands({ rounding }: Regulation): readonly Problem[] {
  return (['points', 'total', 'average'] as const).flatMap((of) =>
    (rounding[of] ?? []).flatMap(({ from, below }, i) =>
      from !== undefined && below !== undefined && compare(parseDecimal(from), parseDecimal(below)) >= 0
        ? [{ place: `rounding.${of}[${i}]`, reason: 'regulation.bandEmpty' }]
        : [],
    ),
  );
}
