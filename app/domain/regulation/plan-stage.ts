import type { PreparedPaper } from './prepare-regulation.ts';
import type { Stage } from './schema.ts';

/** Some papers of which only the best `count` are summed. */
export type BestPick = { readonly among: readonly PreparedPaper[]; readonly count: number };

/** What a stage sums for a series, worked out once: second-group papers count only for those who chose them. */
export type StagePlan = {
  readonly summed: readonly PreparedPaper[];
  /** Under `replaceBest`: the second-group paper that may replace a first-group one. */
  readonly replacements: ReadonlyMap<string, PreparedPaper> | undefined;
  readonly best: readonly BestPick[] | undefined;
};

/** Papers of the stage's kinds: the first group, both, or the second, as its mode says. */
export function planStage(
  { mode, kinds, best }: Pick<Stage, 'mode' | 'kinds' | 'best'>,
  papers: readonly PreparedPaper[],
): StagePlan {
  const ofKind = papers.filter(({ kind }) => !kinds || kinds.includes(kind));
  const second = ofKind.filter(({ group }) => group === 2);
  const summed =
    mode === 'add' ? ofKind : mode === 'standalone' ? second : ofKind.filter(({ group }) => group === 1);
  return {
    summed,
    replacements:
      mode === 'replaceBest'
        ? new Map(second.flatMap((paper) => (paper.replaces ? [[paper.replaces, paper] as const] : [])))
        : undefined,
    best: best?.map(({ among, count }) => ({
      among: summed.filter(
        ({ code, kind }) => kind !== 'optional' && kind !== 'sport' && (!among || among.includes(code)),
      ),
      count,
    })),
  };
}
