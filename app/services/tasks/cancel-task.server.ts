import { and, eq, inArray } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';

/**
 * Stops work its asker no longer wants: what is done stays done. Work that is over stays as it is. `task.notFound` for an
 * unknown task and for somebody else's.
 */
export async function cancelTask(
  ctx: Ctx,
  { taskId }: { readonly taskId: string },
): Promise<Verdict<true, 'task.notFound'>> {
  return withTx(ctx, 'cancelTask', {}, async (tx) => {
    const [row] = await tx.db.select().from(task).where(eq(task.id, taskId)).for('update');
    const isMine = ctx.actor.kind === 'user' && row?.createdBy === ctx.actor.id;
    if (!row || (!isMine && ctx.actor.kind !== 'system')) return refuse('task.notFound');
    const stopped = await tx.db
      .update(task)
      .set({ state: 'cancelled', updatedAt: tx.now })
      .where(and(eq(task.id, taskId), inArray(task.state, ['queued', 'running'])))
      .returning({ id: task.id });
    if (stopped.length > 0)
      tx.audit({
        organisationId: row.organisationId,
        action: 'task.cancel',
        subject: { type: 'task', id: taskId },
        detail: { kind: row.kind, done: row.done, total: row.total },
      });
    return accept();
  });
}
