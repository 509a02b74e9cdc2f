import type { Regulation } from '../regulation/schema.ts';

export type DueFor = {
  readonly series: string;
  /** Codes of the optional and elective papers chosen at registration. */
  readonly options: readonly string[];
  /** Fit for sport. */
  readonly fit: boolean;
};

/**
 * The papers that leave a script for this candidate: the first group of the series, with the optional and elective papers chosen; sport
 * only when fit, or when the regulation gives it a coefficient for the unfit. Second-group papers come after the jury.
 * @throws RangeError for a series the regulation does not have.
 */
export function papersDue({ series, options, fit }: DueFor, regulation: Regulation): readonly string[] {
  const papers = Object.hasOwn(regulation.series, series) ? regulation.series[series]?.papers : undefined;
  if (!papers) throw new RangeError(`series ${series} is not in the regulation`);
  return papers
    .filter(({ paper, group, coefficientWhenUnfit, elective }) => {
      if (group !== 1) return false;
      const kind = regulation.papers[paper]?.kind;
      if (kind === 'optional' || elective) return options.includes(paper);
      return kind !== 'sport' || fit || coefficientWhenUnfit !== undefined;
    })
    .map(({ paper }) => paper);
}
