/** One count as the database gives it: a place, a series or a state, and a sex. */
export type HeadcountCell = {
  /** What is counted; the same key twice is one line. */
  readonly key: string;
  readonly sex: 'F' | 'M' | null;
  readonly count: number;
};

/** `girls`, `boys` and `unsaid` are parts of `total`, never added to it (Guinea 2025). */
export type HeadcountSum = {
  readonly girls: number;
  readonly boys: number;
  readonly unsaid: number;
  readonly total: number;
};
export type HeadcountRow = HeadcountSum & { readonly key: string };
export type Headcount = { readonly rows: readonly HeadcountRow[]; readonly sum: HeadcountSum };

const NOTHING: HeadcountSum = { girls: 0, boys: 0, unsaid: 0, total: 0 };

/** Cells as a table that sums: each line's parts make its total, and the lines make the sum. */
export function tabulate(cells: readonly HeadcountCell[]): Headcount {
  const lines = new Map<string, HeadcountSum>();
  for (const { key, sex, count } of cells)
    lines.set(key, add(lines.get(key) ?? NOTHING, { ...NOTHING, [partOf(sex)]: count, total: count }));
  const rows = [...lines].map(([key, sum]) => ({ key, ...sum }));
  return { rows, sum: rows.reduce(add, NOTHING) };
}

function partOf(sex: HeadcountCell['sex']): 'girls' | 'boys' | 'unsaid' {
  if (sex === null) return 'unsaid';
  return sex === 'F' ? 'girls' : 'boys';
}

function add(one: HeadcountSum, other: HeadcountSum): HeadcountSum {
  return {
    girls: one.girls + other.girls,
    boys: one.boys + other.boys,
    unsaid: one.unsaid + other.unsaid,
    total: one.total + other.total,
  };
}

export type DayCount = { readonly day: string; readonly count: number };

const DAY = 86_400_000;
/** No sitting takes entries for longer: a wrong date must not draw a page of a century. */
const MOST_DAYS = 400;

/** Every day from the first to the last, those without an entry too. Days are `YYYY-MM-DD`; days outside are kept. */
export function fillDays(counts: readonly DayCount[], first: string, last: string): readonly DayCount[] {
  const known = new Map(counts.map(({ day, count }) => [day, count]));
  const days = new Set(known.keys());
  const start = Date.parse(`${first}T00:00:00Z`);
  const end = Math.min(Date.parse(`${last}T00:00:00Z`), start + MOST_DAYS * DAY);
  for (let at = start; at <= end; at += DAY) days.add(dayOf(at));
  return [...days].sort().map((day) => ({ day, count: known.get(day) ?? 0 }));
}

function dayOf(at: number): string {
  const date = new Date(at);
  return date.toISOString().slice(0, 10);
}
