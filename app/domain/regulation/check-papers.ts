import { declaredIn } from './declared-in.ts';
import { add, compare, decimalText, isPositive, multiply, parseDecimal, ZERO } from './fraction.ts';
import { isBuiltIn } from './prepare-condition.ts';
import type { Problem } from './problem.ts';
import type { DeclaredPaper, Regulation } from './schema.ts';

/** Papers as they are declared, their parts and conversions, and the quantities named over them. */
export function checkPapers(regulation: Regulation): readonly Problem[] {
  return [
    ...Object.entries(regulation.papers).flatMap(([code, paper]) => checkPaper(code, paper, regulation)),
    ...checkConversions(regulation),
    ...checkQuantities(regulation),
    ...checkLowerScale(regulation),
  ];
}

function checkPaper(code: string, paper: DeclaredPaper, regulation: Regulation): readonly Problem[] {
  const place = `papers.${code}`;
  const problems: Problem[] = [];
  if (paper.converts !== undefined && !declaredIn(regulation.conversions, paper.converts))
    problems.push({
      place: `${place}.converts`,
      reason: 'regulation.conversionUnknown',
      detail: { conversion: paper.converts },
    });
  const parts = paper.components;
  if (!parts) return problems;
  parts.forEach((part, i) => {
    if (parts.findIndex((other) => other.code === part.code) < i)
      problems.push({
        place: `${place}.components[${i}].code`,
        reason: 'regulation.componentTwice',
        detail: { component: part.code },
      });
  });
  const sum = parts
    .map(({ maximum, weight }) => multiply(parseDecimal(maximum), parseDecimal(weight ?? 1)))
    .reduce(add, ZERO);
  const maximum = parseDecimal(paper.maximum ?? regulation.scale.maximum);
  if (compare(sum, maximum) !== 0)
    problems.push({
      place: `${place}.components`,
      reason: 'regulation.componentsDontSum',
      detail: { sum: decimalText(sum), maximum: decimalText(maximum) },
    });
  return problems;
}

/** Every mark from 0 is in a band, bands don't repeat, and a better mark never gives a worse value. */
function checkConversions({ conversions, scale, papers }: Regulation): readonly Problem[] {
  const used = new Set(Object.values(papers).map(({ converts }) => converts));
  return Object.entries(conversions ?? {}).flatMap(([code, { bands }]) => {
    const place = `conversions.${code}`;
    const problems: Problem[] = [];
    if (!used.has(code))
      problems.push({ place, reason: 'regulation.conversionUnused', detail: { conversion: code } });
    const order = bands
      .map(({ from, value }, i) => ({ from: parseDecimal(from), value: parseDecimal(value), i }))
      .sort((a, b) => compare(a.from, b.from));
    if (order[0] && isPositive(order[0].from))
      problems.push({ place: `${place}.bands`, reason: 'regulation.bandsMissLowest' });
    order.forEach(({ from, value, i }, at) => {
      const before = order[at - 1];
      if (!before) return;
      const rises = compare(value, before.value);
      if (compare(from, before.from) === 0)
        problems.push({ place: `${place}.bands[${i}]`, reason: 'regulation.bandTwice' });
      else if (scale.better === 'lower' ? rises > 0 : rises < 0)
        problems.push({ place: `${place}.bands[${i}].value`, reason: 'regulation.bandsOutOfOrder' });
    });
    return problems;
  });
}

function checkQuantities({ quantities, papers }: Regulation): readonly Problem[] {
  return Object.entries(quantities ?? {}).flatMap(([code, { papers: among }]) => {
    const place = `quantities.${code}`;
    const problems: Problem[] = [];
    if (isBuiltIn(code))
      problems.push({ place, reason: 'regulation.quantityTwice', detail: { quantity: code } });
    (among ?? []).forEach((paper, i) => {
      if (!declaredIn(papers, paper))
        problems.push({
          place: `${place}.papers[${i}]`,
          reason: 'regulation.paperUnknown',
          detail: { paper },
        });
    });
    return problems;
  });
}

/** Where lower is better a raw 0 would be the best mark there is: every paper is converted to grades, none adds points. */
function checkLowerScale({ scale, papers, honours }: Regulation): readonly Problem[] {
  if (scale.better !== 'lower') return [];
  const problems: Problem[] = Object.entries(papers)
    .filter(([, { converts }]) => converts === undefined)
    .map(([paper]) => ({
      place: `papers.${paper}`,
      reason: 'regulation.lowerWithoutConversion',
      detail: { paper },
    }));
  if (honours.length > 0) problems.push({ place: 'honours', reason: 'regulation.honoursOnLowerScale' });
  return problems;
}
