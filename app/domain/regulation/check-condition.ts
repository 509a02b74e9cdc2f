import { declaredIn } from './declared-in.ts';
import { compare, fromCount, parseDecimal } from './fraction.ts';
import { isBuiltIn } from './prepare-condition.ts';
import type { Problem } from './problem.ts';
import type { Regulation } from './schema.ts';
import type { Condition } from './schema-parts.ts';

/** Whether what a condition names exists, has a limit, and may be reached. */
export function checkCondition(
  regulation: Regulation,
  condition: Condition,
  place: string,
): readonly Problem[] {
  if ('all' in condition)
    return condition.all.flatMap((c, i) => checkCondition(regulation, c, `${place}.all[${i}]`));
  if ('any' in condition)
    return condition.any.flatMap((c, i) => checkCondition(regulation, c, `${place}.any[${i}]`));
  if ('not' in condition) return checkCondition(regulation, condition.not, `${place}.not`);
  const { atLeast, above, atMost, below } = condition;
  const problems: Problem[] = [];
  if (atLeast === undefined && above === undefined && atMost === undefined && below === undefined)
    problems.push({ place, reason: 'regulation.conditionWithoutLimit' });
  if ('quantity' in condition)
    return [...problems, ...checkQuantity(regulation, condition.quantity, `${place}.quantity`)];
  return [...problems, ...checkAmong(regulation, condition, place)];
}

export function checkQuantity(
  { quantities }: Regulation,
  quantity: string,
  place: string,
): readonly Problem[] {
  const known = isBuiltIn(quantity) || declaredIn(quantities, quantity) !== undefined;
  return known ? [] : [{ place, reason: 'regulation.quantityUnknown', detail: { quantity } }];
}

function checkAmong(
  { papers, scale }: Regulation,
  condition: Extract<Condition, { papersAmong: unknown }>,
  place: string,
): readonly Problem[] {
  const { papersAmong, markAtLeast, atLeast, above } = condition;
  const problems: Problem[] = [];
  papersAmong.forEach((paper, i) => {
    const at = `${place}.papersAmong[${i}]`;
    const declared = declaredIn(papers, paper);
    if (!declared) problems.push({ place: at, reason: 'regulation.paperUnknown', detail: { paper } });
    else if (papersAmong.indexOf(paper) < i)
      problems.push({ place: at, reason: 'regulation.paperTwice', detail: { paper } });
    else if (compare(parseDecimal(markAtLeast), parseDecimal(declared.maximum ?? scale.maximum)) > 0)
      problems.push({ place: `${place}.markAtLeast`, reason: 'regulation.contradiction' });
  });
  const many = fromCount(papersAmong.length);
  const tooMany =
    (atLeast !== undefined && compare(parseDecimal(atLeast), many) > 0) ||
    (above !== undefined && compare(parseDecimal(above), many) >= 0);
  if (tooMany) problems.push({ place, reason: 'regulation.contradiction' });
  return problems;
}
