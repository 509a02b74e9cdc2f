import type { RowAnswer } from './row-keeper.ts';
import type { SentRow, SheetAnswer } from './sheet-saver.ts';

/** A browser sends on for a page that is left no more than 64 KB. */
const LONGEST_KEPT = 60_000;

/** Posts rows of a sheet; whatever is no clear answer is `trouble`, so that nothing is taken for saved that is not. */
export async function sendRows(
  address: string,
  rows: readonly SentRow[],
  reason: string,
): Promise<SheetAnswer> {
  const body = new URLSearchParams({ rows: JSON.stringify(rows), reason });
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      keepalive: body.toString().length < LONGEST_KEPT,
    });
    if (response.redirected || response.status === 404) return { kind: 'signedOut' };
    if (response.status === 409) return { kind: 'closed' };
    if (!response.ok) return { kind: 'trouble' };
    const answer: unknown = await response.json();
    return areRows(answer) ? { kind: 'rows', rows: answer.rows } : { kind: 'trouble' };
  } catch {
    return { kind: 'trouble' };
  }
}

function areRows(value: unknown): value is { readonly rows: readonly RowAnswer[] } {
  return typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows);
}
