import { declaredIn } from './declared-in.ts';
import { add, compare, decimalText, isZero, parseDecimal, ZERO } from './fraction.ts';
import type { Problem } from './problem.ts';
import type { Regulation } from './schema.ts';

type Series = Regulation['series'][string];

/** The papers and coefficients of each series: each known, once, with one coefficient. */
export function checkSeries(regulation: Regulation): readonly Problem[] {
  return Object.entries(regulation.series).flatMap(([code, series]) => [
    ...checkEntries(code, series, regulation),
    ...checkReplaces(code, series, regulation),
    ...checkTotal(code, series, regulation),
  ]);
}

function checkEntries(
  code: string,
  { papers }: Series,
  { papers: declared, sport }: Regulation,
): readonly Problem[] {
  const problems: Problem[] = [];
  papers.forEach((entry, i) => {
    const place = `series.${code}.papers[${i}]`;
    const paper = declaredIn(declared, entry.paper);
    const detail = { paper: entry.paper };
    if (!paper) problems.push({ place: `${place}.paper`, reason: 'regulation.paperUnknown', detail });
    if (papers.findIndex((other) => other.paper === entry.paper) < i)
      problems.push({ place: `${place}.paper`, reason: 'regulation.paperTwice', detail });
    const needed =
      paper && paper.kind !== 'optional' && !(paper.kind === 'sport' && sport.whenFit !== 'coefficient');
    if (needed && isZero(parseDecimal(entry.coefficient)))
      problems.push({ place: `${place}.coefficient`, reason: 'regulation.coefficientMissing', detail });
  });
  return problems;
}

/** A mark replaced keeps the first paper's coefficient: another one beside it is a coefficient written twice (Togo). */
function checkReplaces(code: string, { papers }: Series, { stages }: Regulation): readonly Problem[] {
  const replacing = stages.some(({ mode }) => mode === 'replaceBest');
  return papers.flatMap(({ replaces, group, coefficient }, i) => {
    if (replaces === undefined) return [];
    const place = `series.${code}.papers[${i}]`;
    const detail = { paper: replaces };
    const first = papers.find(({ paper, group: of }) => paper === replaces && of === 1);
    if (group !== 2 || !first)
      return [{ place: `${place}.replaces`, reason: 'regulation.replacesUnknown', detail }];
    const problems: Problem[] = [];
    if (papers.findIndex((other) => other.replaces === replaces) < i)
      problems.push({ place: `${place}.replaces`, reason: 'regulation.replacesTwice', detail });
    if (replacing && compare(parseDecimal(coefficient), parseDecimal(first.coefficient)) !== 0)
      problems.push({ place: `${place}.coefficient`, reason: 'regulation.coefficientsDiffer', detail });
    return problems;
  });
}

function checkTotal(code: string, series: Series, { papers: declared }: Regulation): readonly Problem[] {
  if (series.coefficientTotal === undefined) return [];
  const sum = series.papers
    .filter(({ paper, group }) => group === 1 && !['sport', 'optional'].includes(declared[paper]?.kind ?? ''))
    .map(({ coefficient }) => parseDecimal(coefficient))
    .reduce(add, ZERO);
  const stated = parseDecimal(series.coefficientTotal);
  if (compare(sum, stated) === 0) return [];
  const place = `series.${code}.coefficientTotal`;
  const detail = { sum: decimalText(sum), stated: decimalText(stated) };
  return [{ place, reason: 'regulation.coefficientTotalDiffers', detail }];
}
