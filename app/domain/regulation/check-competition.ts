import { checkQuantity } from './check-condition.ts';
import { declaredIn } from './declared-in.ts';
import type { Problem } from './problem.ts';
import type { Regulation } from './schema.ts';

/** Posts said once, quotas inside their posts, tie-breaks on what exists, and someone who can pass. */
export function checkCompetition(regulation: Regulation): readonly Problem[] {
  const { competition, papers, stages } = regulation;
  if (!competition) return [];
  const problems: Problem[] = [];
  if (!stages.some(({ decisions }) => decisions.some(({ decision }) => decision === 'passed')))
    problems.push({ place: 'competition', reason: 'regulation.nobodyPasses' });
  competition.tieBreaks.forEach((tieBreak, i) => {
    const place = `competition.tieBreaks[${i}]`;
    if ('quantity' in tieBreak)
      problems.push(...checkQuantity(regulation, tieBreak.quantity, `${place}.quantity`));
    else if (!declaredIn(papers, tieBreak.paper))
      problems.push({
        place: `${place}.paper`,
        reason: 'regulation.paperUnknown',
        detail: { paper: tieBreak.paper },
      });
  });
  competition.posts.forEach(({ code, count, reserved }, i) => {
    const place = `competition.posts[${i}]`;
    const detail = { post: code };
    if (competition.posts.findIndex((other) => other.code === code) < i)
      problems.push({ place: `${place}.code`, reason: 'regulation.postTwice', detail });
    const kept = (reserved ?? []).reduce((sum, quota) => sum + quota.count, 0);
    if (kept > count)
      problems.push({ place: `${place}.reserved`, reason: 'regulation.reservedTooMany', detail });
  });
  return problems;
}
