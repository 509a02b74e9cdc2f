import { and, desc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { task } from '#db/schema/task.ts';

const SHOWN = {
  id: task.id,
  kind: task.kind,
  subject: task.subject,
  state: task.state,
  done: task.done,
  total: task.total,
  fileKey: task.fileKey,
  fileName: task.fileName,
  createdAt: task.createdAt,
  updatedAt: task.updatedAt,
};

/** Long work one person asked for; undefined for anyone else's. */
export async function loadTask(db: Db, userId: string, taskId: string) {
  const [row] = await db
    .select(SHOWN)
    .from(task)
    .where(and(eq(task.id, taskId), eq(task.createdBy, userId)));
  return row;
}

export type TaskView = NonNullable<Awaited<ReturnType<typeof loadTask>>>;

/** The last five pieces of work one person asked for. */
export async function listTasks(db: Db, userId: string): Promise<TaskView[]> {
  return db.select(SHOWN).from(task).where(eq(task.createdBy, userId)).orderBy(desc(task.createdAt)).limit(5);
}
