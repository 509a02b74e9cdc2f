import { eq } from 'drizzle-orm';
import { checkFourEyes } from '#app/domain/publication/check-publication.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { listUnsignedMinutes } from '#app/services/deliberation/list-unsigned-minutes.server.ts';
import { openTask } from '#app/services/tasks/run-task.server.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';
import { countDossiers } from './gather-publication.server.ts';
import { findDraft, holdDraft, moveDraft, publicationLock } from './hold-draft.server.ts';

export type ConfirmRefusal =
  | 'publication.notFound'
  | 'publication.samePerson'
  | 'publication.minutesUnsigned'
  | 'state.refused';
export type Confirmed = { readonly publicationId: string; readonly taskId: string };

/**
 * The second person confirms what the first prepared. A job then gathers everything anew, which must have the very digest
 * of the draft, and writes the version; it is released at its hour. Who: `result.publish`, and not whoever prepared
 * (`publication.samePerson`). `publication.minutesUnsigned` when a jury sealed since it was asked for and hasn't signed.
 * `publication.notFound` for a draft that is unknown, not prepared, put aside, confirmed already
 * or out of scope. The publication bears the draft's id.
 */
export async function confirmPublication(
  ctx: Ctx,
  { draftId }: { readonly draftId: string },
): Promise<Verdict<Confirmed, ConfirmRefusal>> {
  const known = await findDraft(ctx.db, draftId);
  if (!known) return refuse('publication.notFound');
  const { sittingId } = known;
  return withTx(ctx, 'confirmPublication', { lock: [publicationLock(sittingId)] }, async (tx) => {
    const { actor } = ctx;
    const held = await holdDraft(ctx, tx, draftId, 'confirm');
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refuse('publication.notFound');
    const { draft, facts } = held.value;
    const people = checkFourEyes({ preparedBy: draft.preparedBy, confirmedBy: actor.id });
    if (!people.ok) return people;
    const state = nextState(SITTING_TABLE, facts.sitting.state, 'publish');
    if (!state.ok) return state;
    const [unsigned] = await listUnsignedMinutes(tx.db, sittingId);
    if (unsigned) return refuse('publication.minutesUnsigned', { jury: unsigned.jury.number });
    if (!(await moveDraft(tx, draftId, 'confirm', { confirmedBy: actor.id, confirmedAt: tx.now })))
      return refuse('publication.notFound');
    const organisationId = facts.organisation.id;
    const taskId = await openTask(ctx, tx, {
      organisationId,
      kind: 'write-publication',
      subject: { sittingId, draftId },
      total: await countDossiers(tx, sittingId),
    });
    await tx.db.update(publicationDraft).set({ taskId }).where(eq(publicationDraft.id, draftId));
    tx.audit({
      organisationId,
      action: 'publication.confirm',
      subject: { type: 'publication', id: draftId },
      after: draft.digest ?? '',
      detail: {
        sitting: sittingId,
        digest: draft.digest ?? '',
        ...(draft.reason ? { reason: draft.reason } : {}),
        ...(draft.releasesAt ? { releasesAt: draft.releasesAt.toISOString() } : {}),
      },
    });
    return accept({ publicationId: draftId, taskId });
  });
}
