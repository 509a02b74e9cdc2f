import { and, eq, inArray } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';
import { findDraft, holdDraft, moveDraft, publicationLock } from './hold-draft.server.ts';

/**
 * Gives up a publication before its hour: what is being built stops, and a version written and not released is never read
 * by anybody. Who: `result.publish`. `publication.notFound` for one that is released, refused or put aside already.
 */
export async function putPublicationAside(
  ctx: Ctx,
  { draftId }: { readonly draftId: string },
): Promise<Verdict<true, 'publication.notFound'>> {
  const known = await findDraft(ctx.db, draftId);
  if (!known) return refuse('publication.notFound');
  // The job holds the publication's lock while it writes and looks at its task: it is told to stop first.
  const told = await withTx(ctx, 'stopPublication', {}, async (tx) => {
    const held = await holdDraft(ctx, tx, draftId, 'putAside');
    if (!held.ok) return held;
    const { taskId } = held.value.draft;
    if (taskId)
      await tx.db
        .update(task)
        .set({ state: 'cancelled', updatedAt: tx.now })
        .where(and(eq(task.id, taskId), inArray(task.state, ['queued', 'running'])));
    return accept();
  });
  if (!told.ok) return told;
  return withTx(ctx, 'putAside', { lock: [publicationLock(known.sittingId)] }, async (tx) => {
    const held = await holdDraft(ctx, tx, draftId, 'putAside');
    if (!held.ok) return held;
    if (!(await moveDraft(tx, draftId, 'putAside', { closedAt: tx.now })))
      return refuse('publication.notFound');
    tx.audit({
      organisationId: held.value.facts.organisation.id,
      action: 'publication.putAside',
      subject: { type: 'sitting', id: known.sittingId },
      before: held.value.draft.state,
      detail: { draft: draftId },
    });
    return accept();
  });
}
