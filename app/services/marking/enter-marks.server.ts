import type { EntryRefusal } from '#app/domain/marking/judge-entry.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
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

export type { EnteredMark } from './key-marks.server.ts';
export type EnterMarks = {
  readonly bundleId: string;
  readonly marks: readonly EnteredMark[];
  /** Why marks that the marker has keyed before are changed. */
  readonly reason?: string | undefined;
};
export type EnterMarksRefusal = 'bundle.notFound' | 'bundle.closed' | 'script.notInBundle' | EntryRefusal;
export type MarksEntered = { readonly entered: number; readonly unchanged: number };

/**
 * Appends one person's marks for the pass of the bundle that is theirs; what is the same as before is left alone. They
 * never see another pass, nor say which pass they key. The third person keys only scripts whose two entries disagree.
 * All are written or none. `bundle.notFound` for anybody else, `bundle.closed`, `script.notInBundle`,
 * `mark.unreadable` above the paper's maximum, `mark.reasonMissing` (with the script) for a change without a reason,
 * `mark.stale` (with the script) for one keyed again since the marker saw it.
 */
export async function enterMarks(
  ctx: Ctx,
  command: EnterMarks,
): Promise<Verdict<MarksEntered, EnterMarksRefusal>> {
  const { bundleId } = command;
  return withTx(ctx, 'enterMarks', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const keying = await loadKeying(ctx, tx, bundleId);
    if (!keying.ok) return keying;
    const judged = judgeAll(keying.value, command, tx.now);
    if (!judged.ok) return judged;
    await appendMarks(tx, keying.value, judged.value.append);
    return accept({ entered: judged.value.append.length, unchanged: judged.value.unchanged });
  });
}

/** The rows to append, if all may be; the first that may not is the answer, with its script. */
export function judgeAll(
  keying: Keying,
  { marks, reason }: Pick<EnterMarks, 'marks' | 'reason'>,
  now: Date,
): Verdict<{ append: readonly MarkToAppend[]; unchanged: number }, EntryRefusal | 'script.notInBundle'> {
  const append: MarkToAppend[] = [];
  let unchanged = 0;
  for (const mark of new Map(marks.map((one) => [one.scriptCode, one])).values()) {
    const judged = judgeMark(keying, mark, reasonOf(reason), now);
    if (!judged.ok) return refuse(judged.reason, { ...judged.detail, script: mark.scriptCode });
    if (judged.value) append.push(judged.value);
    else unchanged += 1;
  }
  return accept({ append, unchanged });
}
