import { and, eq } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type TaskState, task } from '#db/schema/task.ts';

export type ComparisonView = {
  readonly task: {
    readonly state: TaskState;
    readonly done: number;
    readonly total: number;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };
  readonly sitting: Bilingual;
  /** Where the other version is. */
  readonly backHref: string;
  readonly fileKey: string | null;
};

/** A comparison somebody of the office asked for; undefined out of reach. */
export async function loadComparison(
  db: Db,
  reach: Reach,
  taskId: string,
): Promise<ComparisonView | undefined> {
  const [row] = await db
    .select()
    .from(task)
    .where(
      and(eq(task.id, taskId), eq(task.kind, 'compare-regulations'), withinReach(reach, task.organisationId)),
    );
  if (!row) return undefined;
  const { sittingId = '', versionId, draftId } = row.subject;
  const [about] = await db.select({ name: sitting.name }).from(sitting).where(eq(sitting.id, sittingId));
  if (!about) return undefined;
  const { state, done, total, createdAt, updatedAt, fileKey } = row;
  return {
    task: { state, done, total, createdAt, updatedAt },
    sitting: about.name,
    backHref: versionId
      ? `/bureau/reglements/${versionId}`
      : `/bureau/reglements/brouillons/${draftId ?? ''}`,
    fileKey,
  };
}
