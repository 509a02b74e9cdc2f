import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { centre } from '#db/schema/organisation.ts';
import { seat } from '#db/schema/seating.ts';
import { type TaskState, task } from '#db/schema/task.ts';

export type LabelTask = {
  readonly id: string;
  readonly paperCode: string;
  readonly round: number;
  readonly centre: string | null;
  readonly state: TaskState;
  readonly done: number;
  readonly total: number;
  /** Drawn, and neither taken nor erased yet. */
  readonly ready: boolean;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The labels one person asked for in a sitting, the newest first. */
export async function listLabelTasks(db: Db, userId: string, sittingId: string): Promise<LabelTask[]> {
  return db
    .select({
      id: task.id,
      paperCode: sql<string>`${task.subject} ->> 'paperCode'`,
      round: sql<number>`(${task.subject} ->> 'round')::int`,
      centre: sql<
        string | null
      >`(select c.name from centre c where c.id::text = ${task.subject} ->> 'centreId')`,
      state: task.state,
      done: task.done,
      total: task.total,
      ready: sql<boolean>`${task.fileKey} is not null`,
      failure: task.failure,
      createdAt: task.createdAt,
      updatedAt: task.updatedAt,
    })
    .from(task)
    .where(
      and(
        eq(task.kind, 'print-labels'),
        eq(task.createdBy, userId),
        sql`${task.subject} ->> 'sittingId' = ${sittingId}`,
      ),
    )
    .orderBy(desc(task.createdAt))
    .limit(30);
}

/** The centres where candidates of a sitting sit. */
export async function listSeatedCentres(db: Db, sittingId: string): Promise<{ id: string; name: string }[]> {
  const rows = await db
    .selectDistinct({ id: centre.id, code: centre.code, name: centre.name })
    .from(seat)
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(eq(seat.sittingId, sittingId))
    .orderBy(asc(centre.code));
  return rows.map(({ id, code, name }) => ({ id, name: `${code} · ${name}` }));
}
