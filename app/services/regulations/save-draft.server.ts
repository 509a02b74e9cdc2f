import { eq } from 'drizzle-orm';
import { digestOf } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { withTx } from '#db/tx.ts';
import { holdDraft } from './hold-draft.server.ts';

/** A regulation of ten series is some 40 KB; this is far more than anyone writes. */
export const LONGEST_TEXT = 500_000;

export type SaveDraft = {
  readonly draftId: string;
  readonly text: string;
  /** The revision that was being changed. */
  readonly revision: number;
};

/**
 * Keeps what was written, right or wrong. Who: `regulation.manage`. `regulation.changedSince` when somebody else saved
 * meanwhile: nothing is written, and what they wrote is not lost. `regulation.tooLong` above LONGEST_TEXT characters.
 */
export async function saveDraft(
  ctx: Ctx,
  { draftId, text, revision }: SaveDraft,
): Promise<
  Verdict<{ revision: number }, 'regulation.notFound' | 'regulation.changedSince' | 'regulation.tooLong'>
> {
  if (text.length > LONGEST_TEXT) return refuse('regulation.tooLong', { maximum: LONGEST_TEXT });
  return withTx(ctx, 'saveDraft', { lock: [`regulationDraft:${draftId}`] }, async (tx) => {
    const held = await holdDraft(ctx, tx, draftId);
    if (!held.ok) return held;
    const { actor } = ctx;
    const draft = held.value;
    if (actor.kind !== 'user') return refuse('regulation.notFound');
    if (draft.revision !== revision) return refuse('regulation.changedSince');
    if (draft.text === text) return accept({ revision });
    const next = revision + 1;
    await tx.db
      .update(regulationDraft)
      .set({ text, revision: next, updatedBy: actor.id, updatedAt: tx.now })
      .where(eq(regulationDraft.id, draftId));
    tx.audit({
      organisationId: draft.organisationId,
      action: 'regulation.saveDraft',
      subject: { type: 'regulation', id: draftId },
      before: digestOf(draft.text),
      after: digestOf(text),
      detail: { code: draft.code, revision: next },
    });
    return accept({ revision: next });
  });
}
