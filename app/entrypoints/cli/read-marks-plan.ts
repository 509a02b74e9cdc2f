import { parseDecimal, toHundredths } from '#app/domain/regulation/fraction.ts';
import type { PreparedPaper, PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { DeclaredPaper } from '#app/domain/regulation/schema.ts';
import type { Hundredths } from '#app/domain/shared/mark.ts';
import { type Columns, type MarkColumn, paperOfColumn } from './read-marks-columns.ts';

/** A cell that holds a mark, and the highest it may be. */
export type MarkCell = { readonly index: number; readonly name: string; readonly maximum: Hundredths };

/** `into` is the part of the snapshot a mark goes to. */
export type PaperCell = MarkCell & {
  readonly into: 'marks' | 'reviewed' | 'resat' | 'kept';
  readonly paper: string;
};

/** A paper given in parts, in the order of its components. */
export type PartCells = {
  readonly paper: string;
  readonly declared: DeclaredPaper;
  readonly cells: readonly MarkCell[];
};

/** For one series, the cells to read and those to be left empty. */
export type SeriesPlan = {
  readonly cells: readonly PaperCell[];
  readonly parts: readonly PartCells[];
  readonly foreign: readonly MarkColumn[];
};

/** Where the cells of a row go; worked out once for each series. `undefined` for a series the regulation hasn't. */
export function planSeries(
  columns: Columns,
  regulation: PreparedRegulation,
): (series: string) => SeriesPlan | undefined {
  const plans = new Map<string, SeriesPlan>();
  for (const [series, papers] of regulation.series) plans.set(series, planOf(columns, papers, regulation));
  return (series) => plans.get(series);
}

const INTO = { appeal: 'reviewed', resit: 'resat', kept: 'kept', second: 'marks' } as const;

function planOf(
  columns: Columns,
  papers: readonly PreparedPaper[],
  { source }: PreparedRegulation,
): SeriesPlan {
  const cells: PaperCell[] = [];
  const foreign: MarkColumn[] = [];
  const inParts = new Set<string>();
  for (const column of columns.marks) {
    const { index, name, suffix, component } = column;
    const paper = paperOfColumn(column, papers);
    if (!paper) foreign.push(column);
    else if (component !== undefined) inParts.add(paper.code);
    else {
      const into = suffix ? INTO[suffix] : 'marks';
      cells.push({ index, name, into, paper: paper.code, maximum: toHundredths(paper.maximum) });
    }
  }
  const parts = [...inParts].flatMap((paper) => partsOf(paper, columns, source.papers[paper]));
  return { cells, parts, foreign };
}

function partsOf(
  paper: string,
  { marks }: Columns,
  declared: DeclaredPaper | undefined,
): readonly PartCells[] {
  if (!declared?.components) return [];
  const cells = declared.components.flatMap(({ code, maximum }) =>
    marks
      .filter((column) => column.paper === paper && column.component === code)
      .map(({ index, name }) => ({ index, name, maximum: toHundredths(parseDecimal(maximum)) })),
  );
  return [{ paper, declared, cells }];
}
