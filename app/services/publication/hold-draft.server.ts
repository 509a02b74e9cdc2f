import { eq, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { DraftFailure } from '#app/domain/publication/check-publication.ts';
import { DRAFT_TABLE, type DraftEvent, type DraftState } from '#app/domain/publication/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { task } from '#db/schema/task.ts';
import { type Tx, withTx } from '#db/tx.ts';
import type { Stopped } from './gather-publication.server.ts';

export type Draft = typeof publicationDraft.$inferSelect;
export type HeldDraft = { readonly draft: Draft; readonly facts: SittingFacts };

/** Everything that moves a sitting's publications takes this lock, so that two publishers take turns. */
export const publicationLock = (sittingId: string) => `publication:${sittingId}`;

export async function findDraft(db: Pick<Ctx['db'], 'select'>, draftId: string): Promise<Draft | undefined> {
  const [row] = await db.select().from(publicationDraft).where(eq(publicationDraft.id, draftId));
  return row;
}

/** A draft this person may move by `event`, read under the lock; `publication.notFound` for any other. */
export async function holdDraft(
  ctx: Ctx,
  tx: Tx,
  draftId: string,
  event: DraftEvent,
): Promise<Verdict<HeldDraft, 'publication.notFound'>> {
  const draft = await findDraft(tx.db, draftId);
  const facts = draft && (await loadSittingFacts(tx.db, draft.sittingId));
  if (!facts || !nextState(DRAFT_TABLE, draft.state, event).ok) return refuse('publication.notFound');
  const organisationId = facts.organisation.id;
  if (!authorise(ctx.actor, 'result.publish', { organisationId }).ok) return refuse('publication.notFound');
  return accept({ draft, facts });
}

type Changes = Partial<Omit<typeof publicationDraft.$inferInsert, 'state'>>;

/**
 * Moves a draft by an event of its table, as it stands in the database. `false` when it has moved on meanwhile.
 */
export async function moveDraft(
  tx: Tx,
  draftId: string,
  event: DraftEvent,
  changes: Changes = {},
): Promise<boolean> {
  const [row] = await tx.db
    .select({ state: publicationDraft.state })
    .from(publicationDraft)
    .where(eq(publicationDraft.id, draftId))
    .for('update');
  const next = row && nextState<DraftState, DraftEvent>(DRAFT_TABLE, row.state, event);
  if (!next?.ok) return false;
  await tx.db
    .update(publicationDraft)
    .set({ ...changes, state: next.value })
    .where(eq(publicationDraft.id, draftId));
  return true;
}

/** Stops a draft with what stopped it, for its page to show. One that a person stopped is put aside by them. */
export async function refuseDraft(ctx: Ctx, draft: Draft, stopped: Refused | Stopped): Promise<void> {
  if (stopped.reason === 'publication.stopped') return;
  const failure: DraftFailure = {
    reason: stopped.reason,
    ...(stopped.detail ? { detail: stopped.detail } : {}),
    ...('differences' in stopped && stopped.differences ? { differences: stopped.differences } : {}),
  };
  await withTx(ctx, 'refuseDraft', { lock: [publicationLock(draft.sittingId)] }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, draft.sittingId);
    if (!facts || !(await moveDraft(tx, draft.id, 'refuse', { failure, closedAt: tx.now }))) return;
    if (draft.taskId)
      await tx.db
        .update(task)
        .set({ state: 'failed', failure: stopped.reason, updatedAt: tx.now })
        .where(sql`${task.id} = ${draft.taskId} and ${task.state} in ('queued', 'running')`);
    tx.audit({
      organisationId: facts.organisation.id,
      action: 'publication.refuse',
      subject: { type: 'sitting', id: draft.sittingId },
      detail: { draft: draft.id, reason: stopped.reason, ...stopped.detail },
    });
  });
}
