import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';

export type DeadlineChange = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly reopened: boolean;
  /** When entries were to close before; unknown for entries opened again before it was written down. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly reason: string | null;
};

/** Each time the end of a sitting's entries was moved or entries were opened again, from the audit log, newest first. */
export async function listDeadlineChanges(db: Db, sittingId: string): Promise<DeadlineChange[]> {
  const rows = await db
    .select({
      seq: auditLog.seq,
      at: auditLog.at,
      actor: auditLog.actorLabel,
      action: auditLog.action,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectType, 'sitting'),
        eq(auditLog.subjectId, sittingId),
        inArray(auditLog.action, ['sitting.changeDeadline', 'sitting.reopen']),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(50);
  return rows.map(({ seq, at, actor, action, detail }) => {
    const reopened = action === 'sitting.reopen';
    return {
      seq,
      at,
      actor,
      reopened,
      from: momentOf(reopened ? detail['closedAt'] : detail['from']),
      to: momentOf(reopened ? detail['entriesCloseAt'] : detail['to']),
      reason: typeof detail['reason'] === 'string' ? detail['reason'] : null,
    };
  });
}

function momentOf(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
