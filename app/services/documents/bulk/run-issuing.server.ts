import { and, eq, sql } from 'drizzle-orm';
import { type BulkKind, isBulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkTemplate } from '#app/services/documents/check-template.server.ts';
import { moveTask, type TaskRow } from '#app/services/tasks/run-task.server.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';
import { fillPack } from './fill-pack.server.ts';
import { countPending } from './list-pending.server.ts';
import { numberDocuments, numberingLock } from './number-documents.server.ts';
import { enqueueIssuing } from './start-issuing.server.ts';

/** After so long it gives its place in the worker to another run; a job of ten minutes counts as that of a killed worker. */
const LONGEST_TURN_MS = 4 * 60_000;

/** How often a pack is drawn before its job is left to be tried again. */
const MOST_TRIES = 5;

/** What drafts are written for now. */
const TEMPLATE_VERSION = 1;

type Run = { readonly taskId: string; readonly sittingId: string; readonly kind: BulkKind };

/**
 * Issues one kind of document to a whole sitting: numbers what is due, then signs, draws and packs it centre by centre.
 * Killed anywhere and run again, it goes on where it stopped; paused or stopped, it leaves off within moments and keeps
 * what is issued. When it was asked for again meanwhile, it goes round once more; after a few minutes it ends at a finished
 * pack and its job is queued again.
 */
export async function runIssuing(
  ctx: Ctx,
  { taskId, batch }: { readonly taskId: string; readonly batch?: number },
): Promise<void> {
  const until = ctx.clock().getTime() + LONGEST_TURN_MS;
  for (;;) {
    const begun = await moveTask(ctx, taskId, { state: 'running' });
    if (!begun) return;
    const { sittingId = '', kind } = begun.subject;
    if (!isBulkKind(kind)) throw new Error(`task ${taskId} issues nothing known`);
    const run = { taskId, sittingId, kind };
    const template = await checkTemplate(ctx, kind, TEMPLATE_VERSION);
    if (!template.ok) {
      await moveTask(ctx, taskId, { state: 'failed', failure: template.reason });
      return;
    }
    await numberDocuments(ctx, { ...run, batch });
    if (!(await packAll(ctx, run, until))) return;
    if (await finish(ctx, begun, run)) return;
  }
}

/** Whether all was packed; false when it was paused or stopped, or goes on in a job of its own. */
async function packAll(ctx: Ctx, run: Run, until: number): Promise<boolean> {
  const centres = await countPending(ctx.db, run.sittingId, run.kind);
  const waiting = centres.reduce((sum, { documents }) => sum + documents, 0);
  const counted = await withTx(ctx, 'countIssuing', {}, async (tx) => {
    const [row] = await tx.db
      .update(task)
      .set({ total: sql`${task.done} + ${waiting}`, updatedAt: tx.now })
      .where(and(eq(task.id, run.taskId), eq(task.state, 'running')))
      .returning({ id: task.id });
    return row !== undefined;
  });
  if (!counted) return false;
  for (const { centreId } of centres) {
    if (ctx.clock().getTime() >= until) {
      await withTx(ctx, 'goOnIssuing', {}, (tx) => enqueueIssuing(tx, run.taskId));
      return false;
    }
    if ((await packCentre(ctx, run, centreId)) === 'halted') return false;
  }
  return true;
}

/**
 * A pack whose documents were taken meanwhile is drawn again without them: one replacement made by hand must not leave
 * the rest of its centre waiting.
 */
async function packCentre(ctx: Ctx, run: Run, centreId: string | null): Promise<'sealed' | 'halted'> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const sealed = await fillPack(ctx, { ...run, centreId, isHalted: () => isHalted(ctx, run.taskId) });
    if (sealed !== 'taken') return sealed;
  }
  throw new Error(`task ${run.taskId}: its documents are taken again and again`);
}

async function isHalted(ctx: Ctx, taskId: string): Promise<boolean> {
  const [row] = await ctx.db.select({ state: task.state }).from(task).where(eq(task.id, taskId));
  return row?.state !== 'running';
}

/** Ends the task, unless it was asked for again since it began. Under the lock whoever asks takes too. */
async function finish(ctx: Ctx, { id, subject }: TaskRow, run: Run): Promise<boolean> {
  return withTx(ctx, 'finishIssuing', { lock: [numberingLock(run)] }, async (tx) => {
    const [row] = await tx.db.select().from(task).where(eq(task.id, id)).for('update');
    if (row?.state !== 'running') return true;
    if (row.subject.asked !== subject.asked) return false;
    await tx.db
      .update(task)
      .set({ state: 'done', total: row.done, updatedAt: tx.now })
      .where(eq(task.id, id));
    tx.audit({
      organisationId: row.organisationId,
      action: 'task.finish',
      subject: { type: 'task', id },
      detail: { task: row.kind, ...subject, done: row.done },
    });
    return true;
  });
}
