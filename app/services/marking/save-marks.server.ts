import type { EntryRefusal } from '#app/domain/marking/judge-entry.ts';
import type { KeyedMark } from '#app/domain/marking/read-mark.ts';
import { accept, type Refused, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import {
  appendMarks,
  type EnteredMark,
  judgeMark,
  type Keying,
  loadKeying,
  type MarkToAppend,
  reasonOf,
} from './key-marks.server.ts';

export type SaveMarks = {
  readonly bundleId: string;
  /** One a script. */
  readonly marks: readonly EnteredMark[];
  readonly reason?: string | undefined;
};
export type SavedRow = {
  readonly scriptCode: string;
  /** Entries of this pass there are now: what to send with the next change. */
  readonly entries: number;
  /** Why this row was not written. */
  readonly refused?: Refused<EntryRefusal | 'script.notInBundle'>;
  /** With `mark.stale`: what the script says now. */
  readonly now?: KeyedMark | null;
};

/**
 * Appends what a sheet that saves itself sends, row by row: a row that is refused holds up no other. The same rules as
 * `enterMarks`; nothing at all is written for `bundle.notFound` and `bundle.closed`.
 */
export async function saveMarks(
  ctx: Ctx,
  { bundleId, marks, reason }: SaveMarks,
): Promise<Verdict<readonly SavedRow[], 'bundle.notFound' | 'bundle.closed'>> {
  return withTx(ctx, 'saveMarks', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const keying = await loadKeying(ctx, tx, bundleId);
    if (!keying.ok) return keying;
    const append: MarkToAppend[] = [];
    const saved = [...new Map(marks.map((one) => [one.scriptCode, one])).values()].map((mark): SavedRow => {
      const judged = judgeMark(keying.value, mark, reasonOf(reason), tx.now);
      if (!judged.ok) return refusedRow(keying.value, mark, judged);
      if (judged.value) append.push(judged.value);
      return rowOf(keying.value, mark, judged.value ? 1 : 0);
    });
    await appendMarks(tx, keying.value, append);
    return accept(saved);
  });
}

function rowOf({ soFar }: Keying, { scriptCode }: EnteredMark, added: number): SavedRow {
  return { scriptCode, entries: (soFar.get(scriptCode)?.entries ?? 0) + added };
}

function refusedRow(
  keying: Keying,
  mark: EnteredMark,
  refused: Refused<EntryRefusal | 'script.notInBundle'>,
): SavedRow {
  const row = { ...rowOf(keying, mark, 0), refused };
  if (refused.reason !== 'mark.stale') return row;
  return { ...row, now: keying.soFar.get(mark.scriptCode)?.last ?? null };
}
