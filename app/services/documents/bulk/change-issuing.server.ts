import { and, eq, inArray, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { isBulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { type TaskState, task } from '#db/schema/task.ts';
import { lockKeys, type Tx, withTx } from '#db/tx.ts';
import { numberingLock } from './number-documents.server.ts';
import { enqueueIssuing, ISSUING, issuingOf } from './start-issuing.server.ts';

export const ISSUING_CHANGES = ['pause', 'resume', 'stop'] as const;
export type IssuingChange = (typeof ISSUING_CHANGES)[number];

const CHANGES: Readonly<Record<IssuingChange, { from: readonly TaskState[]; to: TaskState }>> = {
  pause: { from: ['queued', 'running'], to: 'paused' },
  resume: { from: ['paused', 'failed'], to: 'queued' },
  stop: { from: ['queued', 'running', 'paused'], to: 'cancelled' },
};

export type ChangeIssuing = {
  readonly sittingId: string;
  readonly taskId: string;
  readonly change: IssuingChange;
};

/**
 * Pauses a run that issues documents, lets it go on, or stops it. What is issued stays issued, what is numbered keeps its
 * number and is drawn by the next run. Who: `document.issue` over the organisation. `task.over` when the run has moved on
 * meanwhile.
 */
export async function changeIssuing(
  ctx: Ctx,
  { sittingId, taskId, change }: ChangeIssuing,
): Promise<Verdict<true, 'task.notFound' | 'task.over'>> {
  return withTx(ctx, 'changeIssuing', {}, async (tx) => {
    const [row] = await tx.db.select().from(task).where(eq(task.id, taskId)).for('update');
    if (row?.kind !== ISSUING || row.subject.sittingId !== sittingId) return refuse('task.notFound');
    const { organisationId } = row;
    if (!authorise(ctx.actor, 'document.issue', { organisationId }).ok) return refuse('task.notFound');
    const { from, to } = CHANGES[change];
    if (!from.includes(row.state)) return refuse('task.over');
    if (change === 'resume' && (await hasAnother(tx, row))) return refuse('task.over');
    await tx.db.update(task).set({ state: to, failure: null, updatedAt: tx.now }).where(eq(task.id, taskId));
    if (change === 'resume') await enqueueIssuing(tx, taskId);
    tx.audit({
      organisationId,
      action: `task.${change === 'stop' ? 'cancel' : change}`,
      subject: { type: 'task', id: taskId },
      before: row.state,
      after: to,
      detail: { kind: row.kind, done: row.done, total: row.total },
    });
    return accept();
  });
}

/** A run that failed does not go on beside the one that was begun after it. */
async function hasAnother(tx: Tx, { id, subject }: typeof task.$inferSelect): Promise<boolean> {
  const { sittingId = '', kind } = subject;
  if (!isBulkKind(kind)) return true;
  await lockKeys(tx.db, [numberingLock({ sittingId, kind })]);
  const underWay = inArray(task.state, ['queued', 'running', 'paused']);
  return (await tx.db.$count(task, and(issuingOf(sittingId, kind), underWay, ne(task.id, id)))) > 0;
}
