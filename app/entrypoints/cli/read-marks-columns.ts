import type { PreparedPaper, PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';

/** Columns that are no mark, all but the first two optional. */
export const PLAIN_COLUMNS = ['id', 'series', 'fit', 'attempts', 'category', 'region', 'choices'] as const;
export type PlainColumn = (typeof PLAIN_COLUMNS)[number];

/**
 * What follows the code of a paper and a point: a mark found on review, one of the second group, one of a paper sat again,
 * one kept from an earlier sitting. Anything else is a component of the paper.
 */
const SUFFIXES = ['appeal', 'second', 'resit', 'kept'] as const;
type Suffix = (typeof SUFFIXES)[number];

export type MarkColumn = {
  readonly index: number;
  readonly name: string;
  readonly paper: string;
  readonly suffix: Suffix | undefined;
  readonly component: string | undefined;
};

export type Columns = {
  readonly count: number;
  /** Where each plain column is; -1 where the file has none. */
  readonly plain: Readonly<Record<PlainColumn, number>>;
  readonly marks: readonly MarkColumn[];
};

type Read = { readonly columns: Columns; readonly reasons: readonly string[] };

/** Reads the first line. Reasons say what is missing, unknown or there twice. */
export function readColumns(names: readonly string[], regulation: PreparedRegulation): Read {
  const marks: MarkColumn[] = [];
  const reasons = ['id', 'series']
    .filter((name) => !names.includes(name))
    .map((name) => `column ${name} is missing`);
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) reasons.push(`column ${name} is there twice`);
    else if (!isPlain(name)) {
      const column = markColumn(name, index, regulation);
      if (typeof column === 'string') reasons.push(column);
      else marks.push(column);
    }
  });
  const at = (name: PlainColumn) => names.indexOf(name);
  const plain = {
    ...{ id: at('id'), series: at('series'), fit: at('fit'), attempts: at('attempts') },
    ...{ category: at('category'), region: at('region'), choices: at('choices') },
  };
  reasons.push(...missingComponents(marks, regulation));
  return { columns: { count: names.length, plain, marks }, reasons };
}

const isPlain = (name: string): boolean => PLAIN_COLUMNS.some((plain) => plain === name);

/** The column, or why there can't be one. */
function markColumn(name: string, index: number, { source }: PreparedRegulation): MarkColumn | string {
  const [paper = '', end, ...more] = name.split('.');
  const declared = Object.hasOwn(source.papers, paper) ? source.papers[paper] : undefined;
  const unknown = `column "${name}" is not a paper of the regulation`;
  if (!declared || more.length > 0) return unknown;
  const suffix = SUFFIXES.find((known) => known === end);
  const needed = { appeal: source.review, resit: source.resit, kept: source.kept, second: true };
  if (suffix && !needed[suffix]) return `column "${name}": the regulation has no ${suffix}`;
  const component = suffix === undefined ? end : undefined;
  if (component !== undefined && !declared.components?.some(({ code }) => code === component)) return unknown;
  return { index, name, paper, suffix, component };
}

function missingComponents(marks: readonly MarkColumn[], { source }: PreparedRegulation): readonly string[] {
  const inParts = new Set(marks.filter(({ component }) => component !== undefined).map(({ paper }) => paper));
  return [...inParts].flatMap((paper) =>
    (source.papers[paper]?.components ?? [])
      .filter(({ code }) => !marks.some((column) => column.paper === paper && column.component === code))
      .map(({ code }) => `column ${paper}.${code} is missing`),
  );
}

/** The paper of a series a column holds marks of; `undefined` for one of another series. */
export function paperOfColumn(
  { paper, suffix }: MarkColumn,
  papers: readonly PreparedPaper[],
): PreparedPaper | undefined {
  return papers.find(({ code, replaces }) => (suffix === 'second' ? replaces : code) === paper);
}
