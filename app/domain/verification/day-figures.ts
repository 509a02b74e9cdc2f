import type { VerificationDoor } from './doors.ts';
import type { VerificationVerdict } from './verdicts.ts';

export const ANSWER_GROUPS = ['good', 'ended', 'wrong', 'unclear'] as const;
export type AnswerGroup = (typeof ANSWER_GROUPS)[number];

/** What an office wants to tell apart in a table: in force, ended, false, and what says nothing of a document. */
const GROUP: Readonly<Record<VerificationVerdict, AnswerGroup>> = {
  valid: 'good',
  authentic: 'good',
  superseded: 'ended',
  revoked: 'ended',
  suspended: 'ended',
  forged: 'wrong',
  'unknown-issuer': 'wrong',
  unreadable: 'unclear',
  unsupported: 'unclear',
};

export type Figures = Readonly<Record<AnswerGroup | 'total', number>>;
type Counted = { readonly verdict: VerificationVerdict; readonly count: number };

/** Sums counts under a key, such as a day, keeping the order in which keys first come. */
export function figuresBy<Row extends Counted, Key extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly (Figures & { readonly key: Key })[] {
  const sums = new Map<Key, Record<AnswerGroup | 'total', number>>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key) ?? { good: 0, ended: 0, wrong: 0, unclear: 0, total: 0 };
    sum[GROUP[row.verdict]] += row.count;
    sum.total += row.count;
    sums.set(key, sum);
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum }));
}

export const figuresByDoor = (rows: readonly (Counted & { readonly door: VerificationDoor })[]) =>
  figuresBy(rows, ({ door }) => door);
