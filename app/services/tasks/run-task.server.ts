import { and, eq, inArray, lt } from 'drizzle-orm';
import type { JobName } from '#app/domain/jobs/catalogue.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import { type Tx, withTx } from '#db/tx.ts';

/** Long work that shows a bar: its kind is the name of the job that does it. */
export type TaskKind = Extract<
  JobName,
  | 'submit-school-entries'
  | 'issue-documents'
  | 'print-proof-sheets'
  | 'print-labels'
  | 'print-pack'
  | 'compare-regulations'
  | 'build-publication'
  | 'write-publication'
>;
export type TaskRow = typeof task.$inferSelect;

type NewTask = {
  readonly organisationId: string;
  readonly kind: TaskKind;
  /** Ids only. */
  readonly subject: Readonly<Record<string, string>>;
  readonly total: number;
};

const LONGEST_SILENCE_MS = 60 * 60_000;
const UNDER_WAY = ['queued', 'running'] as const;

/**
 * Begins a task with its job, or gives back the one of the same kind and subject that is under way and has moved within
 * the hour. Returns its id.
 */
export async function openTask(ctx: Ctx, tx: Tx, wanted: NewTask): Promise<string> {
  const { kind, organisationId, subject } = wanted;
  const underWay = and(
    eq(task.organisationId, organisationId),
    eq(task.kind, kind),
    eq(task.subject, { ...subject }),
    inArray(task.state, [...UNDER_WAY]),
  );
  // Work whose job gave up must not stand in the way of asking again.
  await tx.db
    .update(task)
    .set({ state: 'failed', failure: 'abandoned', updatedAt: tx.now })
    .where(and(underWay, lt(task.updatedAt, new Date(tx.now.getTime() - LONGEST_SILENCE_MS))));
  const same = await tx.db.select().from(task).where(underWay);
  if (same[0]) return same[0].id;
  const [row] = await tx.db
    .insert(task)
    .values({
      ...wanted,
      subject: { ...subject },
      state: 'queued',
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .returning({ id: task.id });
  if (!row) throw new Error('the task was not written');
  // Somebody looks at its bar: ahead of documents made by the thousand.
  await tx.enqueue(kind, { taskId: row.id }, { key: `${kind}:${row.id}`, priority: 5, maxAttempts: 8 });
  tx.audit({
    organisationId,
    action: 'task.start',
    subject: { type: 'task', id: row.id },
    detail: { kind, ...subject, total: wanted.total },
  });
  return row.id;
}

type Progress = Partial<Pick<TaskRow, 'done' | 'total' | 'fileKey' | 'fileName' | 'failure'>> & {
  readonly state: 'running' | 'done' | 'failed';
};

/** Moves a task on. `undefined` when it was stopped or is over: whoever works on it then stops too. */
export async function moveTask(ctx: Ctx, taskId: string, progress: Progress): Promise<TaskRow | undefined> {
  return withTx(ctx, 'moveTask', {}, async (tx) => {
    const [row] = await tx.db
      .update(task)
      .set({ ...progress, updatedAt: tx.now })
      .where(and(eq(task.id, taskId), inArray(task.state, [...UNDER_WAY])))
      .returning();
    return row;
  });
}
