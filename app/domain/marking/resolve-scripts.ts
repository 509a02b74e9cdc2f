import type { MarkState, MarkValue } from '../shared/mark.ts';
import { type Entry, type MarkingPolicy, type Pass, type Resolution, resolve } from './resolve.ts';

/** A keyed mark as it is stored. */
export type KeyedRow = {
  readonly scriptCode: string;
  readonly pass: number;
  readonly state: MarkState;
  readonly value: number | null;
  readonly userId: string;
  /** Rows of one script come in the order in which they were keyed. */
  readonly order: number;
};

/** @throws RangeError for a row that no database constraint would let in. */
export function markOfRow({ state, value }: Pick<KeyedRow, 'state' | 'value'>): MarkValue {
  if (state !== 'mark') return { state };
  if (value === null) throw new RangeError('a mark without a value');
  return { state, value };
}

/** What each script's entries come to; every one of `codes` has an answer. */
export function resolveScripts(
  codes: readonly string[],
  rows: readonly KeyedRow[],
  policy: MarkingPolicy,
): ReadonlyMap<string, Resolution> {
  const entries = new Map<string, Entry[]>(codes.map((code) => [code, []]));
  for (const row of rows) {
    const pass: Pass = row.pass === 1 ? 1 : row.pass === 2 ? 2 : 3;
    entries.get(row.scriptCode)?.push({ pass, value: markOfRow(row), at: row.order, by: row.userId });
  }
  return new Map([...entries].map(([code, list]) => [code, resolve(list, policy)]));
}
