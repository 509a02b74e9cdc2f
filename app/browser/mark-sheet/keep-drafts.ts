import { isUnsaved, type Row } from './row-keeper.ts';

/** The part of `Storage` that is used. */
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
export type Draft = { readonly cells: readonly string[]; readonly seen: number };

/**
 * Keeps on the device what is not saved yet, and nothing else: codes, what was typed, and the version it was typed over.
 * Another window of the same sheet keeps its own rows there too, so each row is put in and taken out by itself. A full or
 * forbidden store is no reason to stop typing.
 */
export function keepDrafts(store: DraftStore | null, key: string, rows: readonly Row[]): void {
  if (!store) return;
  const drafts = new Map(Object.entries(readDrafts(store, key)));
  for (const row of rows) {
    if (isUnsaved(row)) {
      drafts.set(row.code, { cells: row.cells, seen: row.entries });
      row.kept = keptText(row);
    } else if (isPast(drafts.get(row.code), row)) drafts.delete(row.code);
  }
  try {
    if (drafts.size === 0) store.removeItem(key);
    else store.setItem(key, JSON.stringify(Object.fromEntries(drafts)));
  } catch {
    // The store is full or closed: the rows are still in the page, which says that they are not saved.
  }
}

/** What another window typed and has not saved stays. */
function isPast(draft: Draft | undefined, row: Row): boolean {
  return draft !== undefined && (keptText(draft) === row.kept || keptText(draft) === keptText(row));
}

export function keptText({ cells }: Pick<Draft, 'cells'>): string {
  return cells.join('\t');
}

/** What was not saved when the page was left, by code. */
export function readDrafts(store: DraftStore | null, key: string): Readonly<Record<string, Draft>> {
  try {
    const kept: unknown = JSON.parse(store?.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).flatMap(([code, draft]) => (isDraft(draft) ? [[code, draft]] : [])),
    );
  } catch {
    return {};
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'cells' in value &&
    'seen' in value &&
    Array.isArray(value.cells) &&
    value.cells.every((cell) => typeof cell === 'string') &&
    typeof value.seen === 'number'
  );
}
