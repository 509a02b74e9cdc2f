import { declaredIn } from './declared-in.ts';
import type { Problem } from './problem.ts';
import type { Regulation } from './schema.ts';
import type { WorkedCase } from './schema-cases.ts';

/** Worked cases that name what the file doesn't have. What they expect is for `runCases` to find. */
export function checkCases(regulation: Regulation): readonly Problem[] {
  return (regulation.cases ?? []).flatMap((one, i) => checkCase(one, `cases[${i}]`, regulation));
}

function checkCase(one: WorkedCase, place: string, regulation: Regulation): readonly Problem[] {
  const series = declaredIn(regulation.series, one.series);
  const expectsRefusal = 'refused' in one.expect;
  if (!series)
    return expectsRefusal
      ? []
      : [{ place: `${place}.series`, reason: 'regulation.seriesUnknown', detail: { series: one.series } }];
  const problems: Problem[] = [];
  const known = new Set(series.papers.map(({ paper }) => paper));
  for (const key of ['marks', 'reviewed', 'resat', 'kept'] as const)
    for (const paper of Object.keys(one[key] ?? {}))
      if (!known.has(paper) && !expectsRefusal)
        problems.push({
          place: `${place}.${key}.${paper}`,
          reason: 'regulation.paperUnknown',
          detail: { paper },
        });
  const posts = new Set(regulation.competition?.posts.map(({ code }) => code));
  (one.choices ?? []).forEach((post, i) => {
    if (!posts.has(post))
      problems.push({ place: `${place}.choices[${i}]`, reason: 'regulation.postUnknown', detail: { post } });
  });
  return problems;
}
