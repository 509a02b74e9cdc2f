import { type Counted, countStatistics, type Statistics } from '../deliberation/statistics.ts';

/** The counts of a publication: of everyone, and of each series in alphabetical order. */
export type PublicationStatistics = {
  readonly whole: Statistics;
  readonly groups: readonly StatisticsGroup[];
};
export type StatisticsGroup = { readonly group: string; readonly statistics: Statistics };

/** Under this many candidates a group's counts would tell about persons. */
export const SMALLEST_GROUP = 10;

/** Counts whose groups always sum to the whole. */
export function countGroups(
  candidates: readonly (Counted & { readonly group: string })[],
): PublicationStatistics {
  const byGroup = new Map<string, Counted[]>();
  for (const candidate of candidates) {
    const list = byGroup.get(candidate.group);
    if (list) list.push(candidate);
    else byGroup.set(candidate.group, [candidate]);
  }
  const groups = [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, list]) => ({ group, statistics: countStatistics(list) }));
  return { whole: countStatistics(candidates), groups };
}

export type PublicStatistics = {
  /** `null` when the whole is itself a small group. */
  readonly whole: Statistics | null;
  /** `statistics` is `null` where it is suppressed. */
  readonly groups: readonly { readonly group: string; readonly statistics: Statistics | null }[];
};

/**
 * The counts that may be shown to anyone: groups of fewer than `SMALLEST_GROUP` registered are left out, and with a single
 * one of them the next smallest too, or it could be had by subtraction.
 */
export function publicStatistics({ whole, groups }: PublicationStatistics): PublicStatistics {
  const bySize = [...groups].sort((a, b) => a.statistics.registered - b.statistics.registered);
  const small = bySize.filter(({ statistics }) => statistics.registered < SMALLEST_GROUP).length;
  const hidden = new Set(bySize.slice(0, small === 1 ? 2 : small).map(({ group }) => group));
  return {
    whole: whole.registered < SMALLEST_GROUP ? null : whole,
    groups: groups.map(({ group, statistics }) => ({
      group,
      statistics: hidden.has(group) ? null : statistics,
    })),
  };
}
