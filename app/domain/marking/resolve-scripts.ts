import type { MarkState, MarkValue } from '../shared/mark.ts';
import {
  type Entry,
  type MarkingPolicy,
  type Parts,
  type Pass,
  type Resolution,
  resolve,
} from './resolve.ts';

/** A keyed mark as it is stored. */
export type KeyedRow = {
  readonly scriptCode: string;
  readonly pass: number;
  readonly state: MarkState;
  readonly value: number | null;
  readonly parts: Parts | null;
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
    const entry = { value: markOfRow(row), parts: row.parts, at: row.order, by: row.userId };
    entries.get(row.scriptCode)?.push({ ...entry, pass: passOf(row) });
  }
  return new Map([...entries].map(([code, list]) => [code, resolve(list, policy)]));
}

/** @throws RangeError for a pass that no database constraint would let in. */
function passOf({ pass }: KeyedRow): Pass {
  if (pass === 1 || pass === 2 || pass === 3 || pass === 4) return pass;
  throw new RangeError(`a pass numbered ${pass}`);
}
