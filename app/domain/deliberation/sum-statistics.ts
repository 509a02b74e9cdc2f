import { DECISIONS, type Decision } from '../regulation/schema.ts';
import type { Statistics } from './statistics.ts';

/** Dossiers counted together: same decision, same honours, absent from everything or not. */
export type Tally = {
  readonly decision: Decision;
  readonly honours: string | null;
  readonly absent: boolean;
  readonly count: number;
};

/** What `countStatistics` gives of as many dossiers, from their tallies. */
export function sumStatistics(tallies: readonly Tally[]): Statistics {
  const byDecision = Object.fromEntries(DECISIONS.map((decision) => [decision, 0])) as Record<
    Decision,
    number
  >;
  const byHonours: Record<string, number> = {};
  let registered = 0;
  let present = 0;
  for (const { decision, honours, absent, count } of tallies) {
    registered += count;
    if (absent) continue;
    present += count;
    byDecision[decision] += count;
    if (decision !== 'passed') continue;
    const name = honours ?? 'none';
    byHonours[name] = (byHonours[name] ?? 0) + count;
  }
  const passRate = present === 0 ? null : Math.floor((byDecision.passed * 20_000 + present) / (2 * present));
  return { registered, present, absent: registered - present, byDecision, byHonours, passRate };
}
