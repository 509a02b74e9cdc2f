import { toHundredths } from '#app/domain/regulation/fraction.ts';
import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Hundredths } from '#app/domain/shared/mark.ts';

/** Columns that are no mark, all but the first two optional. */
export const PLAIN_COLUMNS = ['id', 'series', 'fit', 'attempts', 'category', 'region'] as const;
export type PlainColumn = (typeof PLAIN_COLUMNS)[number];

/** What follows the code of a paper and a point: a mark reviewed, one of the second group, one of a paper sat again. */
const SUFFIXES = ['appeal', 'second', 'resit'] as const;
type Suffix = (typeof SUFFIXES)[number];

type MarkColumn = {
  readonly index: number;
  readonly name: string;
  readonly paper: string;
  readonly suffix: Suffix | undefined;
};

export type Columns = {
  readonly count: number;
  /** Where each plain column is; -1 where the file has none. */
  readonly plain: Readonly<Record<PlainColumn, number>>;
  readonly marks: readonly MarkColumn[];
};

/** A cell of one series: what it is a mark of, and the highest it may be. `into` is the part of the snapshot it goes to. */
export type MarkCell = {
  readonly index: number;
  readonly name: string;
  readonly into: 'marks' | 'reviewed' | 'resat';
  readonly paper: string;
  readonly maximum: Hundredths;
};

/** For one series, the cells to read and those to be left empty. */
export type SeriesPlan = {
  readonly cells: readonly MarkCell[];
  readonly foreign: readonly MarkColumn[];
};

/** Reads the first line. Reasons say what is missing, unknown or there twice. */
export function readColumns(
  names: readonly string[],
  regulation: PreparedRegulation,
): { readonly columns: Columns; readonly reasons: readonly string[] } {
  const marks: MarkColumn[] = [];
  const reasons = ['id', 'series']
    .filter((name) => !names.includes(name))
    .map((name) => `column ${name} is missing`);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) reasons.push(`column ${name} is there twice`);
    else if (!isPlain(name)) {
      const column = markColumn(name, index, regulation);
      if (column) marks.push(column);
      else reasons.push(`column "${name}" is not a paper of the regulation`);
    }
  });
  const plain = Object.fromEntries(PLAIN_COLUMNS.map((name) => [name, names.indexOf(name)]));
  return { columns: { count: names.length, plain: plain as Columns['plain'], marks }, reasons };
}

const isPlain = (name: string): boolean => PLAIN_COLUMNS.some((plain) => plain === name);

function markColumn(name: string, index: number, { source }: PreparedRegulation): MarkColumn | undefined {
  if (Object.hasOwn(source.papers, name)) return { index, name, paper: name, suffix: undefined };
  const [paper = '', end, ...more] = name.split('.');
  const suffix = SUFFIXES.find((known) => known === end);
  if (!suffix || more.length > 0 || !Object.hasOwn(source.papers, paper)) return undefined;
  return { index, name, paper, suffix };
}

/** Where the cells of a row go, series by series; worked out once for each. */
export function planSeries(
  columns: Columns,
  regulation: PreparedRegulation,
): (series: string) => SeriesPlan | undefined {
  const plans = new Map<string, SeriesPlan | undefined>();
  return (series) => {
    if (plans.has(series)) return plans.get(series);
    const papers = regulation.series.get(series);
    const plan = papers && planOf(columns, papers);
    if (plan || plans.size < 1_000) plans.set(series, plan);
    return plan;
  };
}

type Papers = NonNullable<ReturnType<PreparedRegulation['series']['get']>>;

function planOf(columns: Columns, papers: Papers): SeriesPlan {
  const cells: MarkCell[] = [];
  const foreign: MarkColumn[] = [];
  for (const column of columns.marks) {
    const { index, name, suffix } = column;
    const paper = papers.find(
      ({ code, replaces }) => (suffix === 'second' ? replaces : code) === column.paper,
    );
    if (!paper) {
      foreign.push(column);
      continue;
    }
    const into = suffix === 'appeal' ? 'reviewed' : suffix === 'resit' ? 'resat' : 'marks';
    cells.push({ index, name, into, paper: paper.code, maximum: toHundredths(paper.maximum) });
  }
  return { cells, foreign };
}
