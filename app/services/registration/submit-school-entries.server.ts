import { and, asc, count, eq } from 'drizzle-orm';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { moveTask, openTask } from '#app/services/tasks/run-task.server.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { findOwnSchool, type SchoolInSitting } from './hold-school.server.ts';
import { loadOwnEntry } from './load-own-entry.server.ts';
import { submitHeld } from './submit-entry.server.ts';

const draftsOf = ({ schoolId, sittingId }: SchoolInSitting) =>
  and(
    eq(entry.schoolId, schoolId),
    eq(entry.sittingId, sittingId),
    eq(entry.kind, 'official'),
    eq(entry.state, 'draft'),
  );

/** Asks for all complete drafts of a school to be sent, by its head: work with a bar. `task.nothing` without a draft. */
export async function requestSchoolSubmission(
  ctx: Ctx,
  about: SchoolInSitting,
): Promise<Verdict<{ taskId: string }, 'access.denied' | 'task.nothing' | WindowRefusal>> {
  const lock = [`schoolWork:${about.schoolId}:${about.sittingId}`];
  return withTx(ctx, 'requestSchoolSubmission', { lock }, async (tx) => {
    const found = await findOwnSchool(ctx, tx, about);
    if (!found.ok) return found;
    const window = takesEntries(found.value.sitting, tx.now);
    if (!window.ok) return window;
    const [drafts] = await tx.db.select({ total: count() }).from(entry).where(draftsOf(about));
    const total = drafts?.total ?? 0;
    if (total === 0) return refuse('task.nothing');
    const { organisationId } = found.value.school;
    const { schoolId, sittingId } = about;
    const subject = { schoolId, sittingId };
    return accept({
      taskId: await openTask(ctx, tx, { organisationId, kind: 'submit-school-entries', subject, total }),
    });
  });
}

/**
 * Sends every complete draft of the task's school, each in a transaction of its own, as `submitEntry` does; what is not
 * complete stays a draft. Killed at any point and run again, it goes on: what was sent is a draft no more.
 */
export async function submitSchoolEntries(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running' });
  if (!begun) return;
  const { schoolId = '', sittingId = '' } = begun.subject;
  const drafts = await ctx.db
    .select({ id: entry.id })
    .from(entry)
    .where(draftsOf({ schoolId, sittingId }))
    .orderBy(asc(entry.createdAt), asc(entry.id));
  let done = Math.max(0, begun.total - drafts.length);
  for (const { id } of drafts) {
    await submitOne(ctx, id, schoolId);
    done = Math.min(begun.total, done + 1);
    if (!(await moveTask(ctx, taskId, { state: 'running', done }))) return;
  }
  await moveTask(ctx, taskId, { state: 'done', done: begun.total });
}

async function submitOne(ctx: Ctx, entryId: string, schoolId: string): Promise<void> {
  await withTx(ctx, 'submitSchoolEntry', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row } = own.value;
    // Its candidate may have moved or sent it since the list was made.
    if (row.state !== 'draft' || row.schoolId !== schoolId) return accept();
    return submitHeld(tx, own.value, row.version);
  });
}
